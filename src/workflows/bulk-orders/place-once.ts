import { createHash } from "node:crypto"
import { setTimeout } from "node:timers/promises"
import type { MedusaContainer } from "@medusajs/framework/types"
import { CustomerRoleError } from "../../errors"
import { CUSTOMER_ROLE_MODULE } from "../../modules/customer-role"
import type { Placement } from "../../modules/customer-role/bulk-order-placements"
import { newOrderId } from "./direct/order-ids"
import { keepPlacement } from "./placement-lease"
import { abandonPlacement, logUnsettled, settlePlacement } from "./settle-placement"
import type { CreateBulkOrderWorkflowInput } from "./types"

const WAIT_AT_MOST_MS = 25_000
const ASK_AGAIN_MS = 150

/** An order, and whether an earlier request has placed it. */
export type PlacedBulkOrder = { id: string; repeated: boolean }

/**
 * Places an order once for each key of a customer. A repeated request waits for the first one and gives its order; what
 * a process has left that ended in the midst is put right first. A request that is refused does not use the key up.
 *
 * @throws CustomerRoleError `idempotency_key_reused`, `request_in_progress`, `busy` where what is left cannot be put
 * right yet or somebody else has undone the order meanwhile, and what `place` throws
 *
 * @example
 * const { id, repeated } = await placeOnce(container, input, "key-1", (own, placement) => place(own, placement))
 */
export const placeOnce = async (
  container: MedusaContainer,
  input: CreateBulkOrderWorkflowInput,
  idempotencyKey: string | null,
  place: (input: CreateBulkOrderWorkflowInput, placement: Placement) => Promise<string>
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
      const ours = { ...input, bulk_order_id: placement.id, order_id: placement.order_id }
      return { id: await run(container, placement, () => place(ours, placement)), repeated: false }
    }
    if (placement.status === "done" || placement.status === "placed") {
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

const run = (container: MedusaContainer, placement: Placement, place: () => Promise<string>): Promise<string> =>
  keepPlacement(container, placement.id, async () => {
    const orderId = await placeOrAbandon(container, placement, place)
    // The order is there whether this can be noted or not. Where it cannot, somebody tells of the order once more.
    await container
      .resolve(CUSTOMER_ROLE_MODULE)
      .placements.finish(placement.id)
      .catch((error: unknown) => logUnsettled(container, placement, error))
    return orderId
  })

const placeOrAbandon = async (container: MedusaContainer, placement: Placement, place: () => Promise<string>): Promise<string> => {
  try {
    return await place()
  } catch (error) {
    // Where even this fails, it is tried again once nobody is at it.
    await abandonPlacement(container, placement).catch((reason: unknown) => logUnsettled(container, placement, reason))
    throw error
  }
}

const settle = async (container: MedusaContainer, { id }: Placement): Promise<string | null> => {
  const taken = await container.resolve(CUSTOMER_ROLE_MODULE).placements.takeOver(id)
  if (!taken) {
    return null
  }
  try {
    return await settlePlacement(container, taken)
  } catch (error) {
    logUnsettled(container, taken, error)
    throw new CustomerRoleError("busy")
  }
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
