import type { MedusaContainer } from "@medusajs/framework/types"
import { generateEntityId, Modules } from "@medusajs/framework/utils"
import { CustomerRoleError } from "../../errors"
import { pluginOptions } from "../../modules/customer-role/plugin-options"
import { doOnce } from "../idempotency/do-once"
import { asCheckoutFailure, isOutOfStock, isStepNotRecorded, toRefusal } from "./placement/refusals"
import { createBulkCartWorkflow } from "./workflows/create-bulk-cart"
import { bulkCartQueue } from "./placement/turns"
import { rowsOf } from "./lines/read-sheet"
import type { CreateBulkOrderWorkflowInput, SheetRowsReport } from "./types"

const MOST_ATTEMPTS = 2

/** Options of {@link fillBulkCart}. */
export type FillBulkCartOptions = {
  /** A request with the same key and body gets the cart of the first one. */
  idempotency_key?: string
}

/** A cart, whether an earlier request has filled it, and the report about a CSV. */
export type FilledBulkCart = { id: string; repeated: boolean; rows?: SheetRowsReport }

/**
 * Puts the lines of a bulk order into a new cart. Routes and merchants' code call this. Only a few carts are filled at a
 * time; other calls wait for their turn. Turns Medusa's errors into this plugin's. Returns the cart's id, and whether an
 * earlier request with the same key has filled it.
 *
 * @throws CustomerRoleError as {@link createBulkCartWorkflow}, and `busy`, `idempotency_key_reused`, `request_in_progress`;
 * `not_found` if the cart of the earlier request is no longer the customer's
 *
 * @example
 * const { id } = await fillBulkCart(req.scope, { customer_id: "cus_123", ...body }, { idempotency_key: "key-1" })
 */
export const fillBulkCart = async (
  container: MedusaContainer,
  input: CreateBulkOrderWorkflowInput,
  { idempotency_key }: FillBulkCartOptions = {}
): Promise<FilledBulkCart> => {
  const { customer_id, sales_channel_ids, ...body } = input
  const once = await doOnce(
    container,
    { customer_id, operation: "bulk_cart", idempotency_key, body },
    {
      newId: () => generateEntityId(undefined, "cart"),
      make: (cart_id) => fillInTurn(container, { ...input, cart_id }),
      recover: (id) => removeCart(container, id),
    }
  )
  if (!once.repeated) {
    return { id: once.made.id, repeated: false, ...rowsOf(container, input) }
  }
  await requireOwnCart(container, once.id, customer_id)
  return { id: once.id, repeated: true, ...rowsOf(container, input) }
}

/** A process that died may have left the cart incomplete, so the cart is deleted and filled again. */
const removeCart = async (container: MedusaContainer, id: string): Promise<false> => {
  await container.resolve(Modules.CART).deleteCarts([id])
  return false
}

const requireOwnCart = async (container: MedusaContainer, id: string, customer_id: string): Promise<void> => {
  const [cart] = await container.resolve(Modules.CART).listCarts({ id, customer_id }, { select: ["id"], take: 1 })
  if (!cart) {
    throw new CustomerRoleError("not_found", "The cart of the first request with this Idempotency-Key is gone.")
  }
}

const fillInTurn = (container: MedusaContainer, input: CreateBulkOrderWorkflowInput): Promise<{ id: string }> => {
  const { waitAtMostSeconds } = pluginOptions(container).bulkOrders
  return bulkCartQueue.run(
    () => attempt(container, input, 1),
    () => new CustomerRoleError("busy"),
    { waitAtMostSeconds, owner: input.customer_id }
  )
}

const attempt = async (container: MedusaContainer, input: CreateBulkOrderWorkflowInput, count: number): Promise<{ id: string }> => {
  try {
    const { result } = await createBulkCartWorkflow(container).run({ input })
    return result
  } catch (error) {
    const failure = asCheckoutFailure(error)
    if (!failure) {
      throw error
    }
    // The workflow checks the lines first, so the next attempt reports those that lost their stock to another order.
    if ((isOutOfStock(failure) || isStepNotRecorded(failure)) && count < MOST_ATTEMPTS) {
      return attempt(container, input, count + 1)
    }
    throw toRefusal(failure, error)
  }
}
