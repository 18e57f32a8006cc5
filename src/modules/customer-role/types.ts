/** What the shopper says he is. His own word, never a grant. */
export type AccountType = "individual" | "business"

/** What the shop says of a business; `not_required` is for individuals. */
export type VerificationStatus = "not_required" | "pending" | "verified" | "rejected" | "revoked"

/** Who made a change. */
export type RoleEventActor = {
  type: "clerk" | "admin" | "api_key" | "customer" | "system"
  id?: string | null
  /** The person behind the actor where a Clerk token carried `act`. */
  impersonator_id?: string | null
}

/** The kinds of entries in the history of a role. */
export type RoleEventType =
  | "created"
  | "pending"
  | "verified"
  | "rejected"
  | "revoked"
  | "account_type_changed"
  | "details_changed"
  | "note_changed"
  | "disabled"
  | "enabled"
  | "deleted"
  | "claim_refused"
  | "corrected"
  | "email_changed"
  | "email_conflict"
  | "imported"
  | "erased"
  | "impersonated"
  | "access_denied"

/** One customer's role, as stored. Times are `Date`s. */
export type CustomerMetaRecord = {
  id: string
  customer_id: string
  clerk_user_id: string
  account_type: AccountType
  company_name: string | null
  tax_id: string | null
  is_verified: boolean
  verification_status: VerificationStatus
  verification_note: string | null
  internal_note: string | null
  denied_at: Date | null
  verified_at: Date | null
  verified_by: string | null
  disabled_at: Date | null
  clerk_updated_at: Date | null
  /** Medusa's auth identity of the Clerk user. */
  auth_identity_id: string | null
  /** When a registered customer was handed to the Clerk user: no other sign-in counts from then on. */
  linked_at: Date | null
  /** The link is not complete: what others have left is still there. The next sync completes it. */
  link_pending: boolean
  /** The customer group that this plugin put the customer into; `null` where it did not. */
  customer_group_id: string | null
  created_at: Date
  updated_at: Date
  deleted_at: Date | null
}

/** One entry of a role's history. */
export type CustomerRoleEventRecord = {
  id: string
  customer_meta_id: string
  type: RoleEventType
  actor_type: RoleEventActor["type"]
  actor_id: string | null
  impersonator_id: string | null
  before: Record<string, unknown> | null
  after: Record<string, unknown> | null
  note: string | null
  created_at: Date
}

/**
 * The application that a Clerk user makes. An absent key says nothing; `null` clears a text.
 * `invalid` carries what is wrong with it: such an application changes nothing.
 */
export type AccountClaim =
  | {
      valid: true
      account_type?: AccountType
      company_name?: string | null
      tax_id?: string | null
    }
  | { valid: false; reason: string }

/** What an admin corrects of it. An absent key stays; `null` clears a text. */
export type ClaimCorrection = Omit<AccountClaim & { valid: true }, "valid">

/** What one sync brings into the record. */
export type SyncInput = {
  clerk_user_id: string
  customer_id: string
  /** The customer that the record points to but that Medusa has deleted: its record is closed, a new one begins. */
  replaces_customer_id?: string
  auth_identity_id: string
  claim: AccountClaim
  banned: boolean
  /** The version of the Clerk user; older ones than the newest seen are ignored. */
  clerk_updated_at: Date
  /** Set where a registered customer is handed to the Clerk user. */
  linked_at?: Date
  /** The customer's e-mail address: a refusal of before they were erased is found by it. */
  email?: string | null
  /** The Clerk user is there in person: only then does somebody who was erased begin anew. @default false */
  signed_in?: boolean
  /** Company, tax id, e-mail and names are searched through this: the latter three. */
  search_terms: (string | null)[]
  required: ("company_name" | "tax_id")[]
  actor: RoleEventActor
  /** The webhook delivery that brings it, marked in the same transaction. */
  delivery_id?: string
}

/** What a version of a Clerk user would change in a record. */
export type RoleComparison = {
  /** Why the claim would not be applied. */
  claim_problem: string | null
  changes: ("account_type" | "company_name" | "tax_id" | "disabled_at")[]
}

/** What became of a webhook delivery. `received`: its work is under way, or was broken off. */
export type DeliveryOutcome = "received" | "applied" | "ignored" | "failed"

/** A webhook delivery of Clerk, as it comes in. */
export type IncomingDelivery = {
  svix_id: string
  type: string
  clerk_user_id: string | null
  /** When Clerk says that it happened. */
  event_at: Date | null
}

/** The record of a webhook delivery. */
export type DeliveryRecord = IncomingDelivery & {
  outcome: DeliveryOutcome
  /** Why it was ignored or failed. */
  reason: string | null
  attempts: number
  /** The first attempt. */
  received_at: Date
  last_attempt_at: Date
}

/** In what a customer differs from Clerk. */
export type DifferenceKind =
  | "missing"
  | "outdated"
  | "email"
  | "email_variants"
  | "waiting_for_sign_in"
  | "claim"
  | "deleted_at_clerk"
  | "customer_deleted"
  | "group"
  | "write_back"

/** One difference between a customer and Clerk that is known and not mended. */
export type Difference = {
  clerk_user_id: string
  customer_id: string | null
  kind: DifferenceKind
  /** An error code, or what differs; never personal data. */
  reason: string | null
}

/** A {@link Difference} and since when it is known. */
export type DifferenceRecord = Difference & { found_at: Date }

/** A role that is to be written to Clerk. */
export type WriteBackItem = {
  customer_meta_id: string
  customer_id: string
  clerk_user_id: string
  /** Failed attempts so far. */
  attempts: number
  /** Moves when the role changes again while it is being written. */
  version: number
}

/** How a comparison with Clerk's users is going, or went. */
export type ReconciliationRecord = {
  id: string
  /** `interrupted`: by a crash, or by Clerk being away; the next one goes on from there. */
  status: "running" | "interrupted" | "completed" | "failed"
  dry_run: boolean
  /** Only users whom Clerk has changed since. */
  since: Date | null
  /** Where it stands. */
  position: ReconciliationPosition
  counts: ReconciliationCounts
  /** Why it failed. */
  reason: string | null
  created_at: Date
  updated_at: Date
  finished_at: Date | null
}

/** Where a reconciliation stands: among Clerk's users, then among our records that Clerk did not name. */
export type ReconciliationPosition =
  | { phase: "users"; created_at: number; offset: number }
  | { phase: "records"; after: string }

/** What a reconciliation has found and done. */
export type ReconciliationCounts = {
  /** How many users Clerk said it had at the start. */
  total: number
  /** Users compared. */
  users: number
  /** Nothing differed. */
  equal: number
  /** Users with differences. */
  different: number
  /** Of these, users in order now. */
  mended: number
  /** Records closed, since Clerk or Medusa has deleted who they were of. */
  closed: number
  /** Requests to Clerk. */
  requests: number
}

/** What others are told of a change, as `customer_role.<name>`. */
export type RoleEventName =
  | "created"
  | "pending"
  | "verified"
  | "rejected"
  | "revoked"
  | "account_type_changed"
  | "disabled"

/** What a change did to a record. */
export type RoleChange = {
  record: CustomerMetaRecord
  /** The record before the change; `null` for a new one. */
  previous: CustomerMetaRecord | null
  /** The entries of the history that this change wrote. */
  entry_ids: string[]
  /** What others are told. */
  events: RoleEventName[]
  /** The record of a deleted customer that this one takes the place of. */
  closed_record_id?: string
  /** An earlier attempt has made the change and died before it told others. */
  repeated?: boolean
  /** What the record is searched by, where the change altered that. */
  search_text?: { before: string; after: string }
}

/** The outcome of a sync. */
export type SyncResult = RoleChange & {
  created: boolean
  /** An older version than the newest seen: nothing was changed. */
  stale: boolean
  /** Why the claim was not applied. */
  claim_error?: string
}

/** One decision of an admin. */
export type VerificationDecision = {
  customer_id: string
  is_verified: boolean
  note?: string | null
  internal_note?: string | null
  /** Refuse where the record has changed since. An ISO 8601 text where a workflow carried it: those keep no `Date`s. */
  expected_updated_at?: Date | string
}

/** Which businesses a list shows. */
export type BusinessCustomerFilters = {
  verified?: boolean
  status?: VerificationStatus
  /** Searched in company, tax id, e-mail and names; wildcards are literal. */
  q?: string
  /** @default 20 */
  limit?: number
  /** @default 0 */
  offset?: number
  /** `-` in front for descending. @default "-created_at" */
  order?: BusinessCustomerOrder
}

/** A column that the list of businesses can be ordered by. */
export type BusinessCustomerOrder = `${"" | "-"}${"created_at" | "updated_at" | "verified_at" | "company_name"}`

/** A role as a guard needs it. */
export type RoleLookup = {
  /** The live record; `null` where there is none. */
  record: CustomerMetaRecord | null
  /** The Clerk user was deleted. */
  deleted: boolean
}

/** A refused access, for the history. */
export type Denial = {
  customer_meta_id: string
  customer_id: string
  feature: string
  code: string
  actor: RoleEventActor
}
