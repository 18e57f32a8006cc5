import type { Confirmation, OrderRecord } from "./use-order-confirmation"

/** The badge and hint about an order's customer. Green is only for businesses that were verified then and still are. */
export type Verdict = { color: "grey" | "green" | "orange" | "red"; label: string; hint: string }

const BEFORE_YOU_SHIP = "Check who placed the order before you ship on account."

const CHECKING: Verdict = { color: "grey", label: "Checking", hint: "Checking who placed this order." }
const FAILED: Verdict = { color: "red", label: "Check failed", hint: "The check of who placed this order failed. Try again." }
const UNKNOWN: Verdict = { color: "grey", label: "Unknown", hint: `The shop has no record of who placed this order. ${BEFORE_YOU_SHIP}` }
const UNCONFIRMED: Verdict = {
  color: "orange",
  label: "Not confirmed",
  hint: `Nobody was signed in as a business with this company name and tax ID when the order was placed. ${BEFORE_YOU_SHIP}`,
}
const DISABLED: Verdict = { color: "red", label: "Account disabled", hint: "The customer's account is disabled now." }
const GONE: Verdict = { color: "red", label: "No account", hint: "The customer no longer has an account." }
const VERIFIED: Verdict = { color: "green", label: "Verified", hint: "A business that you have verified placed this order." }
const VERIFIED_SINCE: Verdict = {
  color: "orange",
  label: "Verified since",
  hint: "You verified this business only after it placed the order.",
}
const OTHERS: Record<"not_required" | "pending" | "rejected" | "revoked", Verdict> = {
  not_required: { color: "orange", label: "Individual", hint: "The customer has an individual account now." },
  pending: { color: "orange", label: "Not verified", hint: `You have not verified this business. ${BEFORE_YOU_SHIP}` },
  rejected: { color: "red", label: "Rejected", hint: "You have rejected this business." },
  revoked: { color: "red", label: "Revoked", hint: "You have revoked the verification of this business." },
}

/**
 * Returns the badge and hint that tell an admin who placed an order.
 *
 * @example
 * const { color, label, hint } = toVerdict({ state: "known", record })
 */
export const toVerdict = (confirmation: Confirmation): Verdict => {
  if (confirmation.state === "checking") {
    return CHECKING
  }
  return confirmation.state === "failed" ? FAILED : verdictOn(confirmation.record)
}

const verdictOn = ({ confirmed, placed_by, customer_now }: OrderRecord): Verdict => {
  if (confirmed === null) {
    return UNKNOWN
  }
  if (!confirmed) {
    return UNCONFIRMED
  }
  if (!customer_now) {
    return GONE
  }
  if (customer_now.disabled) {
    return DISABLED
  }
  if (customer_now.verification_status !== "verified") {
    return OTHERS[customer_now.verification_status]
  }
  return placed_by?.verification_status === "verified" ? VERIFIED : VERIFIED_SINCE
}

const STATUS = {
  not_required: "not verified",
  pending: "waiting for verification",
  verified: "verified",
  rejected: "rejected",
  revoked: "revoked",
} as const

/**
 * Describes an account in words.
 *
 * @example
 * describeAccount({ account_type: "business", verification_status: "pending" }) // "Business, waiting for verification"
 */
export const describeAccount = (
  account: { account_type: "individual" | "business" | null; verification_status: keyof typeof STATUS | null; disabled?: boolean } | null
): string => {
  if (!account?.account_type) {
    return "No business account"
  }
  const words = account.account_type === "individual" ? ["Individual"] : ["Business", STATUS[account.verification_status ?? "pending"]]
  return [...words, ...(account.disabled ? ["disabled"] : [])].join(", ")
}
