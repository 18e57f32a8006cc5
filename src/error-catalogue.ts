/**
 * Every error code that this plugin answers with, with its HTTP status and default message. Server and storefront kit
 * share this catalogue.
 *
 * @example
 * ERROR_CATALOGUE.quote_expired.status // 409
 */
export const ERROR_CATALOGUE = {
  invalid_request: { status: 400, message: "The request is malformed. Check its fields." },
  invalid_account_claim: { status: 400, message: "The account details at Clerk are not valid. Correct them and sync again." },
  not_a_business_account: { status: 400, message: "The customer has an individual account. Only businesses can be verified." },
  bulk_order_invalid: { status: 400, message: "Some lines cannot be ordered, so nothing was ordered. Correct the lines in errors." },
  too_many_lines: { status: 400, message: "The order has too many lines. Split it into several orders." },
  no_region: {
    status: 400,
    message: "No single region serves the shipping address. Change the address, or send region_id if several regions serve it.",
  },
  no_shipping_option: {
    status: 400,
    message: "No shipping option delivers these items to the shipping address. Change the address or the items.",
  },
  sales_channel_required: { status: 400, message: "The publishable key has several sales channels. Send sales_channel_id." },
  price_missing: { status: 400, message: "Some lines have no price yet, so nothing was sent. Set their prices." },
  payment_provider_unavailable: {
    status: 400,
    message: "The payment provider of bulk orders is not enabled in this region. Enable it or choose another region.",
  },

  unauthenticated: { status: 401, message: "You are not signed in. Sign in and try again." },
  invalid_token: { status: 401, message: "The credential is not valid or has expired. Sign in again." },
  sign_in_replaced: { status: 401, message: "This account has a new sign-in. Sign in through the shop's sign-in page." },
  invalid_signature: {
    status: 401,
    message: "The webhook signature is missing, stale or wrong. Check the signing secret and the server's clock.",
  },

  account_disabled: { status: 403, message: "This account is disabled. Contact the shop." },
  business_account_required: { status: 403, message: "Only business accounts can use this. Apply for one first." },
  verification_rejected: { status: 403, message: "The shop has declined to verify this business. Contact the shop." },
  verification_revoked: { status: 403, message: "The shop has revoked the verification of this business. Contact the shop." },
  verification_pending: { status: 403, message: "The shop has not verified this business yet. Wait for its decision." },
  not_your_role: { status: 403, message: "This is another customer's role. You can read your own only." },
  impersonation_not_allowed: { status: 403, message: "This is not allowed while you impersonate a customer. End the impersonation first." },

  not_found: { status: 404, message: "Not found." },
  role_not_synced: { status: 404, message: "This customer has no role yet. Sync it first." },

  email_required: { status: 409, message: "The Clerk user has no primary email address. Add one and try again." },
  email_unverified: { status: 409, message: "The primary email address is not verified. Verify it and try again." },
  email_already_linked: {
    status: 409,
    message: "A customer with this email address is linked to another sign-in. Use that one, or contact the shop.",
  },
  waiting_for_sign_in: { status: 409, message: "The customer already exists and is linked when its owner signs in. Wait for the sign-in." },
  email_mismatch: {
    status: 409,
    message: "The verified email address differs from that of the imported customer. Ask the shop to correct it.",
  },
  cart_customer_required: {
    status: 409,
    message: "The cart belongs to no signed-in customer. Assign it first with POST /store/carts/:id/customer.",
  },
  customer_is_live: {
    status: 409,
    message: 'The customer still exists at Medusa or Clerk. Delete them there first, or send { "force": true }.',
  },
  role_changed: { status: 409, message: "The role has changed in the meantime. Load it again and repeat your decision." },
  idempotency_key_reused: { status: 409, message: "This Idempotency-Key was used with another request body. Send a new key." },
  request_in_progress: { status: 409, message: "The first request with this Idempotency-Key is still running. Try again shortly." },
  quote_expired: { status: 409, message: "The quote has expired. Ask for a new offer." },
  invalid_quote_state: { status: 409, message: "The quote's state does not allow this. Load it again to see its state." },
  quote_changed: { status: 409, message: "The quote has changed in the meantime. Load it again and repeat your change." },
  revision_superseded: { status: 409, message: "The quote has a newer revision. Load it again and accept the new one." },
  limit_reached: { status: 409, message: "The customer has reached the limit for this. Close or remove something first." },
  name_taken: { status: 409, message: "You have something of this name already. Choose another name." },
  saved_list_changed: { status: 409, message: "The list has changed in the meantime. Load it again and repeat your change." },
  buyer_changed: { status: 409, message: "The company or tax id has changed since the quote was sent. Ask for a new offer." },

  payload_too_large: { status: 413, message: "The request body is too large. Send less at a time." },
  unsupported_media_type: { status: 415, message: "The media type of the body is not supported. Send application/json in UTF-8." },
  too_many_requests: { status: 429, message: "There were too many requests. Try again later." },

  identity_provider_unavailable: { status: 503, message: "The identity provider cannot be reached. Try again shortly." },
  busy: { status: 503, message: "The shop is busy. Try again shortly." },
} as const satisfies Record<string, { status: number; message: string }>

/** A code of {@link ERROR_CATALOGUE}. */
export type ErrorCode = keyof typeof ERROR_CATALOGUE

/**
 * Tells whether a value is a code of the catalogue.
 *
 * @example
 * isErrorCode("quote_expired") // true
 */
export const isErrorCode = (value: unknown): value is ErrorCode => typeof value === "string" && Object.hasOwn(ERROR_CATALOGUE, value)
