import type { ICustomerModuleService, MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import type { ListedClerkUser } from "../../../clerk/users-page"
import { isWritten, toWrittenRole } from "../../../clerk/write-back"
import { emailFilter, foldEmail, isSameEmail, ownerOfEmail } from "../../../text/email-address"
import { CUSTOMER_ROLE_MODULE } from "../../../modules/customer-role"
import { pluginOptions } from "../../../modules/customer-role/plugin-options"
import { isEntitled } from "../../../modules/customer-role/access"
import { compareWithClerk } from "../../../modules/customer-role/transitions"
import type { CustomerMetaRecord, Difference } from "../../../modules/customer-role/types"

/** A Clerk user compared with the shop's record. */
export type Comparison = {
  user: ListedClerkUser
  /** The live record, or `null`. */
  record: CustomerMetaRecord | null
  differences: Difference[]
  /** Only Clerk's version is newer; nothing else differs. */
  version_only: boolean
  /** The record has seen a newer version than the page, so the comparison says nothing. */
  overtaken: boolean
}

/** What the shop knows of a page of users, looked up once for all of them. */
type Known = {
  records: Map<string, CustomerMetaRecord>
  /** Clerk users whose customer the shop has deleted, or whom Clerk has deleted. */
  gone: Set<string>
  emails: Map<string, string>
  /** Registered customers by folded email address, for the addresses on the page. */
  registered: Map<string, { id: string; email: string }[]>
  /** The registered customers that belong to a live Clerk user. */
  linked: Set<string>
  /** The customer group for verified businesses; `null` if there is none. */
  group_id: string | null
  members: Set<string>
}

/**
 * Compares a page of Clerk's users with the shop's records in eight statements. Writes nothing.
 *
 * A user without a record whose customer the shop has deleted does not differ: they start again when they sign in.
 *
 * @example
 * const comparisons = await comparePage(container, await fetchUsersPage({ order: "last_updated", offset: 0 }, options.clerk))
 */
export const comparePage = async (container: MedusaContainer, users: ListedClerkUser[]): Promise<Comparison[]> => {
  const known = await lookUp(container, users)
  return users.map((user) => compare(container, user, known))
}

const lookUp = async (container: MedusaContainer, users: ListedClerkUser[]): Promise<Known> => {
  const service = container.resolve(CUSTOMER_ROLE_MODULE)
  const customers = container.resolve(Modules.CUSTOMER)
  const { records, closed, deleted } = await service.getClerkUsers(users.map(({ snapshot }) => snapshot.clerk_user_id))
  const ids = records.map(({ customer_id }) => customer_id)
  const found = await customers.listCustomers({ id: ids }, { select: ["id", "email"], take: ids.length })
  const verified = records.filter(isEntitled).map(({ customer_id }) => customer_id)
  const { customerGroup: name } = pluginOptions(container)
  const [group] = name !== false && verified.length ? await customers.listCustomerGroups({ name }, { select: ["id"] }) : []
  const memberships = group
    ? await customers.listCustomerGroupCustomers(
        { customer_id: verified, customer_group_id: group.id },
        { select: ["customer_id"], take: null }
      )
    : []
  const registered = await registeredBy(customers, [...found.map(({ email }) => email), ...users.map(({ snapshot }) => snapshot.email)])
  return {
    registered,
    linked: await service.getLinkedCustomerIds([...registered.values()].flat().map(({ id }) => id)),
    records: new Map(records.map((record) => [record.clerk_user_id, record])),
    gone: new Set([...closed, ...deleted]),
    emails: new Map(found.map(({ id, email }) => [id, email])),
    group_id: group?.id ?? null,
    members: new Set(memberships.map(({ customer_id }) => customer_id)),
  }
}

const registeredBy = async (
  customers: ICustomerModuleService,
  emails: (string | null)[]
): Promise<Map<string, { id: string; email: string }[]>> => {
  const sought = emails.filter((email) => email !== null)
  const found = sought.length
    ? await customers.listCustomers({ ...emailFilter(sought), has_account: true }, { select: ["id", "email"], take: null })
    : []
  const byEmail = new Map<string, { id: string; email: string }[]>()
  for (const { id, email } of found) {
    byEmail.set(foldEmail(email), [...(byEmail.get(foldEmail(email)) ?? []), { id, email }])
  }
  return byEmail
}

const compare = (container: MedusaContainer, user: ListedClerkUser, known: Known): Comparison => {
  const { snapshot } = user
  const { clerk_user_id } = snapshot
  const record = known.records.get(clerk_user_id) ?? null
  if (!record) {
    const differences = known.gone.has(clerk_user_id) ? [] : [missing(snapshot, known)]
    return { user, record, differences, version_only: false, overtaken: false }
  }
  // A webhook brought a newer version after the page was read.
  if (record.clerk_updated_at && record.clerk_updated_at.getTime() > snapshot.updated_at) {
    return { user, record, differences: [], version_only: false, overtaken: true }
  }
  const differences = differencesOf(container, user, record, known)
  const newer = record.clerk_updated_at !== null && record.clerk_updated_at.getTime() < snapshot.updated_at
  return { user, record, differences, version_only: newer && !differences.some(({ kind }) => SYNCED.has(kind)), overtaken: false }
}

/** Returns the difference of a user without a record: missing, unless a customer waits for them to sign in. */
const missing = ({ clerk_user_id, email, ...snapshot }: ListedClerkUser["snapshot"], { registered, linked }: Known): Difference => {
  const owner = email && snapshot.email_verified ? ownerOfEmail(email, registered.get(foldEmail(email)) ?? []).customer : null
  return owner && !linked.has(owner.id)
    ? { clerk_user_id, customer_id: owner.id, kind: "waiting_for_sign_in", reason: null }
    : { clerk_user_id, customer_id: null, kind: "missing", reason: refusalOf({ ...snapshot, clerk_user_id, email }) }
}

/** The differences that a sync can mend. */
const SYNCED: ReadonlySet<Difference["kind"]> = new Set(["missing", "outdated", "email", "claim"])

const differencesOf = (container: MedusaContainer, user: ListedClerkUser, record: CustomerMetaRecord, known: Known): Difference[] => {
  const options = pluginOptions(container)
  const { clerk_user_id, customer_id } = record
  const { snapshot } = user
  const differs = (kind: Difference["kind"], reason: string | null): Difference => ({ clerk_user_id, customer_id, kind, reason })
  if (!known.emails.has(customer_id)) {
    return [differs("customer_deleted", null)]
  }
  const { changes, claim_problem } = compareWithClerk(record, snapshot, options.application.required)
  const email = known.emails.get(customer_id) ?? ""
  const emailProblem = compareEmail(snapshot, email)
  const { metadataKey } = options.writeBack
  // An imported record whose Clerk user has not signed in yet.
  const waits = record.clerk_updated_at === null
  return [
    ...(waits ? [differs("waiting_for_sign_in", null)] : changes.length ? [differs("outdated", changes.join(", "))] : []),
    ...(claim_problem ? [differs("claim", claim_problem)] : []),
    ...(emailProblem ? [differs("email", emailProblem)] : []),
    ...((known.registered.get(foldEmail(email)) ?? []).some(({ id }) => id !== customer_id) ? [differs("email_variants", null)] : []),
    ...(isGroupInStep(options.customerGroup, record, known)
      ? []
      : [differs("group", isEntitled(record) ? "not_a_member" : "still_a_member")]),
    ...(metadataKey === false || isWritten(user.public_metadata[metadataKey], toWrittenRole(record)) ? [] : [differs("write_back", null)]),
  ]
}

/** Returns why a new user would be refused, judging by the user alone. */
const refusalOf = ({ email, email_verified }: ListedClerkUser["snapshot"]): string | null => {
  if (!email) {
    return "email_required"
  }
  return email_verified ? null : "email_unverified"
}

const compareEmail = ({ email, email_verified }: ListedClerkUser["snapshot"], customerEmail: string): string | null => {
  if (!email) {
    return "email_required"
  }
  if (isSameEmail(email, customerEmail)) {
    return null
  }
  return email_verified ? "other_address" : "email_unverified"
}

/** Accepts a member whom an admin put into the group, although their record names no group. */
const isGroupInStep = (group: string | false, record: CustomerMetaRecord, { group_id, members }: Known): boolean => {
  const { customer_id, customer_group_id } = record
  if (!isEntitled(record) || group === false) {
    return customer_group_id === null
  }
  return members.has(customer_id) && (customer_group_id === null || customer_group_id === group_id)
}
