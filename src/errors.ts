import { MedusaError } from "@medusajs/framework/utils"
import { ERROR_CATALOGUE, type ErrorCode, isErrorCode } from "./error-catalogue"

export { ERROR_CATALOGUE, type ErrorCode, isErrorCode } from "./error-catalogue"

const TYPE_BY_STATUS: Record<number, string> = {
  400: MedusaError.Types.INVALID_DATA,
  401: MedusaError.Types.UNAUTHORIZED,
  403: MedusaError.Types.FORBIDDEN,
  404: MedusaError.Types.NOT_FOUND,
  409: MedusaError.Types.CONFLICT,
  413: "payload_too_large",
  415: "unsupported_media_type",
  429: "too_many_requests",
  503: "service_unavailable",
}

/** The body of every error answer of this plugin. */
export type ErrorBody = {
  type: string
  code: ErrorCode
  message: string
  errors?: unknown[]
}

/**
 * An error that a caller may see. Services, workflow steps and helpers throw it; routes answer with its status and
 * {@link ErrorBody}.
 *
 * @example
 * throw new CustomerRoleError("role_not_synced")
 * throw new CustomerRoleError("invalid_request", "The limit is out of range. Send a number from 1 to 100.")
 */
export class CustomerRoleError extends MedusaError {
  declare readonly code: ErrorCode
  readonly status: number
  readonly errors?: unknown[]
  /** Seconds after which the caller may try again. */
  retryAfter?: number

  constructor(code: ErrorCode, message?: string, errors?: unknown[]) {
    const entry = ERROR_CATALOGUE[code]
    super(TYPE_BY_STATUS[entry.status], message ?? entry.message, code)
    this.name = "CustomerRoleError"
    this.status = entry.status
    this.errors = errors
  }

  /** Sets after how many seconds the caller may try again. */
  after(seconds: number): this {
    this.retryAfter = seconds
    return this
  }
}

/**
 * Returns one of our errors, also after a workflow has turned it into a plain object, and `undefined` for any other error,
 * which callers must not see.
 *
 * @example
 * const code = asCustomerRoleError(error)?.code
 */
export const asCustomerRoleError = (error: unknown): CustomerRoleError | undefined => {
  if (error instanceof CustomerRoleError) {
    return error
  }
  if (typeof error !== "object" || error === null || !("code" in error) || !isErrorCode(error.code)) {
    return undefined
  }
  const message = "message" in error && typeof error.message === "string" ? error.message : undefined
  const errors = "errors" in error && Array.isArray(error.errors) ? error.errors : undefined
  return new CustomerRoleError(error.code, message, errors)
}

/** Returns the answer body for one of our errors. */
export const toErrorBody = (error: CustomerRoleError): ErrorBody => ({
  type: error.type,
  code: error.code,
  message: error.message,
  ...(error.errors ? { errors: error.errors } : {}),
})
