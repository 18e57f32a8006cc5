import type { OrderRecord } from "../api/types"

/** What an admin should think of who placed an order. */
export type Verdict =
  | "unknown"
  | "unconfirmed"
  | "closed"
  | "disabled"
  | "individual"
  | "pending"
  | "rejected"
  | "revoked"
  | "verifiedSince"
  | "verified"

const NOT_VERIFIED = { not_required: "individual", pending: "pending", rejected: "rejected", revoked: "revoked" } as const

/**
 * Returns the verdict on who placed an order.
 *
 * @example
 * verdictOn(record) // "verifiedSince"
 */
export const verdictOn = ({ confirmed, placed_by, customer_now }: OrderRecord): Verdict => {
  if (confirmed === null) {
    return "unknown"
  }
  if (!confirmed) {
    return "unconfirmed"
  }
  if (!customer_now) {
    return "closed"
  }
  if (customer_now.disabled) {
    return "disabled"
  }
  if (customer_now.verification_status !== "verified") {
    return NOT_VERIFIED[customer_now.verification_status]
  }
  return placed_by?.verification_status === "verified" ? "verified" : "verifiedSince"
}

/**
 * Returns the colour of a verdict: green for businesses that were verified then and are now, red for orders that nobody
 * confirmed, and amber for those whose customer was not verified then, or is not now.
 *
 * @example
 * colorOf("unconfirmed") // "red"
 */
export const colorOf = (verdict: Verdict): "green" | "orange" | "red" | "grey" => {
  if (verdict === "unknown") {
    return "grey"
  }
  if (verdict === "unconfirmed") {
    return "red"
  }
  return verdict === "verified" ? "green" : "orange"
}

/**
 * Tells whether an order is a matter of businesses: by what it states, by who placed it, or by what its customer is now.
 *
 * @example
 * concernsBusiness(record) // false for the order of an individual
 */
export const concernsBusiness = ({ company_name, tax_id, purchase_order_number, placed_by, customer_now }: OrderRecord): boolean =>
  [company_name, tax_id, purchase_order_number].some(Boolean) ||
  placed_by?.account_type === "business" ||
  customer_now?.account_type === "business"
