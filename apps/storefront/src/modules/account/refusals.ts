import { type ErrorCode, isErrorCode } from "medusa-customer-role-storefront/errors"
import { UncertainChangeError } from "@/lib/medusa/patient-fetch"

/** Why something did not happen, in the words of `account.refusals`. */
export type Refusal =
  | "signedOut"
  | "disabled"
  | "impersonation"
  | "businessOnly"
  | "rejected"
  | "revoked"
  | "pending"
  | "claim"
  | "email"
  | "emailTaken"
  | "linesUnavailable"
  | "noDelivery"
  | "stock"
  | "cartEmpty"
  | "totalChanged"
  | "payment"
  | "cartOpen"
  | "gone"
  | "busy"
  | "noAnswer"
  | "uncertain"
  | "other"

/** Something that this storefront itself refuses, found out while it asks the shop. */
export class RefusalError extends Error {
  override readonly name = "RefusalError"
  constructor(readonly refusal: Refusal) {
    super(refusal)
  }
}

const WORDS: Partial<Record<ErrorCode, Refusal>> = {
  unauthenticated: "signedOut",
  invalid_token: "signedOut",
  sign_in_replaced: "signedOut",
  account_disabled: "disabled",
  impersonation_not_allowed: "impersonation",
  business_account_required: "businessOnly",
  verification_rejected: "rejected",
  verification_revoked: "revoked",
  verification_pending: "pending",
  invalid_account_claim: "claim",
  email_required: "email",
  email_unverified: "email",
  email_already_linked: "emailTaken",
  email_mismatch: "emailTaken",
  bulk_order_invalid: "linesUnavailable",
  too_many_lines: "linesUnavailable",
  no_region: "noDelivery",
  no_shipping_option: "noDelivery",
  payment_provider_unavailable: "payment",
  cart_customer_required: "signedOut",
  not_found: "gone",
  role_not_synced: "gone",
  request_in_progress: "busy",
  too_many_requests: "busy",
  busy: "busy",
  identity_provider_unavailable: "noAnswer",
}

/**
 * Returns the words for an error of the shop's client, or of Clerk's. What neither said itself, such as a network that is
 * down, is "no answer"; a change that was sent and not answered is "uncertain".
 *
 * @example
 * catch (error) {
 *   return { ok: false, refusal: refusalOf(error) }
 * }
 */
export const refusalOf = (error: unknown): Refusal => {
  const { code, status, clerkError }: { code?: unknown; status?: unknown; clerkError?: unknown } = Object(error)
  if (error instanceof UncertainChangeError) {
    return "uncertain"
  }
  if (error instanceof RefusalError) {
    return error.refusal
  }
  if (isErrorCode(code)) {
    return WORDS[code] ?? "other"
  }
  if (typeof status !== "number" || status >= 500) {
    return "noAnswer"
  }
  if (clerkError === true) {
    // Clerk's 401 and 404 are about the server's own key and path, not about the visitor.
    return status === 429 ? "busy" : "other"
  }
  return status === 404 ? "gone" : status === 401 ? "signedOut" : status === 429 ? "busy" : "other"
}

/** What an action of the account returns: done, or why not. */
export type Outcome<Value = unknown> = ({ ok: true } & Value) | { ok: false; refusal: Refusal }

/**
 * Does something at the shop and returns what came of it, instead of throwing: what a server action throws, the page
 * sees without its reason.
 *
 * @example
 * return attempt(async () => ({ cart: await fill() }))
 */
export const attempt = async <Value extends object>(act: () => Promise<Value>): Promise<Outcome<Value>> => {
  try {
    return { ok: true, ...(await act()) }
  } catch (error) {
    return { ok: false, refusal: refusalOf(error) }
  }
}
