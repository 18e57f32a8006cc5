import { setTimeout } from "node:timers/promises"
import type { MedusaContainer } from "@medusajs/framework/types"
import { CustomerRoleError } from "../../../errors"
import { BULK_ORDER_MODULE } from "../../../modules/bulk-order"
import type { Placement } from "../../../modules/bulk-order/placements"
import { hashOf } from "../../idempotency/body-hash"
import { newOrderId } from "./ids"
import { keepLease } from "./lease"
import { abandonPlacement, type PlacementOutcome, settlePlacement } from "./settle-placement"
import { logUnsettled } from "./undo-placement"

const WAIT_AT_MOST_MS = 25_000
const ASK_AGAIN_MS = 150

/** An order to place once. */
export type PlaceOnceInput = {
  customer_id: string
  /** The same for a repeated request. */
  idempotency_key: string | null
  /** The request. The same key with another body is refused. */
  body: Record<string, unknown>
  /** The most lines that the order can have. */
  line_count: number
  /** The quote that the order accepts. A quote has one order, whatever the key. */
  quote_id?: string
}

/** How to place it. */
export type OnePlacement = {
  /** Places the order of the new placement and returns its id. */
  place: (placement: Placement) => Promise<string>
  outcome: PlacementOutcome
}

/** An order, and whether an earlier request has placed it. */
export type PlacedBulkOrder = { id: string; repeated: boolean }

/**
 * Places an order once for each idempotency key of a customer, and once for each quote. A request with a key that was used
 * before waits for the first one and gets its order. Settles first what a dead process left. A refused request leaves its key
 * unused.
 *
 * @throws CustomerRoleError `idempotency_key_reused`, `request_in_progress`; `invalid_quote_state` if another request has
 * accepted the quote; `busy` if an earlier placement cannot be settled yet, or another process has undone this one; and what
 * `place` throws
 *
 * @example
 * const { id, repeated } = await placeOncePerKey(container, { customer_id, idempotency_key, body, line_count }, { place, outcome })
 */
export const placeOncePerKey = async (
  container: MedusaContainer,
  { body, quote_id, ...input }: PlaceOnceInput,
  { place, outcome }: OnePlacement
): Promise<PlacedBulkOrder> => {
  const { placements } = container.resolve(BULK_ORDER_MODULE)
  const wanted = { ...input, quote_id: quote_id ?? null, body_hash: hashOf(body), order_id: newOrderId() }
  const end = Date.now() + WAIT_AT_MOST_MS
  for (;;) {
    const { placement, origin } = await placements.begin(wanted)
    if (origin === "own") {
      return { id: await run(container, placement, { place, outcome }), repeated: false }
    }
    const id = placedIdOf(placement) ?? (placement.abandoned ? await settle(container, placement, outcome) : null)
    if (id !== null && origin === "another") {
      throw new CustomerRoleError("invalid_quote_state", "The quote has been accepted already.")
    }
    if (id !== null) {
      return { id, repeated: true }
    }
    if (Date.now() >= end) {
      throw new CustomerRoleError("request_in_progress")
    }
    await setTimeout(placement.abandoned ? 0 : ASK_AGAIN_MS)
  }
}

const run = (container: MedusaContainer, placement: Placement, { place, outcome }: OnePlacement): Promise<string> =>
  keepLease(container, placement.id, async () => {
    const orderId = await placeOrAbandon(container, placement, { place, outcome })
    await follow(container, placement, orderId, outcome)
    // The order exists either way. If this fails, the job emits its event once more.
    await container
      .resolve(BULK_ORDER_MODULE)
      .placements.finish(placement.id)
      .catch((error: unknown) => logUnsettled(container, placement, error))
    return orderId
  })

const placeOrAbandon = async (container: MedusaContainer, placement: Placement, { place, outcome }: OnePlacement): Promise<string> => {
  try {
    return await place(placement)
  } catch (error) {
    // If even this fails, the placement is settled once its lease has ended.
    await abandonPlacement(container, placement, outcome).catch((reason: unknown) => logUnsettled(container, placement, reason))
    throw error
  }
}

/** The order exists. If its consequences fail now, whoever settles the placement applies them. */
const follow = async (container: MedusaContainer, placement: Placement, orderId: string, { onPlaced }: PlacementOutcome): Promise<void> => {
  try {
    await onPlaced(container, placement, orderId)
  } catch (error) {
    logUnsettled(container, placement, error)
    throw new CustomerRoleError("busy")
  }
}

const settle = async (container: MedusaContainer, { id }: Placement, outcome: PlacementOutcome): Promise<string | null> => {
  const taken = await container.resolve(BULK_ORDER_MODULE).placements.takeOver(id)
  if (!taken) {
    return null
  }
  try {
    return await settlePlacement(container, taken, outcome)
  } catch (error) {
    logUnsettled(container, taken, error)
    throw new CustomerRoleError("busy")
  }
}

/** The order of a quote counts only once the quote is accepted, which happens between `placed` and `done`. */
const placedIdOf = ({ status, order_id, quote_id }: Placement): string | null =>
  status === "done" || (status === "placed" && quote_id === null) ? order_id : null
