import type { CustomerRole, VerificationStatus } from "../../src/index.js"

/** Returns a business in a shop that opens bulk orders to verified businesses and quotes to all of them. */
export const business = (status: Exclude<VerificationStatus, "not_required">, changes: Partial<CustomerRole> = {}): CustomerRole => {
  const denial = status === "verified" ? undefined : (`verification_${status}` as const)
  return {
    customer_id: "cus_ada",
    clerk_user_id: "user_ada",
    account_type: "business",
    company_name: "Cedar GmbH",
    tax_id: "DE123456789",
    company: null,
    is_verified: status === "verified",
    verification_status: status,
    verification_note: null,
    access: {
      bulk_orders: denial ? { allowed: false, code: denial } : { allowed: true },
      quotes: denial && status !== "pending" ? { allowed: false, code: denial } : { allowed: true },
    },
    created_at: "2026-11-28T10:00:00.000Z",
    updated_at: "2026-11-28T10:00:00.000Z",
    ...changes,
  }
}

/** Returns an individual. */
export const individual = (changes: Partial<CustomerRole> = {}): CustomerRole => ({
  ...business("pending"),
  account_type: "individual",
  company_name: null,
  tax_id: null,
  verification_status: "not_required",
  access: {
    bulk_orders: { allowed: false, code: "business_account_required" },
    quotes: { allowed: false, code: "business_account_required" },
  },
  ...changes,
})
