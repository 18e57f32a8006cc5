import { MedusaError } from "@medusajs/framework/utils"
import { asCustomerRoleError, CustomerRoleError } from "../../../errors"

/** What Medusa's workflows and modules throw, also after a workflow has made a plain object of it. */
export type CheckoutFailure = { type?: unknown; code?: unknown; message: string }

/**
 * Recognises a failure of Medusa's; `undefined` for our own errors and for what is none.
 *
 * @example
 * const failure = asCheckoutFailure(error)
 */
export const asCheckoutFailure = (error: unknown): CheckoutFailure | undefined =>
  !asCustomerRoleError(error) && typeof error === "object" && error !== null && "message" in error && typeof error.message === "string"
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
const PAYMENT_DECLINED = /^Session: \S+ was not authorized with the provider/
const OUT_OF_STOCK = /^(Not enough stock available for item|Item \S+ is not stocked at location)/

const PAYMENT_REFUSED: unknown[] = [MedusaError.Types.PAYMENT_AUTHORIZATION_ERROR, MedusaError.Types.PAYMENT_REQUIRES_MORE_ERROR]
const REQUEST_REFUSED: unknown[] = [MedusaError.Types.INVALID_DATA, MedusaError.Types.NOT_ALLOWED, MedusaError.Types.NOT_FOUND]

/** Whether stock was taken by others after it was checked. */
export const isOutOfStock = ({ code, message }: CheckoutFailure): boolean =>
  code === MedusaError.Codes.INSUFFICIENT_INVENTORY || OUT_OF_STOCK.test(message)

/** Whether a workflow has lost track of its steps and rolled everything back: it can simply be tried again. */
export const isStepNotRecorded = ({ message }: CheckoutFailure): boolean => STEP_NOT_RECORDED.test(message)

/**
 * Whether a payment provider has said no, which is more than that it did not answer: providers do so with an error of
 * Medusa's, or with a status, of which the Payment Module makes one. The provider on account says so with an error of ours.
 *
 * @example
 * if (!isPaymentRefused(error)) await askAgain()
 */
export const isPaymentRefused = (error: unknown): boolean =>
  asCustomerRoleError(error) !== undefined ||
  (MedusaError.isMedusaError(error) && [...PAYMENT_REFUSED, ...REQUEST_REFUSED].includes(error.type))

/**
 * What a caller is told of a failure of Medusa's: to come again, or why he is refused. `error` itself where it is not
 * his business.
 *
 * @example
 * throw toRefusal(failure, error)
 */
export const toRefusal = (failure: CheckoutFailure, error: unknown): unknown => {
  const { message, type } = failure
  if (isOutOfStock(failure) || isStepNotRecorded(failure) || LOCK_TIMEOUT.test(message) || ACCOUNT_HOLDER_RACE.test(message)) {
    return new CustomerRoleError("busy")
  }
  if (PAYMENT_REFUSED.includes(type)) {
    return new CustomerRoleError("payment_provider_unavailable", message)
  }
  if (PAYMENT_DECLINED.test(message)) {
    return new CustomerRoleError("payment_provider_unavailable", "The payment was declined.")
  }
  return REQUEST_REFUSED.includes(type) ? new CustomerRoleError("invalid_request", message) : error
}
