import { setTimeout as pause } from "node:timers/promises"
import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import type { MedusaContainer } from "@medusajs/framework/types"
import { CustomerRoleEvents, type CustomerRoleEventData } from "../events"
import { logEvent } from "../log"
import { notifyOfRoleWorkflow } from "../workflows/customer-role"
import { KeyedQueue } from "../workflows/customer-role/keyed-queue"
import type { NotifiedStatus } from "../workflows/customer-role/role-notifications"

const STATUS_OF = new Map<string, NotifiedStatus>([
  [CustomerRoleEvents.PENDING, "pending"],
  [CustomerRoleEvents.VERIFIED, "verified"],
  [CustomerRoleEvents.REJECTED, "rejected"],
  [CustomerRoleEvents.REVOKED, "revoked"],
])

/** So many are told at a time: two hundred decisions at once must leave connections and time to requests. */
const LANES = 4

/** One customer's changes are told in their order. */
const laneOf = (customerId: string): string => String(customerId.charCodeAt(customerId.length - 1) % LANES)

/** A provider that never answers must not keep the others of its lane waiting. */
const LIMIT_MS = 60_000

const queue = new KeyedQueue()

/** Tells the shop of applications and customers of decisions. One that fails is tried again when the event comes again. */
export default async function tellOfRoleChange({ event, container }: SubscriberArgs<CustomerRoleEventData>): Promise<void> {
  const { id, customer_id } = event.data
  const status = STATUS_OF.get(event.name)
  if (status) {
    const tell = () => notifyOfRoleWorkflow(container).run({ input: { id, customer_id, status } })
    await queue.run(laneOf(customer_id), () => withinLimit(container, customer_id, tell()))
  }
}

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

export const config: SubscriberConfig = { event: [...STATUS_OF.keys()], context: { subscriberId: "customer-role-notifications" } }
