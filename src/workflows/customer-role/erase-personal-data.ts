import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, generateEntityId, Modules } from "@medusajs/framework/utils"
import { fetchClerkUser } from "../../clerk/user"
import { CustomerRoleError } from "../../errors"
import { CUSTOMER_ROLE_MODULE } from "../../modules/customer-role"
import { pluginOptions } from "../../modules/customer-role/plugin-options"
import type CustomerRoleModuleService from "../../modules/customer-role/service"
import type { CustomerMetaRecord, RoleEventActor } from "../../modules/customer-role/types"
import { change, select } from "../../postgres/sql"
import { closeRoleWorkflow } from "./close-role"
import { alignMembership } from "./group/customer-group"
import { PERSONAL_ROWS } from "./export-personal-data"

export type ErasePersonalDataInput = {
  customer_id: string
  /** Also where Medusa and Clerk still have the person. @default false */
  force?: boolean
  actor: RoleEventActor
}

type PersonalTable = keyof typeof PERSONAL_ROWS

/** How many rows have lost the person, by table, and how many `files` are gone. */
export type ErasedCounts = Record<string, number>

const erasing = (table: PersonalTable): string => `DELETE FROM ${table} t WHERE ${PERSONAL_ROWS[table]}`

const NOT_ACCEPTED = "SELECT q.id FROM quote q WHERE q.customer_id = :customer_id AND q.status <> 'accepted'"

/** Of accepted quotes it clears columns, of others it deletes the rows. */
const erasingOfQuotes = (table: PersonalTable, cleared: string, quoteId = "t.quote_id"): string[] => [
  `DELETE FROM ${table} t WHERE ${quoteId} IN (${NOT_ACCEPTED})`,
  `UPDATE ${table} t SET ${cleared}, updated_at = now() WHERE ${PERSONAL_ROWS[table]}`,
]

/**
 * What becomes of a person's rows, in an order in which each statement still finds them: by their quotes, by the Clerk users
 * of their records, and last by their id.
 */
const ERASURES: Record<PersonalTable, string[]> = {
  quote_attachment: [erasing("quote_attachment")],
  quote_message: [erasing("quote_message")],
  quote_event: erasingOfQuotes(
    "quote_event",
    "actor_id = CASE WHEN actor_type = 'customer' THEN NULL ELSE actor_id END, impersonator_id = NULL, note = NULL, items = NULL"
  ),
  quote_revision_item: erasingOfQuotes("quote_revision_item", "note = NULL", "(SELECT r.quote_id FROM quote_revision r WHERE r.id = t.revision_id)"),
  quote_revision: erasingOfQuotes("quote_revision", "company_name = NULL, tax_id = NULL, message = NULL"),
  quote_item: erasingOfQuotes("quote_item", "note = NULL"),
  quote: erasingOfQuotes(
    "quote",
    "customer_id = '', company_name = NULL, tax_id = NULL, cart_id = NULL, internal_note = NULL, search_text = lower(number)",
    "t.id"
  ),
  bulk_order_placement: [erasing("bulk_order_placement")],
  idempotent_request: [erasing("idempotent_request")],
  order_placer: [
    `UPDATE order_placer t SET customer_id = NULL, company_name = NULL, tax_id = NULL, updated_at = now() WHERE ${PERSONAL_ROWS.order_placer}`,
  ],
  customer_set_aside: [erasing("customer_set_aside")],
  clerk_session: [erasing("clerk_session")],
  clerk_customer_creation: [erasing("clerk_customer_creation")],
  clerk_reconciliation_seen: [erasing("clerk_reconciliation_seen")],
  clerk_difference: [erasing("clerk_difference")],
  clerk_write_back: [erasing("clerk_write_back")],
  // What came in is known by its own id: the same delivery does not take effect again.
  clerk_webhook_delivery: [
    `UPDATE clerk_webhook_delivery t SET clerk_user_id = NULL, updated_at = now() WHERE ${PERSONAL_ROWS.clerk_webhook_delivery}`,
  ],
  clerk_user_tombstone: [erasing("clerk_user_tombstone")],
  customer_role_event: [erasing("customer_role_event")],
  customer_meta: [erasing("customer_meta")],
}

/**
 * Erases what the plugin's tables and files hold of a customer: out of the group and of every feature first, as if Medusa
 * had deleted them. Of accepted quotes numbers, amounts and dates stay. A keyed hash of customer, Clerk users and e-mail
 * addresses remains: webhooks and comparisons with Clerk do not bring the person back, a refusal outlives them, and their
 * carts and orders in Medusa stay private. Broken off at any point, it can be run again.
 *
 * @throws CustomerRoleError `not_found` where there is nothing, `customer_is_live` unless `force`, `busy` while an order is
 * being placed, `identity_provider_unavailable`
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
  // A membership that a crash has left behind: with the record goes who knows that it is ours.
  await alignMembership(container, customer_id, [])
  // First the files: their rows say which they are, should this end in between.
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

/** The addresses that Medusa and, where it is asked, Clerk know the person by. */
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

/** What is being placed would come to nothing, or leave a new trace. */
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
  await keepMarks(trx, roles, { customer_id, emails, records })
  const counts = await eraseTables(trx, customer_id)
  if (Object.values(counts).some((count) => count > 0)) {
    await change(
      trx,
      "INSERT INTO customer_role_event (id, customer_meta_id, type, actor_type, actor_id) VALUES (?, '', 'erased', ?, ?)",
      [generateEntityId(undefined, "crevt"), actor.type, actor.id ?? null]
    )
  }
  return counts
}

type PersonalRecord = Pick<CustomerMetaRecord, "clerk_user_id" | "denied_at" | "linked_at"> & { search_text: string; is_deleted_at_clerk: boolean }

/** The customer's records, the last first. Syncs of their Clerk users, decisions and orders are waited for. */
const lockPerson = async (trx: Knex.Transaction, customerId: string): Promise<PersonalRecord[]> => {
  await trx.raw(
    `SELECT pg_advisory_xact_lock(l.key) FROM (
       SELECT DISTINCT hashtextextended('customer_role:' || m.clerk_user_id, 0) AS key FROM customer_meta m WHERE m.customer_id = ? ORDER BY 1
     ) l`,
    [customerId]
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

/** Who never had a role, nothing of Clerk's brings back. */
const keepMarks = async (trx: Knex.Transaction, roles: CustomerRoleModuleService, { customer_id, emails, records }: Marked): Promise<void> => {
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

const eraseTables = async (trx: Knex.Transaction, customer_id: string): Promise<ErasedCounts> => {
  const counts: ErasedCounts = {}
  await trx.raw("SELECT set_config('customer_role.erasing', 'on', true)")
  for (const [table, statements] of Object.entries(ERASURES)) {
    for (const statement of statements) {
      counts[table] = (counts[table] ?? 0) + (await change(trx, statement, { customer_id }))
    }
  }
  await trx.raw("SELECT set_config('customer_role.erasing', 'off', true)")
  return counts
}
