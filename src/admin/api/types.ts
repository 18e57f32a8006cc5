import type { DifferenceKind } from "../../modules/customer-role/types"

/** A status of a quote. */
export type QuoteStatus = "requested" | "sent" | "accepted" | "declined" | "expired" | "cancelled" | "rejected"

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

/** A detail of an application. */
export type ClaimField = "account_type" | "company_name" | "tax_id"

/** A detail that differs from an earlier state. */
export type Change = { field: ClaimField; before: string | null; after: string | null }

/** The shop's last decision about a business, and what differs since. */
export type LastDecision = HistoryEntry & { changes: Change[] }

/** Another customer who may belong to the same company. */
export type LookAlike = Pick<
  Role,
  "customer_id" | "account_type" | "company_name" | "tax_id" | "verification_status" | "disabled_at" | "created_at" | "deleted_at"
> & { customer: NamedCustomer | null }

/** How far Clerk agrees with the role. */
export type ClerkState = {
  write_back: { attempts: number; reason: string | null; next_attempt_at: string } | null
  differences: { kind: DifferenceKind; reason: string | null; found_at: string }[]
}

/** A role with its history, oldest entry first, and what else an admin should know before a decision. */
export type RoleDetails = {
  customer_role: Role
  history: HistoryEntry[]
  set_aside: SetAside[]
  last_decision: LastDecision | null
  clerk: ClerkState
  /** `email_domain` is `null` where anybody can open a mailbox. */
  look_alikes: { same_tax_id: LookAlike[]; same_email_domain: LookAlike[]; email_domain: string | null }
}

/** A quote as the customer's page lists it. `total` is the draft's, the offer's is what the customer has. */
export type ListedQuote = {
  id: string
  number: string
  status: QuoteStatus
  total: number | null
  offer: { total: number | null }
  currency_code: string
  created_at: string
}

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

/** What the shop knows about an order's customer. The texts are the order's own, which any shopper can write. */
export type OrderRecord = {
  purchase_order_number: string | null
  company_name: string | null
  tax_id: string | null
  note: string | null
  /** Whether a signed-in business with these details placed the order; `null` for orders without a record. */
  confirmed: boolean | null
  placed_by:
    | (Pick<Role, "customer_id" | "company_name" | "tax_id"> & {
        account_type: Role["account_type"] | null
        verification_status: Role["verification_status"] | null
      })
    | null
  customer_now: (Pick<Role, "account_type" | "verification_status" | "company_name" | "tax_id"> & { disabled: boolean }) | null
}
