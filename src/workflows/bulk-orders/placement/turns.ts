import { TurnQueue } from "../../../queues/turn-queue"

/**
 * Orders of many lines. Each is seconds of work for process and database. Many at once slow each other down until
 * Medusa's workflows fail to record their steps, and starve the rest of the shop. One customer's leave turns to others.
 */
export const bulkOrderQueue = new TurnQueue({ atOnce: 4, atOncePerOwner: 3, mostWaiting: 200, mostPerOwner: 100 })

/** Carts of many lines. Whoever says that he is a business can fill them, so that they have turns of their own. */
export const bulkCartQueue = new TurnQueue({ atOnce: 2, mostWaiting: 100, mostPerOwner: 2 })
