import { setTimeout as pause } from "node:timers/promises"
import type { MedusaContainer } from "@medusajs/framework/types"
import { logEvent } from "../../observability/log"
import { KeyedQueue } from "../../queues/keyed-queue"

/** So many are told at a time: two hundred decisions at once must leave connections and time to requests. */
const LANES = 4

/** One customer's changes are told in their order. */
const laneOf = (customerId: string): string => String(customerId.charCodeAt(customerId.length - 1) % LANES)

/** A provider that never answers must not keep the others of its lane waiting. */
const LIMIT_MS = 60_000

const queue = new KeyedQueue()

/**
 * Tells of what has happened to a customer, after what happened to him before, and few at a time.
 *
 * @throws what `tell` fails with
 *
 * @example
 * await tellInTurn(container, "cus_123", () => notifyOfQuoteWorkflow(container).run({ input }))
 */
export const tellInTurn = (container: MedusaContainer, customer_id: string, tell: () => Promise<unknown>): Promise<void> =>
  queue.run(laneOf(customer_id), () => withinLimit(container, customer_id, tell()))

const withinLimit = async (container: MedusaContainer, customer_id: string, telling: Promise<unknown>): Promise<void> => {
  const limit = new AbortController()
  const passed = pause(LIMIT_MS, "passed", { signal: limit.signal, ref: false }).catch(() => undefined)
  try {
    if ((await Promise.race([telling, passed])) === "passed") {
      logEvent(container, "customer_role.notification_failed", { customer_id, code: "timeout" })
    }
  } finally {
    limit.abort()
  }
}
