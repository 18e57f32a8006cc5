import { fromBuiltPlugin } from "./built-plugin"
import type { Shop } from "./shop"

/** Resolves once everybody has been told of all that has happened so far. */
export const everythingTold = async (shop: Shop): Promise<void> => {
  const { tellInTurn } = fromBuiltPlugin<typeof import("../../src/workflows/notifications/tell-in-turn")>(
    "workflows/notifications/tell-in-turn"
  )
  await shop.events.settle()
  // One customer of each lane: whatever was before them there is done.
  await Promise.all(["0", "1", "2", "3"].map((customerId) => tellInTurn(shop.container, customerId, async () => undefined)))
}
