import type { Texts } from "../i18n/use-text"

const KNOWN = [
  "identity_provider_unavailable",
  "internal_error",
  "rate_limited",
  "email_required",
  "email_unverified",
  "email_already_linked",
  "email_mismatch",
  "other_address",
  "not_a_member",
  "invalid_account_claim",
  "too_many_missing",
  "superseded",
] as const

/**
 * Returns a reason in words. One that has no words of its own is shown without its underscores.
 *
 * @example
 * describeReason("email_unverified", text) // "E-mail address not verified at Clerk"
 */
export const describeReason = (reason: string | null, text: Texts): string => {
  const known = KNOWN.find((code) => code === reason)
  return known ? text(`sync.reason.${known}`) : (reason ?? "").replace(/_/g, " ")
}
