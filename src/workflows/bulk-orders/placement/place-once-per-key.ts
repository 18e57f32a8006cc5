import { setTimeout } from "node:timers/promises"
import type { MedusaContainer } from "@medusajs/framework/types"
import { CustomerRoleError } from "../../../errors"
import { CUSTOMER_ROLE_MODULE } from "../../../modules/customer-role"
import type { Placement } from "../../../modules/customer-role/bulk-order-placements"
import { newOrderId } from "./ids"
import { hashOf } from "../../idempotency/body-hash"
import { noteQuoteAcceptanceWorkflow } from "../../quotes/acceptance/note-quote-acceptance"
import { keepPlacement } from "./lease"
import { abandonPlacement, logUnsettled, settlePlacement } from "./settle-placement"

const WAIT_AT_MOST_MS = 25_000
const ASK_AGAIN_MS = 150

/** What is to be placed once. */
export type PlaceOnceInput = {
  customer_id: string
  /** A repeated request has the same. */
  idempotency_key: string | null
  /** What the request says: with the same key, the same. */
  body: Record<string, unknown>
  /** At most so many lines has the order. */
  line_count: number
  /** The quote that the order accepts: one order for good, whatever the key. */
  quote_id?: string
}

/** An order, and whether an earlier request has placed it. */
export type PlacedBulkOrder = { id: string; repeated: boolean }

/**
 * Places an order once for each key of a customer, and once for each quote. A repeated request waits for the first one
 * and gives its order; what a process has left that ended in the midst is put right first. A request that is refused does
 * not use the key up.
 *
 * @throws CustomerRoleError `idempotency_key_reused`, `request_in_progress`; `invalid_quote_state` where another request
 * has accepted the quote; `busy` where what is left cannot be put right yet or somebody else has undone the order
 * meanwhile; and what `place` throws
 *
 * @example
 * const { id, repeated } = await placeOnce(container, { customer_id, idempotency_key, body, line_count }, (placement) => place(placement))
 */
export const placeOnce = async (
  container: MedusaContainer,
  { body, quote_id, ...input }: PlaceOnceInput,
  place: (placement: Placement) => Promise<string>
): Promise<PlacedBulkOrder> => {
  const { placements } = container.resolve(CUSTOMER_ROLE_MODULE)
  const attempt = { ...input, quote_id: quote_id ?? null, body_hash: hashOf(body), order_id: newOrderId() }
  const end = Date.now() + WAIT_AT_MOST_MS
  for (;;) {
    const { placement, whose } = await placements.begin(attempt)
    if (whose === "own") {
      return { id: await run(container, placement, () => place(placement)), repeated: false }
    }
    const id = placedIdOf(placement) ?? (placement.abandoned ? await settle(container, placement) : null)
    if (id !== null && whose === "another") {
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

const run = (container: MedusaContainer, placement: Placement, place: () => Promise<string>): Promise<string> =>
  keepPlacement(container, placement.id, async () => {
    const orderId = await placeOrAbandon(container, placement, place)
    if (placement.quote_id !== null) {
      await noteAcceptance(container, placement, orderId)
    }
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

/** The order is there. A quote that cannot be told so now is told by whoever comes upon the attempt. */
const noteAcceptance = async (container: MedusaContainer, placement: Placement, orderId: string): Promise<void> => {
  try {
    await noteQuoteAcceptanceWorkflow(container).run({ input: { accepting_id: placement.id, order_id: orderId } })
  } catch (error) {
    logUnsettled(container, placement, error)
    throw new CustomerRoleError("busy")
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

/** An order that accepts a quote is not all there before the quote says so. */
const placedIdOf = ({ status, order_id, quote_id }: Placement): string | null =>
  status === "done" || (status === "placed" && quote_id === null) ? order_id : null
