import type { MedusaContainer } from "@medusajs/framework/types"
import { fromBuiltPlugin } from "./built-plugin"
import type { EventRecorder } from "./events"

/** Resolves when all notifications about events so far have been sent. */
export const everythingTold = async ({ container, events }: { container: MedusaContainer; events: EventRecorder }): Promise<void> => {
  const { notifyInTurn } = fromBuiltPlugin<typeof import("../../src/workflows/notifications/notify-in-turn")>(
    "workflows/notifications/notify-in-turn"
  )
  await events.settle()
  // One customer per lane: when these run, everything before them in the lane has run.
  await Promise.all(["0", "1", "2", "3"].map((customerId) => notifyInTurn(container, customerId, async () => undefined)))
}
