import { MedusaError } from "@medusajs/framework/utils"

/**
 * Every error code that this plugin answers with, its HTTP status and its default message.
 * The same catalogue serves the server and the storefront kit.
 */
export const ERROR_CATALOGUE = {
  invalid_request: { status: 400, message: "The request is malformed." },
  invalid_account_claim: { status: 400, message: "The account details kept at the identity provider are not valid." },
  not_a_business_account: { status: 400, message: "The customer has an individual account; only businesses can be verified." },
  bulk_order_invalid: { status: 400, message: "Some lines cannot be ordered. Nothing was ordered." },
  too_many_lines: { status: 400, message: "The order has too many lines." },
  no_region: { status: 400, message: "No single region serves the shipping address." },
  no_shipping_option: { status: 400, message: "No shipping option delivers these items to the shipping address." },
  sales_channel_required: { status: 400, message: "The publishable key has several sales channels. Send sales_channel_id." },
  price_missing: { status: 400, message: "Some lines have no price yet. Nothing was sent." },
  payment_provider_unavailable: { status: 400, message: "The payment provider of bulk orders is not enabled in this region." },

  unauthenticated: { status: 401, message: "Sign in to use this." },
  invalid_token: { status: 401, message: "The credential is not valid or has expired. Sign in again." },
  sign_in_replaced: { status: 401, message: "This account has another sign-in now. Sign in through the shop's sign-in page." },
  invalid_signature: { status: 401, message: "The webhook signature is missing, stale or wrong." },

  account_disabled: { status: 403, message: "This account is disabled." },
  business_account_required: { status: 403, message: "This is for business accounts only." },
  verification_rejected: { status: 403, message: "The shop has declined the verification of this business." },
  verification_revoked: { status: 403, message: "The shop has revoked the verification of this business." },
  verification_pending: { status: 403, message: "The shop has not verified this business yet." },
  not_your_role: { status: 403, message: "You can only read your own role." },
  impersonation_not_allowed: { status: 403, message: "This cannot be done while impersonating a customer." },

  not_found: { status: 404, message: "Not found." },
  role_not_synced: { status: 404, message: "This customer has no role yet. Sync it first." },

  email_required: { status: 409, message: "The Clerk user has no primary email address. Add one and try again." },
  email_unverified: { status: 409, message: "The primary email address is not verified. Verify it and try again." },
  email_already_linked: { status: 409, message: "A customer with this email address is linked to another sign-in." },
  waiting_for_sign_in: { status: 409, message: "The customer is there already, and is linked when its owner signs in." },
  email_mismatch: {
    status: 409,
    message: "The verified email address differs from that of the customer this sign-in was imported for. Ask the shop to correct it.",
  },
  cart_customer_required: {
    status: 409,
    message: "Nobody who is signed in stands behind this payment. Make the cart that of the signed-in customer first (POST /store/carts/:id/customer).",
  },
  customer_is_live: { status: 409, message: "Medusa and Clerk still have this customer. Delete them there first, or ask with { \"force\": true }." },
  role_changed: { status: 409, message: "The record has changed in the meantime. Load it again and decide anew." },
  idempotency_key_reused: { status: 409, message: "This Idempotency-Key was used with another request body." },
  request_in_progress: { status: 409, message: "The first request with this Idempotency-Key is still running." },
  quote_expired: { status: 409, message: "The quote has expired. Ask for another round." },
  invalid_quote_state: { status: 409, message: "The quote's state does not allow this." },
  quote_changed: { status: 409, message: "The quote has changed in the meantime. Load it again and decide anew." },
  revision_superseded: { status: 409, message: "The quote has a newer revision. Load it again and accept that one." },
  limit_reached: { status: 409, message: "This is as much as a customer can have at a time." },
  buyer_changed: { status: 409, message: "The company or tax id differs from when the quote was sent. Ask for another round." },

  payload_too_large: { status: 413, message: "The request body is too large." },
  unsupported_media_type: { status: 415, message: "Send the body as application/json, in UTF-8." },
  too_many_requests: { status: 429, message: "Too many requests. Try again later." },

  identity_provider_unavailable: { status: 503, message: "The identity provider cannot be reached. Try again shortly." },
  busy: { status: 503, message: "The shop is busy. Try again shortly." },
} as const satisfies Record<string, { status: number; message: string }>

/** A code of {@link ERROR_CATALOGUE}. */
export type ErrorCode = keyof typeof ERROR_CATALOGUE

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
 * An error that a caller may see. Thrown by services, workflow steps and helpers; routes answer it
 * with its status and {@link ErrorBody}.
 *
 * @example
 * throw new CustomerRoleError("role_not_synced")
 * throw new CustomerRoleError("invalid_request", "limit must be between 1 and 100")
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

  /** Says when the caller may try again, in seconds. */
  after(seconds: number): this {
    this.retryAfter = seconds
    return this
  }
}

/** Whether a value is a code of the catalogue. */
export const isErrorCode = (value: unknown): value is ErrorCode =>
  typeof value === "string" && Object.hasOwn(ERROR_CATALOGUE, value)

/**
 * Recognises one of our errors, also after a workflow has turned it into a plain object.
 * Anything else gives `undefined`: it is not the caller's business.
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

/** The answer body of one of our errors. */
export const toErrorBody = (error: CustomerRoleError): ErrorBody => ({
  type: error.type,
  code: error.code,
  message: error.message,
  ...(error.errors ? { errors: error.errors } : {}),
})
