import { TurnQueue } from "../../../queues/turn-queue"

/**
 * The turns of bulk orders. Each order is seconds of work for the process and the database. Too many at once slow each other
 * down until Medusa's workflows fail to record their steps, and the rest of the shop starves. One customer's orders always
 * leave a turn to others.
 */
export const bulkOrderQueue = new TurnQueue({ atOnce: 4, atOncePerOwner: 3, mostWaiting: 200, mostPerOwner: 100 })

/** The turns of bulk carts. Every self-declared business can fill carts, so they take no turns from orders. */
export const bulkCartQueue = new TurnQueue({ atOnce: 2, mostWaiting: 100, mostPerOwner: 2 })
