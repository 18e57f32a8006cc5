import type { MedusaContainer } from "@medusajs/framework/types"
import { CustomerRoleError } from "../../errors"
import { CUSTOMER_ROLE_MODULE } from "../../modules/customer-role"
import { asCheckoutFailure, isOutOfStock, isStepNotRecorded, toRefusal } from "./checkout-failures"
import { createBulkCartWorkflow } from "./create-bulk-cart"
import { bulkCartQueue } from "./order-queues"
import type { CreateBulkOrderWorkflowInput } from "./types"

const MOST_ATTEMPTS = 2

/**
 * Puts the lines of a bulk order into a new cart and tells the caller why where Medusa refuses, as `placeBulkOrder` does
 * for an order. A few carts are filled at a time, two of one customer's; the others wait. Gives the id of the cart.
 *
 * @throws CustomerRoleError as {@link createBulkCartWorkflow}, and `busy`
 *
 * @example
 * const { id } = await fillBulkCart(req.scope, { customer_id: "cus_123", ...body })
 */
export const fillBulkCart = async (container: MedusaContainer, input: CreateBulkOrderWorkflowInput): Promise<{ id: string }> => {
  const { waitAtMostSeconds } = container.resolve(CUSTOMER_ROLE_MODULE).options.bulkOrders
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
    // It begins with the check that names lines whose stock others have taken meanwhile.
    if ((isOutOfStock(failure) || isStepNotRecorded(failure)) && count < MOST_ATTEMPTS) {
      return attempt(container, input, count + 1)
    }
    throw toRefusal(failure, error)
  }
}
