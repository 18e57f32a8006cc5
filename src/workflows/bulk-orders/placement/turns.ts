import { TurnQueue } from "../../../queues/turn-queue"

/**
 * The queue of bulk orders. Each order keeps the process and the database busy for seconds. Too many at once slow each other
 * down until Medusa's workflows fail to record their steps, and the rest of the shop starves. One customer's orders always
 * leave a turn to others.
 */
export const bulkOrderQueue = new TurnQueue({ atOnce: 4, atOncePerOwner: 3, mostWaiting: 200, mostPerOwner: 100 })

/** The queue of bulk carts. It is separate, because every self-declared business can fill carts and must not delay orders. */
export const bulkCartQueue = new TurnQueue({ atOnce: 2, mostWaiting: 100, mostPerOwner: 2 })
