/** A status of a business. */
export type BusinessStatus = "pending" | "verified" | "rejected" | "revoked"

/** A customer as lists name them. */
export type NamedCustomer = { id: string; email: string; first_name: string | null; last_name: string | null }

/** Whether a customer may use a feature, and if not, why. */
export type Access = { allowed: true } | { allowed: false; code: string }

/** A role as the shop's admin API returns it. Times are ISO 8601. */
export type Role = {
  id: string
  customer_id: string
  clerk_user_id: string | null
  account_type: "individual" | "business"
  company_name: string | null
  tax_id: string | null
  is_verified: boolean
  verification_status: BusinessStatus | "not_required"
  verification_note: string | null
  internal_note: string | null
  access: { bulk_orders: Access; quotes: Access }
  denied_at: string | null
  verified_at: string | null
  verified_by: string | null
  /** Since when the application waits for a decision; `null` if it does not wait. */
  waiting_since: string | null
  disabled_at: string | null
  deleted_at: string | null
  clerk_updated_at: string | null
  created_at: string
  updated_at: string
}

/** A row of the list of businesses. `customer` is `null` if Medusa no longer has them. */
export type ListedBusiness = Role & { customer: NamedCustomer | null }

/** How many businesses each status has. */
export type BusinessCounts = Record<BusinessStatus, number>

/** A page of the list of businesses. `counts` are of all that the search finds, in every status. */
export type BusinessPage = { customers: ListedBusiness[]; count: number; counts: BusinessCounts; limit: number; offset: number }

/** The part of a role that a history entry stores. */
export type StoredState = Partial<Pick<Role, "account_type" | "company_name" | "tax_id" | "verification_status">>

/** An entry of a role's history. */
export type HistoryEntry = {
  id: string
  type: string
  actor_type: "clerk" | "admin" | "api_key" | "customer" | "system"
  actor_id: string | null
  actor_name: string | null
  impersonator_id: string | null
  before: StoredState | null
  after: StoredState | null
  note: string | null
  created_at: string
}

/** What was set aside when a customer was linked to a Clerk user. */
export type SetAside = {
  id: string
  phone: string | null
  company_name: string | null
  addresses: {
    id: string
    first_name?: string | null
    last_name?: string | null
    company?: string | null
    address_1?: string | null
    postal_code?: string | null
    city?: string | null
    country_code?: string | null
  }[]
  payment_accounts: { id: string; provider_id: string }[]
  created_at: string
  restored_at: string | null
}

/** A role with its history, oldest entry first. */
export type RoleDetails = { customer_role: Role; history: HistoryEntry[]; set_aside: SetAside[] }

/** A quote as the customer's page lists it. */
export type ListedQuote = { id: string; number: string; status: string; total: number | null; currency_code: string; created_at: string }

/** An order as the customer's page lists it. */
export type ListedOrder = { id: string; display_id: number; status: string; total: number; currency_code: string; created_at: string }

/** A decision about one business. */
export type Decision = {
  customer_id: string
  is_verified: boolean
  note?: string | null
  internal_note?: string | null
  expected_updated_at?: string
}

/** The same decision about several businesses. `expected_updated_at` is by customer id. */
export type BulkDecision = {
  customer_ids: string[]
  is_verified: boolean
  note?: string | null
  expected_updated_at: Record<string, string>
}
