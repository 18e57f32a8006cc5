import type { MedusaContainer } from "@medusajs/framework/types"
import { fromBuiltPlugin } from "./built-plugin"
import type { EventRecorder } from "./events"

/** Resolves once all notifications for the events so far have been sent. */
export const notificationsSettled = async ({ container, events }: { container: MedusaContainer; events: EventRecorder }): Promise<void> => {
  const { notifyInTurn } = fromBuiltPlugin<typeof import("../../src/workflows/notifications/notify-in-turn")>(
    "workflows/notifications/notify-in-turn"
  )
  await events.settle()
  // One customer per lane. A lane runs in order, so once these have run, everything before them has, too.
  await Promise.all(["0", "1", "2", "3"].map((customerId) => notifyInTurn(container, customerId, async () => undefined)))
}
