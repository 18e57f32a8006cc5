import { MedusaError } from "@medusajs/framework/utils"
import { asCustomerRoleError, CustomerRoleError } from "../../../errors"

/** An error of Medusa's workflows or modules, also after a workflow has turned it into a plain object. */
export type CheckoutFailure = { type?: unknown; code?: unknown; message: string }

/**
 * Returns the failure if Medusa threw it, and `undefined` for this plugin's own errors and everything else.
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

// Only the messages tell these apart: locking providers throw plain errors, and the inventory module a general one.
const LOCK_TIMEOUT = /acquir\w* lock|is already locked|lock timeout|deadlock detected/i
const STEP_NOT_RECORDED = /^(Updating (Status|State) from|Max retries .* saving checkpoint|Transaction storage is locked)/
const ACCOUNT_HOLDER_RACE = /^Account holder .* already exists/
const PAYMENT_DECLINED = /^Session: \S+ was not authorized with the provider/
const OUT_OF_STOCK = /^(Not enough stock available for item|Item \S+ is not stocked at location)/

const PAYMENT_REFUSED: unknown[] = [MedusaError.Types.PAYMENT_AUTHORIZATION_ERROR, MedusaError.Types.PAYMENT_REQUIRES_MORE_ERROR]
const REQUEST_REFUSED: unknown[] = [MedusaError.Types.INVALID_DATA, MedusaError.Types.NOT_ALLOWED, MedusaError.Types.NOT_FOUND]

/** Whether another order took the stock after it was checked. */
export const isOutOfStock = ({ code, message }: CheckoutFailure): boolean =>
  code === MedusaError.Codes.INSUFFICIENT_INVENTORY || OUT_OF_STOCK.test(message)

/** Whether a workflow failed to record its steps and rolled everything back. It can be tried again. */
export const isStepNotRecorded = ({ message }: CheckoutFailure): boolean => STEP_NOT_RECORDED.test(message)

/**
 * Whether a payment provider refused, rather than did not answer. Providers refuse with an error of Medusa's, or with a status
 * that the Payment Module turns into one. The provider on account refuses with an error of this plugin.
 *
 * @example
 * if (!isPaymentRefused(error)) await askAgain()
 */
export const isPaymentRefused = (error: unknown): boolean =>
  asCustomerRoleError(error) !== undefined ||
  (MedusaError.isMedusaError(error) && [...PAYMENT_REFUSED, ...REQUEST_REFUSED].includes(error.type))

/**
 * Returns the error that callers get for a failure of Medusa's: `busy`, or why they are refused. Returns any other failure
 * unchanged, which becomes a 500.
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
