import type { MedusaContainer } from "@medusajs/framework/types"
import { fromBuiltPlugin } from "./built-plugin"
import type { EventRecorder } from "./events"

/** Resolves once everybody has been told of all that has happened so far. */
export const everythingTold = async ({ container, events }: { container: MedusaContainer; events: EventRecorder }): Promise<void> => {
  const { tellInTurn } = fromBuiltPlugin<typeof import("../../src/workflows/notifications/notify-in-turn")>(
    "workflows/notifications/notify-in-turn"
  )
  await events.settle()
  // One customer of each lane: whatever was before them there is done.
  await Promise.all(["0", "1", "2", "3"].map((customerId) => tellInTurn(container, customerId, async () => undefined)))
}
