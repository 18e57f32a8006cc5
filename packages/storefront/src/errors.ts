import type { ErrorCode } from "./error-catalogue.js"
import type { ErrorBody, ErrorDetail } from "./types.js"

export { ERROR_CATALOGUE, type ErrorCode, isErrorCode } from "./error-catalogue.js"
export type { ErrorBody, ErrorDetail } from "./types.js"

const NAME = "CustomerRoleError"

/**
 * A refusal by the shop. `code` is for programs, `message` for people.
 *
 * @example
 * try {
 *   await shop.bulkOrders.create(order)
 * } catch (error) {
 *   if (isCustomerRoleError(error, "bulk_order_invalid")) {
 *     showLineErrors(error.errors)
 *   } else {
 *     throw error
 *   }
 * }
 */
export class CustomerRoleError<Code extends ErrorCode = ErrorCode> extends Error {
  override readonly name = NAME
  /** A code of the catalogue. */
  declare readonly code: Code
  /** The kind of refusal, which matches the status. */
  declare readonly type: string
  /** The HTTP status. */
  declare readonly status: number
  /** What is wrong in detail, such as the lines that cannot be ordered. Empty if the code says everything. */
  declare readonly errors: ErrorDetail[]
  /** Seconds to wait before trying again, if the shop tells. */
  declare readonly retryAfter: number | undefined

  constructor({ message, ...details }: ErrorBody<Code> & { status: number; retryAfter?: number }) {
    super(message)
    Object.assign(this, { errors: [], ...details })
  }
}

/**
 * Tells whether an error is a refusal by the shop. If you pass codes, the refusal must have one of them.
 *
 * @example
 * if (isCustomerRoleError(error, "quote_expired", "revision_superseded")) {
 *   await loadAgain()
 * }
 */
export const isCustomerRoleError = <Code extends ErrorCode = ErrorCode>(
  error: unknown,
  ...codes: Code[]
): error is CustomerRoleError<Code> =>
  // Compares the name, because two bundles on one page may each have this class.
  error instanceof Error && error.name === NAME && "code" in error && (codes.length === 0 || codes.some((code) => code === error.code))
