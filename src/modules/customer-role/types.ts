import type { TimeRange } from "../../postgres/time-range"
import type { ALL_DIFFERENCE_KINDS } from "./reconciliation/difference-kinds"

/** What shoppers say they are. It grants nothing. */
export type AccountType = "individual" | "business"

/** The shop's decision about a business. Individuals have `not_required`. */
export type VerificationStatus = "not_required" | "pending" | "verified" | "rejected" | "revoked"

/** Who made a change. */
export type RoleEventActor = {
  type: "clerk" | "admin" | "api_key" | "customer" | "system"
  id?: string | null
  /** The person who acts on the actor's behalf, if the Clerk token had `act`. */
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

/** A row of `customer_meta`. */
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
  /** When the current application was sent; `null` unless it waits for a decision. */
  waiting_since: Date | null
  disabled_at: Date | null
  clerk_updated_at: Date | null
  /** Medusa's auth identity of the Clerk user. */
  auth_identity_id: string | null
  /** When a registered customer was linked to the Clerk user. Their older sign-ins are refused from then on. */
  linked_at: Date | null
  /** Whether the link is incomplete: older sign-ins, addresses and carts are still there. The next sync completes it. */
  link_pending: boolean
  /** The customer group into which this plugin put the customer, if it did. */
  customer_group_id: string | null
  created_at: Date
  updated_at: Date
  deleted_at: Date | null
}

/** An entry in a role's history. */
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
 * The application in a Clerk user's metadata. An absent key changes nothing; `null` clears a text. An invalid application
 * is not applied at all; `reason` says why.
 */
export type AccountClaim =
  | {
      valid: true
      account_type?: AccountType
      company_name?: string | null
      tax_id?: string | null
    }
  | { valid: false; reason: string }

/** An admin's correction of a claim. An absent key stays; `null` clears a text. */
export type ClaimCorrection = Omit<AccountClaim & { valid: true }, "valid">

/** A version of a Clerk user, and the customer it belongs to. */
export type SyncInput = {
  clerk_user_id: string
  customer_id: string
  /** The record's customer, if Medusa has deleted them: this sync closes the record and begins a new one. */
  replaces_customer_id?: string
  auth_identity_id: string
  claim: AccountClaim
  banned: boolean
  /** The version of the Clerk user. Versions older than the newest seen are ignored. */
  clerk_updated_at: Date
  /** Set if this sync links a registered customer to the Clerk user. */
  linked_at?: Date
  /** The customer's email address, which leads to a refusal from before an erasure. */
  email?: string | null
  /** Whether the Clerk user is signed in. An erased person starts again only then. @default false */
  signed_in?: boolean
  /** The email address and names by which the admin list finds the customer. */
  search_terms: (string | null)[]
  required: ("company_name" | "tax_id")[]
  actor: RoleEventActor
  /** The webhook delivery that brought the version. It is marked in the same transaction. */
  delivery_id?: string
}

/** What a version of a Clerk user would change in a record. */
export type RoleComparison = {
  /** Why the claim cannot be applied. */
  claim_problem: string | null
  changes: ("account_type" | "company_name" | "tax_id" | "disabled_at")[]
}

/** The outcome of a webhook delivery. `received`: its work is under way or was interrupted. */
export type DeliveryOutcome = "received" | "applied" | "ignored" | "failed"

/** A webhook delivery from Clerk as it arrives. */
export type IncomingDelivery = {
  svix_id: string
  type: string
  clerk_user_id: string | null
  /** When the event happened, according to Clerk. */
  event_at: Date | null
}

/** The record of a webhook delivery. */
export type DeliveryRecord = IncomingDelivery & {
  outcome: DeliveryOutcome
  /** Why the delivery was ignored or failed. */
  reason: string | null
  attempts: number
  /** The first attempt. */
  received_at: Date
  last_attempt_at: Date
}

/** How a customer can differ from Clerk. */
export type DifferenceKind = (typeof ALL_DIFFERENCE_KINDS)[number]

/** A difference between a customer and Clerk that has not been mended. */
export type Difference = {
  clerk_user_id: string
  customer_id: string | null
  kind: DifferenceKind
  /** An error code, or the names of what differs. Never personal data. */
  reason: string | null
}

/** A stored {@link Difference}. */
export type DifferenceRecord = Difference & { found_at: Date }

/** A role that waits to be written to Clerk. */
export type WriteBackItem = {
  customer_meta_id: string
  customer_id: string
  clerk_user_id: string
  /** Failed attempts so far. */
  attempts: number
  /** Goes up when the role changes while it is being written. */
  version: number
}

/** A comparison with Clerk's users, finished or not. */
export type ReconciliationRecord = {
  id: string
  /** `interrupted`: by a crash or an outage of Clerk. The next run continues it. */
  status: "running" | "interrupted" | "completed" | "failed"
  dry_run: boolean
  /** Compares only users whom Clerk has changed since. */
  since: Date | null
  /** Where the next page starts. */
  position: ReconciliationPosition
  counts: ReconciliationCounts
  /** Why the run failed. */
  reason: string | null
  created_at: Date
  updated_at: Date
  finished_at: Date | null
}

/** The position of a run: first among Clerk's users, then among the records whose users Clerk did not list. */
export type ReconciliationPosition = { phase: "users"; created_at: number; offset: number } | { phase: "records"; after: string }

/** What a run has found and done so far. */
export type ReconciliationCounts = {
  /** Users that Clerk had at the start. */
  total: number
  /** Users compared. */
  users: number
  /** Users without differences. */
  equal: number
  /** Users with differences. */
  different: number
  /** Users whose differences are mended. */
  mended: number
  /** Records closed because Clerk or Medusa has deleted the person. */
  closed: number
  /** Requests to Clerk. */
  requests: number
}

/** The event that a change emits, without its prefix `customer_role.`. */
export type RoleEventName = "created" | "pending" | "verified" | "rejected" | "revoked" | "account_type_changed" | "disabled"

/** A change of a record, with what is needed to undo it. */
export type RoleChange = {
  record: CustomerMetaRecord
  /** The record before the change, or `null` if it is new. */
  previous: CustomerMetaRecord | null
  /** The history entries of the change. */
  entry_ids: string[]
  /** The events to emit. */
  events: RoleEventName[]
  /** The record that this one replaces, because Medusa has deleted its customer. */
  closed_record_id?: string
  /** Set if an earlier attempt made the change and died before it emitted the events. */
  repeated?: boolean
  /** The search text, if the change altered it. */
  search_text?: { before: string; after: string }
}

/** The outcome of a sync. */
export type SyncResult = RoleChange & {
  created: boolean
  /** Whether the version was older than the newest seen, so that nothing changed. */
  stale: boolean
  /** Why the claim was not applied. */
  claim_error?: string
}

/** A note about a customer that only admins see. With `expected_internal_note`, it replaces that note and no other. */
export type InternalNote = { customer_id: string; internal_note: string | null; expected_internal_note?: string | null }

/** A decision by an admin. */
export type VerificationDecision = {
  customer_id: string
  is_verified: boolean
  note?: string | null
  internal_note?: string | null
  /** Refuses the decision if the record has changed since. Workflows pass it on as ISO 8601 text. */
  expected_updated_at?: Date | string
}

/** Filters, order and page of the list of businesses. */
export type BusinessCustomerFilters = {
  verified?: boolean
  status?: VerificationStatus
  /** Searches company, tax id, email address and names. Wildcards are literal. */
  q?: string
  created_at?: TimeRange
  updated_at?: TimeRange
  waiting_since?: TimeRange
  /** When the shop answered an application, by verifying or rejecting it. */
  decided_at?: TimeRange
  /** @default 20 */
  limit?: number
  /** @default 0 */
  offset?: number
  /** A leading `-` sorts in descending order. @default "-created_at" */
  order?: BusinessCustomerOrder
}

/** How many businesses have each status. */
export type BusinessCounts = Record<Exclude<VerificationStatus, "not_required">, number>

/** A page of businesses, the number of all that match, and how many of each status match the search and the times. */
export type BusinessPage = { records: CustomerMetaRecord[]; count: number; counts: BusinessCounts }

/** The orders of the list of businesses. */
export type BusinessCustomerOrder = `${"" | "-"}${"created_at" | "updated_at" | "verified_at" | "waiting_since" | "company_name"}`

/** What a guard needs to know of a role. */
export type RoleLookup = {
  /** The live record, or `null`. */
  record: CustomerMetaRecord | null
  /** Whether Clerk has deleted the user. */
  deleted: boolean
}

/** What a guard needs to know of a credential that was exchanged in a Clerk session. */
export type SignInLookup = RoleLookup & {
  /** Whether a credential was issued for the session and no webhook has announced its end. */
  has_live_session: boolean
}

/** A denied request, for the history. */
export type Denial = {
  customer_meta_id: string
  customer_id: string
  feature: string
  code: string
  actor: RoleEventActor
}
