import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, generateEntityId, Modules } from "@medusajs/framework/utils"
import { fetchClerkUser } from "../../clerk/user"
import { CustomerRoleError } from "../../errors"
import { CUSTOMER_ROLE_MODULE } from "../../modules/customer-role"
import { pluginOptions } from "../../modules/customer-role/plugin-options"
import type CustomerRoleModuleService from "../../modules/customer-role/service"
import type { CustomerMetaRecord, RoleEventActor } from "../../modules/customer-role/types"
import { lockClerkUsers } from "../../modules/customer-role/sync/clerk-user-lock"
import { change, select } from "../../postgres/sql"
import { closeRoleWorkflow } from "./sync/close-role"
import { alignMembership } from "./group/customer-group"
import { type ErasedCounts, eraseTables } from "./personal-data/erasures"
import { PERSONAL_ROWS } from "./personal-data/personal-rows"

export type ErasePersonalDataInput = {
  customer_id: string
  /** Erases even if Medusa and Clerk still have the person. @default false */
  force?: boolean
  actor: RoleEventActor
}

/**
 * Erases what the plugin's tables and files hold about a customer. Closes their role first, as if Medusa had deleted them.
 * Accepted quotes keep their numbers, amounts and dates.
 *
 * A keyed hash of customer, Clerk users and email addresses stays: webhooks and reconciliation do not bring the person
 * back, a refusal remains, and their carts and orders in Medusa stay private. It can be run again after any failure.
 *
 * @throws CustomerRoleError `not_found` if there is nothing, `customer_is_live` unless `force` is set, `busy` while an
 * order is being placed, `identity_provider_unavailable`
 *
 * @example
 * const { customer_meta, quote, files } = await erasePersonalData(container, {
 *   customer_id: "cus_123",
 *   actor: { type: "admin", id: "user_123" },
 * })
 */
export const erasePersonalData = async (
  container: MedusaContainer,
  { customer_id, force = false, actor }: ErasePersonalDataInput
): Promise<ErasedCounts> => {
  const db = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  await requireRows(db, customer_id)
  const emails = await findEmails(container, customer_id, force)
  await requireIdle(db, customer_id)
  await closeRoleWorkflow(container).run({ input: { customer_ids: [customer_id], actor } })
  // A crash may have left a membership behind. Only the record says that this plugin added it, and the record is deleted below.
  await alignMembership(container, customer_id, [])
  // Deletes files first: if this stops halfway, their rows still name them.
  const files = await deleteFiles(container, db, customer_id)
  const roles = container.resolve(CUSTOMER_ROLE_MODULE)
  const counts = await db.transaction((trx: Knex.Transaction) => eraseRows(trx, roles, { customer_id, actor, emails, files }))
  return { ...counts, files: files.length }
}

const requireRows = async (db: Knex, customer_id: string): Promise<void> => {
  const found = Object.entries(PERSONAL_ROWS).map(([table, condition]) => `EXISTS (SELECT FROM ${table} t WHERE ${condition})`)
  const [{ known }] = await select<{ known: boolean }>(db, `SELECT ${found.join(" OR ")} AS known`, { customer_id })
  if (!known) {
    throw new CustomerRoleError("not_found")
  }
}

/** Returns the person's email address in Medusa. Throws `customer_is_live` unless forced. */
const findEmails = async (container: MedusaContainer, customerId: string, force: boolean): Promise<string[]> => {
  const [customer] = await container
    .resolve(Modules.CUSTOMER)
    .listCustomers({ id: customerId }, { select: ["id", "email", "deleted_at"], withDeleted: true })
  if (!force && customer && !customer.deleted_at) {
    await requireGoneAtClerk(container, customerId)
  }
  return customer?.email ? [customer.email] : []
}

const requireGoneAtClerk = async (container: MedusaContainer, customerId: string): Promise<void> => {
  const db = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const options = pluginOptions(container)
  const users = await select<{ clerk_user_id: string }>(
    db,
    `SELECT DISTINCT m.clerk_user_id FROM customer_meta m
     WHERE m.customer_id = ? AND NOT EXISTS (SELECT FROM clerk_user_tombstone t WHERE t.clerk_user_id = m.clerk_user_id)`,
    [customerId]
  )
  for (const { clerk_user_id } of users) {
    if (await fetchClerkUser(clerk_user_id, options.clerk)) {
      throw new CustomerRoleError("customer_is_live")
    }
  }
}

/** Throws `busy` while an order or a request is under way: it would fail, or store the person's data again. */
const requireIdle = async (db: Knex, customer_id: string): Promise<void> => {
  const [{ busy }] = await select<{ busy: boolean }>(
    db,
    `SELECT EXISTS (SELECT FROM bulk_order_placement WHERE customer_id = :customer_id AND status <> 'done')
       OR EXISTS (SELECT FROM idempotent_request WHERE customer_id = :customer_id AND status = 'running' AND leased_until > now())
       OR EXISTS (SELECT FROM quote WHERE customer_id = :customer_id AND accepting_since > now() - interval '10 minutes') AS busy`,
    { customer_id }
  )
  if (busy) {
    throw new CustomerRoleError("busy")
  }
}

const SELECT_FILES = `SELECT t.file_id FROM quote_attachment t WHERE ${PERSONAL_ROWS.quote_attachment}`

const deleteFiles = async (container: MedusaContainer, db: Knex, customer_id: string): Promise<string[]> => {
  const rows = await select<{ file_id: string }>(db, SELECT_FILES, { customer_id })
  const ids = rows.map(({ file_id }) => file_id)
  if (ids.length) {
    await container.resolve(Modules.FILE).deleteFiles(ids)
  }
  return ids
}

type Erasure = Required<Pick<ErasePersonalDataInput, "customer_id" | "actor">> & { emails: string[]; files: string[] }

const eraseRows = async (
  trx: Knex.Transaction,
  roles: CustomerRoleModuleService,
  { customer_id, actor, emails, files }: Erasure
): Promise<ErasedCounts> => {
  const records = await lockPerson(trx, customer_id)
  await requireIdle(trx, customer_id)
  const now = await select<{ file_id: string }>(trx, SELECT_FILES, { customer_id })
  if (now.some(({ file_id }) => !files.includes(file_id))) {
    throw new CustomerRoleError("busy")
  }
  await storeMarks(trx, roles, { customer_id, emails, records })
  const counts = await eraseTables(trx, customer_id)
  if (Object.values(counts).some((count) => count > 0)) {
    await change(trx, "INSERT INTO customer_role_event (id, customer_meta_id, type, actor_type, actor_id) VALUES (?, '', 'erased', ?, ?)", [
      generateEntityId(undefined, "crevt"),
      actor.type,
      actor.id ?? null,
    ])
  }
  return counts
}

type PersonalRecord = Pick<CustomerMetaRecord, "clerk_user_id" | "denied_at" | "linked_at"> & {
  search_text: string
  is_deleted_at_clerk: boolean
}

/** Waits for the customer's syncs, decisions and orders to finish, then locks their records, newest first. */
const lockPerson = async (trx: Knex.Transaction, customerId: string): Promise<PersonalRecord[]> => {
  const users = await select<{ clerk_user_id: string }>(trx, "SELECT m.clerk_user_id FROM customer_meta m WHERE m.customer_id = ?", [
    customerId,
  ])
  await lockClerkUsers(
    trx,
    users.map(({ clerk_user_id }) => clerk_user_id)
  )
  return select<PersonalRecord>(
    trx,
    `SELECT m.clerk_user_id, m.denied_at, m.linked_at, m.search_text,
       EXISTS (SELECT FROM clerk_user_tombstone t WHERE t.clerk_user_id = m.clerk_user_id) AS is_deleted_at_clerk
     FROM customer_meta m WHERE m.customer_id = ? ORDER BY m.deleted_at DESC NULLS FIRST FOR UPDATE OF m`,
    [customerId]
  )
}

type Marked = { customer_id: string; emails: string[]; records: PersonalRecord[] }

/** Stores the hashes by which an erased person is recognized. Nothing brings back a person who never had a role. */
const storeMarks = async (
  trx: Knex.Transaction,
  roles: CustomerRoleModuleService,
  { customer_id, emails, records }: Marked
): Promise<void> => {
  const [last] = records
  if (!last) {
    return
  }
  const searched = records.flatMap(({ search_text }) => search_text.split("\n").filter((term) => term.includes("@")))
  await roles.erasedPersons.add(
    {
      customer_id,
      clerk_users: records.map(({ clerk_user_id, is_deleted_at_clerk }) => ({ id: clerk_user_id, is_shut_out: is_deleted_at_clerk })),
      emails: [...emails, ...searched],
      denied_at: last.denied_at,
      is_shut_out: last.is_deleted_at_clerk || last.linked_at !== null,
    },
    trx
  )
}
