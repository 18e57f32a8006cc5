/**
 * Every error code that this plugin answers with, its HTTP status and its default message.
 * The same catalogue serves the server and the storefront kit.
 *
 * @example
 * ERROR_CATALOGUE.quote_expired.status // 409
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
    message:
      "Nobody who is signed in stands behind this payment. Make the cart that of the signed-in customer first (POST /store/carts/:id/customer).",
  },
  customer_is_live: {
    status: 409,
    message: 'Medusa and Clerk still have this customer. Delete them there first, or ask with { "force": true }.',
  },
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

/**
 * Whether a value is a code of the catalogue.
 *
 * @example
 * isErrorCode("quote_expired") // true
 */
export const isErrorCode = (value: unknown): value is ErrorCode => typeof value === "string" && Object.hasOwn(ERROR_CATALOGUE, value)
