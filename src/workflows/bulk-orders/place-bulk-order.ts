import type { MedusaContainer } from "@medusajs/framework/types"
import { MedusaError } from "@medusajs/framework/utils"
import { asCustomerRoleError, CustomerRoleError } from "../../errors"
import { CUSTOMER_ROLE_MODULE } from "../../modules/customer-role"
import type { Placement } from "../../modules/customer-role/bulk-order-placements"
import { checkBulkOrderWorkflow } from "./check-bulk-order"
import { createBulkOrderWorkflow } from "./create-bulk-order"
import { createDirectBulkOrderWorkflow } from "./direct/create-direct-bulk-order"
import { OrderQueue } from "./order-queue"
import { type PlacedBulkOrder, placeOnce } from "./place-once"
import { restartPlacement } from "./settle-placement"
import type { CreateBulkOrderWorkflowInput } from "./types"

// Each order is seconds of work for process and database. Many at once slow each other down until Medusa's workflows
// fail to record their steps, and starve the rest of the shop.
const queue = new OrderQueue(4, 30_000)
const MOST_ATTEMPTS = 3

/** What Medusa's workflows and modules throw, also after a workflow has made a plain object of it. */
type MedusaFailure = { type?: unknown; code?: unknown; message: string }

const asFailure = (error: unknown): MedusaFailure | undefined =>
  typeof error === "object" && error !== null && "message" in error && typeof error.message === "string"
    ? {
        message: error.message,
        type: "type" in error ? error.type : undefined,
        code: "code" in error ? error.code : undefined,
      }
    : undefined

// Neither a code nor a type tells these apart: the locking providers throw plain errors, the inventory module a
// general one.
const LOCK_TIMEOUT = /acquir\w* lock|is already locked|lock timeout|deadlock detected/i
const STEP_NOT_RECORDED = /^(Updating (Status|State) from|Max retries .* saving checkpoint|Transaction storage is locked)/
const ACCOUNT_HOLDER_RACE = /^Account holder .* already exists/
const OUT_OF_STOCK = /^(Not enough stock available for item|Item \S+ is not stocked at location)/

const isOutOfStock = ({ code, message }: MedusaFailure): boolean =>
  code === MedusaError.Codes.INSUFFICIENT_INVENTORY || OUT_OF_STOCK.test(message)

const PAYMENT_REFUSED: unknown[] = [MedusaError.Types.PAYMENT_AUTHORIZATION_ERROR, MedusaError.Types.PAYMENT_REQUIRES_MORE_ERROR]
const REQUEST_REFUSED: unknown[] = [MedusaError.Types.INVALID_DATA, MedusaError.Types.NOT_ALLOWED, MedusaError.Types.NOT_FOUND]

const isTransient = ({ message }: MedusaFailure): boolean =>
  LOCK_TIMEOUT.test(message) || STEP_NOT_RECORDED.test(message) || ACCOUNT_HOLDER_RACE.test(message)

/** What else a caller may say of an order. */
export type PlaceBulkOrderOptions = {
  /** A request with the same key and body gets the order of the first one. */
  idempotency_key?: string
}

/**
 * Places a bulk order and tells the caller why where Medusa's checkout refuses: stock that another order has taken
 * meanwhile comes back as bad lines, a lock that was not to be had as `busy`. A few orders are placed at a time, the
 * others wait. Gives the id of the order, and whether an earlier request has placed it.
 *
 * @throws CustomerRoleError as {@link createBulkOrderWorkflow}, and `busy`, `idempotency_key_reused`,
 * `request_in_progress`
 *
 * @example
 * const { id } = await placeBulkOrder(req.scope, { customer_id: "cus_123", ...body }, { idempotency_key: "key-1" })
 */
export const placeBulkOrder = async (
  container: MedusaContainer,
  input: CreateBulkOrderWorkflowInput,
  { idempotency_key }: PlaceBulkOrderOptions = {}
): Promise<PlacedBulkOrder> =>
  placeOnce(container, input, idempotency_key ?? null, (own, placement) =>
    queue.run(
      () => attempt(container, own, placement, 1),
      () => new CustomerRoleError("busy")
    )
  )

const workflowOf = (container: MedusaContainer) =>
  container.resolve(CUSTOMER_ROLE_MODULE).bulkOrderPath.path === "direct" ? createDirectBulkOrderWorkflow : createBulkOrderWorkflow

const attempt = async (
  container: MedusaContainer,
  input: CreateBulkOrderWorkflowInput,
  placement: Placement,
  count: number
): Promise<string> => {
  try {
    const { result } = await workflowOf(container)(container).run({ input })
    return result.id
  } catch (error) {
    const failure = asFailure(error)
    if (asCustomerRoleError(error) || !failure) {
      throw error
    }
    if (STEP_NOT_RECORDED.test(failure.message) && count < MOST_ATTEMPTS && (await restartPlacement(container, placement))) {
      return attempt(container, input, placement, count + 1)
    }
    throw await toRefusal(container, input, failure, error)
  }
}

const toRefusal = async (
  container: MedusaContainer,
  input: CreateBulkOrderWorkflowInput,
  failure: MedusaFailure,
  error: unknown
): Promise<unknown> => {
  if (isOutOfStock(failure)) {
    await checkBulkOrderWorkflow(container).run({ input })
    return new CustomerRoleError("busy")
  }
  if (isTransient(failure)) {
    return new CustomerRoleError("busy")
  }
  if (PAYMENT_REFUSED.includes(failure.type)) {
    return new CustomerRoleError("payment_provider_unavailable", failure.message)
  }
  return REQUEST_REFUSED.includes(failure.type) ? new CustomerRoleError("invalid_request", failure.message) : error
}
