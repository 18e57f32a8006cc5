import { createHash } from "node:crypto"
import { setTimeout } from "node:timers/promises"
import type { MedusaContainer } from "@medusajs/framework/types"
import { CustomerRoleError } from "../../errors"
import { CUSTOMER_ROLE_MODULE } from "../../modules/customer-role"
import { PLACEMENT_LEASE_SECONDS, type Placement } from "../../modules/customer-role/bulk-order-placements"
import { newOrderId } from "./direct/order-ids"
import { settlePlacement } from "./settle-placement"
import type { CreateBulkOrderWorkflowInput } from "./types"

const WAIT_AT_MOST_MS = 25_000
const ASK_AGAIN_MS = 150
const KEEP_EVERY_MS = (PLACEMENT_LEASE_SECONDS * 1000) / 3

/** An order, and whether an earlier request has placed it. */
export type PlacedBulkOrder = { id: string; repeated: boolean }

/**
 * Places an order once for each key of a customer. A repeated request waits for the first one and gives its order; what
 * a process has left that ended in the midst is put right first. A request that is refused does not use the key up.
 *
 * @throws CustomerRoleError `idempotency_key_reused`, `request_in_progress`, and what `place` throws
 *
 * @example
 * const { id, repeated } = await placeOnce(container, input, "key-1", (attempt) => place(attempt))
 */
export const placeOnce = async (
  container: MedusaContainer,
  input: CreateBulkOrderWorkflowInput,
  idempotencyKey: string | null,
  place: (input: CreateBulkOrderWorkflowInput) => Promise<string>
): Promise<PlacedBulkOrder> => {
  const { placements, options } = container.resolve(CUSTOMER_ROLE_MODULE)
  const attempt = {
    customer_id: input.customer_id,
    idempotency_key: idempotencyKey,
    body_hash: hashOf(input),
    order_id: newOrderId(),
    line_count: input.items?.length ?? options.bulkOrders.maxLines,
  }
  const end = Date.now() + WAIT_AT_MOST_MS
  for (;;) {
    const { placement, own } = await placements.begin(attempt)
    if (own) {
      return { id: await run(container, placement, () => place({ ...input, bulk_order_id: placement.id, order_id: placement.order_id })), repeated: false }
    }
    if (placement.status === "done") {
      return { id: placement.order_id, repeated: true }
    }
    const id = placement.abandoned ? await settle(container, placement) : null
    if (id) {
      return { id, repeated: true }
    }
    if (Date.now() >= end) {
      throw new CustomerRoleError("request_in_progress")
    }
    await setTimeout(placement.abandoned ? 0 : ASK_AGAIN_MS)
  }
}

/** Stays in charge of the attempt for as long as it takes. */
const run = async (container: MedusaContainer, { id }: Placement, place: () => Promise<string>): Promise<string> => {
  const { placements } = container.resolve(CUSTOMER_ROLE_MODULE)
  const keeping = setInterval(() => void placements.keep(id).catch(() => undefined), KEEP_EVERY_MS)
  try {
    const orderId = await placeOrForget(container, id, place)
    await placements.finish(id, orderId)
    return orderId
  } finally {
    clearInterval(keeping)
  }
}

const placeOrForget = async (container: MedusaContainer, id: string, place: () => Promise<string>): Promise<string> => {
  try {
    return await place()
  } catch (error) {
    // Where this fails too, the attempt is put right once its lease has run out.
    await container
      .resolve(CUSTOMER_ROLE_MODULE)
      .placements.forget(id)
      .catch(() => undefined)
    throw error
  }
}

const settle = async (container: MedusaContainer, { id }: Placement): Promise<string | null> => {
  const [taken] = await container.resolve(CUSTOMER_ROLE_MODULE).placements.takeOver(1, id)
  return taken ? settlePlacement(container, taken) : null
}

/** The same for the same body, in whatever order its fields come. */
const hashOf = ({ customer_id, sales_channel_ids, ...body }: CreateBulkOrderWorkflowInput): string =>
  createHash("sha256").update(JSON.stringify(sorted(body))).digest("hex")

const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) {
    return value.map(sorted)
  }
  return typeof value === "object" && value !== null
    ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)).map(([key, part]) => [key, sorted(part)]))
    : value
}
