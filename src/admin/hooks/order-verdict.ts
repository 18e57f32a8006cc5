import type { Confirmation, OrderRecord } from "./use-order-confirmation"

/** What is said of an order's customer, and how loudly. Green is for businesses that the shop has verified and still trusts. */
export type Verdict = { color: "grey" | "green" | "orange" | "red"; label: string; hint: string }

const BEFORE_YOU_SHIP = "Check who placed the order before you ship on account."

const CHECKING: Verdict = { color: "grey", label: "Checking", hint: "Asking who placed this order." }
const FAILED: Verdict = { color: "red", label: "Check failed", hint: "Who placed this order could not be asked." }
const UNKNOWN: Verdict = { color: "grey", label: "Unknown", hint: `The shop has no record of who placed this order. ${BEFORE_YOU_SHIP}` }
const UNCONFIRMED: Verdict = {
  color: "orange",
  label: "Not confirmed",
  hint: `Nobody was signed in as a business with this company name and tax ID when the order was placed. ${BEFORE_YOU_SHIP}`,
}
const DISABLED: Verdict = { color: "red", label: "Account disabled", hint: "The customer's account is disabled by now." }
const GONE: Verdict = { color: "red", label: "No account", hint: "The customer has no account any more." }
const VERIFIED: Verdict = { color: "green", label: "Verified", hint: "A business that you have verified has placed this order." }
const VERIFIED_SINCE: Verdict = { color: "orange", label: "Verified since", hint: "You have verified this business only after it placed the order." }
const OTHERS: Record<"not_required" | "pending" | "rejected" | "revoked", Verdict> = {
  not_required: { color: "orange", label: "Individual", hint: "The customer has an individual account by now." },
  pending: { color: "orange", label: "Not verified", hint: `You have not verified this business. ${BEFORE_YOU_SHIP}` },
  rejected: { color: "red", label: "Rejected", hint: "You have rejected this business." },
  revoked: { color: "red", label: "Revoked", hint: "You have revoked the verification of this business." },
}

/**
 * What an admin is told of who placed an order.
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
 * An account in words.
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
