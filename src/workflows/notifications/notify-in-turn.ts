import { setTimeout as pause } from "node:timers/promises"
import type { MedusaContainer } from "@medusajs/framework/types"
import { logEvent } from "../../observability/log"
import { KeyedQueue } from "../../queues/keyed-queue"

/** Notifications in parallel. Two hundred decisions at once must leave connections and time for requests. */
const LANES = 4

/** All changes of one customer share a lane, which keeps their order. */
const laneOf = (customerId: string): string => String(customerId.charCodeAt(customerId.length - 1) % LANES)

/** A provider that never answers must not block its lane. */
const LIMIT_MS = 60_000

const queue = new KeyedQueue()

/**
 * Runs `notify` after all earlier notifications about the same customer, and only a few customers in parallel.
 *
 * @throws what `notify` throws
 *
 * @example
 * await notifyInTurn(container, "cus_123", () => notifyOfQuoteWorkflow(container).run({ input }))
 */
export const notifyInTurn = (container: MedusaContainer, customer_id: string, notify: () => Promise<unknown>): Promise<void> =>
  queue.run(laneOf(customer_id), () => withinLimit(container, customer_id, notify()))

const withinLimit = async (container: MedusaContainer, customer_id: string, notifying: Promise<unknown>): Promise<void> => {
  const limit = new AbortController()
  const passed = pause(LIMIT_MS, "passed", { signal: limit.signal, ref: false }).catch(() => undefined)
  try {
    if ((await Promise.race([notifying, passed])) === "passed") {
      logEvent(container, "customer_role.notification_failed", { customer_id, code: "timeout" })
    }
  } finally {
    limit.abort()
  }
}
