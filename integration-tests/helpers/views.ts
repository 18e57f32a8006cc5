/** The role as the store shows it. */
export type RoleView = {
  customer_id: string
  clerk_user_id: string
  account_type: string
  company_name: string | null
  tax_id: string | null
  is_verified: boolean
  verification_status: string
  verification_note: string | null
  access: { bulk_orders: AccessView; quotes: AccessView }
  created_at: string
  updated_at: string
}

export type AccessView = { allowed: boolean; code?: string }

/** The role as admins see it. */
export type AdminRoleView = RoleView & {
  id: string
  internal_note: string | null
  denied_at: string | null
  verified_at: string | null
  verified_by: string | null
  waiting_since: string | null
  disabled_at: string | null
  clerk_updated_at: string | null
  deleted_at: string | null
}

export type CustomerView = { id: string; email: string; first_name: string | null; last_name: string | null }

export type HistoryEntryView = {
  type: string
  actor_type: string
  actor_id: string | null
  impersonator_id: string | null
  before: Record<string, unknown> | null
  after: Record<string, unknown> | null
  note: string | null
  created_at: string
}

export type SyncView = { customer_role: RoleView; customer: CustomerView; created: boolean }

export type BusinessListView = {
  customers: (AdminRoleView & { customer: CustomerView })[]
  count: number
  counts: Record<string, number>
  limit: number
  offset: number
}

type LookAlikeView = { customer_id: string; verification_status: string; deleted_at: string | null; customer: CustomerView | null }

/** What an admin sees of a customer beside the role. */
export type RoleContextView = {
  last_decision: (HistoryEntryView & { changes: { field: string; before: string | null; after: string | null }[] }) | null
  clerk: {
    write_back: { attempts: number; reason: string | null; next_attempt_at: string } | null
    differences: { kind: string; reason: string | null; found_at: string }[]
  }
  look_alikes: { same_tax_id: LookAlikeView[]; same_email_domain: LookAlikeView[]; email_domain: string | null }
}

export type RoleWithHistoryView = { customer_role: AdminRoleView; history: HistoryEntryView[] }
