import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { generateEntityIds } from "./entity-ids"
import { createdAtOf, importLegacyRow, type ImportRefusal, type LegacyClaim, type LegacyPair } from "./legacy-row"
import { ErasedPersons } from "../erasure/erased-persons"
import { openLegacyTable, type LegacyTable, type LegacyTableSource } from "./legacy-table"
import { toSearchText } from "../search/search-text"
import { lockClerkUsers } from "../sync/clerk-user-lock"
import { select } from "../../../postgres/sql"
import type { CustomerMetaRecord } from "../types"
import { waitingSince } from "../write-transition"

/** A row of a legacy table and the customer that it names. */
export type LegacyCandidate = {
  row: LegacyClaim
  /** The customer's email address and names. */
  search_terms: (string | null)[]
}

/** The outcome of a row. */
export type ImportOutcome = "taken" | "already" | ImportRefusal

/** What the customer group needs to know of a verified business. */
export type VerifiedRecord = Pick<CustomerMetaRecord, "id" | "customer_id" | "customer_group_id">

/** What the shop knows of the customers and Clerk users of a page. */
type Known = {
  /** Clerk users by customer, and customers by Clerk user, of live records. */
  clerkUsers: Map<string, string>
  customers: Map<string, string>
  /** Users whom Clerk has deleted. */
  deleted: Set<string>
  /** Ids of erased Clerk users and customers. */
  erased: Set<string>
  /** `denied_at` of each customer's last closed record. */
  denied: Map<string, Date | null>
}

/** Imports rows of a legacy table into `customer_meta`. */
export class LegacyImport {
  private readonly erasedPersons: ErasedPersons

  constructor(private readonly db: () => Knex) {
    this.erasedPersons = new ErasedPersons(db)
  }

  /** @throws MedusaError as {@link openLegacyTable} */
  async open(source: LegacyTableSource): Promise<LegacyTable> {
    return openLegacyTable(this.db(), source)
  }

  /** Returns why each row cannot be imported, `already` if it was imported before, or `null`. Keeps the order of the rows. */
  async findObstacles(rows: LegacyPair[]): Promise<(Exclude<ImportOutcome, "taken"> | null)[]> {
    const known = await this.lookUp(this.db(), rows)
    return rows.map((row) => obstacleTo(row, known))
  }

  /**
   * Imports rows in one transaction, with a history entry for each. Waits for parallel transactions that link the same
   * customers or Clerk users, and respects their result. Returns the outcome of each row, in their order.
   */
  async take(candidates: LegacyCandidate[], terms: { trustVerified: boolean }): Promise<ImportOutcome[]> {
    return this.db().transaction(async (trx) => {
      const rows = candidates.map(({ row }) => row)
      await lockClerkUsers(
        trx,
        rows.map(({ clerk_user_id }) => clerk_user_id)
      )
      const known = await this.lookUp(trx, rows)
      const free = candidates.filter(({ row }) => obstacleTo(row, known) === null)
      const taken = await insert(trx, free, known, terms.trustVerified)
      // The locks protect the Clerk users, not the customers: another user may have been linked to one meanwhile.
      const since = taken.size < free.length ? await this.lookUp(trx, rows) : known
      return rows.map((row) => (taken.has(row.clerk_user_id) ? "taken" : (obstacleTo(row, since) ?? "customer_already_linked")))
    })
  }

  private async lookUp(db: Knex, rows: LegacyPair[]): Promise<Known> {
    const users = await this.erasedPersons.clerkUsersAmong(
      rows.map(({ clerk_user_id }) => clerk_user_id),
      db
    )
    const customers = await this.erasedPersons.customersAmong(
      rows.map(({ customer_id }) => customer_id),
      db
    )
    return { ...(await lookUp(db, rows)), erased: new Set([...users.map(({ clerk_user_id }) => clerk_user_id), ...customers]) }
  }

  /** Returns the live, verified businesses among customers. */
  async verifiedRecords(customerIds: string[]): Promise<VerifiedRecord[]> {
    return select<VerifiedRecord>(
      this.db(),
      `SELECT m.id, m.customer_id, m.customer_group_id FROM customer_meta m
       WHERE m.customer_id = ANY(?) AND m.is_verified AND m.disabled_at IS NULL AND m.deleted_at IS NULL ORDER BY m.customer_id`,
      [customerIds]
    )
  }
}

const lookUp = async (db: Knex, rows: LegacyPair[]): Promise<Omit<Known, "erased">> => {
  const customerIds = rows.map(({ customer_id }) => customer_id)
  const clerkUserIds = rows.map(({ clerk_user_id }) => clerk_user_id)
  const live = await select<{ customer_id: string; clerk_user_id: string }>(
    db,
    `SELECT m.customer_id, m.clerk_user_id FROM customer_meta m WHERE m.customer_id = ANY(?) AND m.deleted_at IS NULL
     UNION ALL
     SELECT m.customer_id, m.clerk_user_id FROM customer_meta m WHERE m.clerk_user_id = ANY(?) AND m.deleted_at IS NULL`,
    [customerIds, clerkUserIds]
  )
  const deleted = await select<{ clerk_user_id: string }>(
    db,
    "SELECT t.clerk_user_id FROM clerk_user_tombstone t WHERE t.clerk_user_id = ANY(?)",
    [clerkUserIds]
  )
  const closed = await select<{ customer_id: string; denied_at: Date | null }>(
    db,
    `SELECT DISTINCT ON (m.customer_id) m.customer_id, m.denied_at FROM customer_meta m
     WHERE m.customer_id = ANY(?) AND m.deleted_at IS NOT NULL ORDER BY m.customer_id, m.deleted_at DESC`,
    [customerIds]
  )
  return {
    clerkUsers: new Map(live.map(({ customer_id, clerk_user_id }) => [customer_id, clerk_user_id])),
    customers: new Map(live.map(({ customer_id, clerk_user_id }) => [clerk_user_id, customer_id])),
    deleted: new Set(deleted.map(({ clerk_user_id }) => clerk_user_id)),
    denied: new Map(closed.map(({ customer_id, denied_at }) => [customer_id, denied_at])),
  }
}

const obstacleTo = ({ customer_id, clerk_user_id }: LegacyPair, known: Known): Exclude<ImportOutcome, "taken"> | null => {
  if (known.clerkUsers.get(customer_id) === clerk_user_id) {
    return "already"
  }
  if (known.deleted.has(clerk_user_id)) {
    return "deleted_at_clerk"
  }
  if (known.erased.has(clerk_user_id) || known.erased.has(customer_id)) {
    return "erased"
  }
  if (known.clerkUsers.has(customer_id)) {
    return "customer_already_linked"
  }
  return known.customers.has(clerk_user_id) ? "clerk_user_already_linked" : null
}

/** Returns the Clerk users whose rows were inserted. Sorts by customer, so that two imports cannot deadlock. */
const insert = async (
  trx: Knex.Transaction,
  candidates: LegacyCandidate[],
  { denied }: Known,
  trustVerified: boolean
): Promise<Set<string>> => {
  if (!candidates.length) {
    return new Set()
  }
  const now = new Date()
  const ids = generateEntityIds("cmeta", candidates.length)
  const entryIds = generateEntityIds("crevt", candidates.length)
  const records = candidates.map(({ row, search_terms }, index) => {
    const { state, note } = importLegacyRow(row, { trustVerified, denied_at: denied.get(row.customer_id) ?? null, now })
    return {
      ...state,
      id: ids[index],
      customer_id: row.customer_id,
      clerk_user_id: row.clerk_user_id,
      search_text: toSearchText(state, search_terms),
      waiting_since: waitingSince(null, state, now),
      created_at: createdAtOf(row, now),
      updated_at: now,
      entry_id: entryIds[index],
      after: state,
      note,
    }
  })
  const rows = await select<{ clerk_user_id: string }>(trx, INSERT, [JSON.stringify(records)])
  return new Set(rows.map(({ clerk_user_id }) => clerk_user_id))
}

const COLUMNS = `id, customer_id, clerk_user_id, account_type, company_name, tax_id, is_verified, verification_status, denied_at,
  verified_at, waiting_since, search_text, created_at, updated_at`

const INSERT = `
  WITH record AS (
    SELECT * FROM jsonb_to_recordset(?::jsonb) AS r (
      id text, customer_id text, clerk_user_id text, account_type text, company_name text, tax_id text, is_verified boolean,
      verification_status text, denied_at timestamptz, verified_at timestamptz, waiting_since timestamptz, search_text text,
      created_at timestamptz, updated_at timestamptz, entry_id text, after jsonb, note text
    )
  ), taken AS (
    INSERT INTO customer_meta (${COLUMNS}) SELECT ${COLUMNS} FROM record ORDER BY customer_id
    ON CONFLICT DO NOTHING RETURNING id, clerk_user_id
  ), noted AS (
    INSERT INTO customer_role_event (id, customer_meta_id, type, actor_type, after, note)
    SELECT record.entry_id, record.id, 'imported', 'system', record.after, record.note FROM record JOIN taken USING (id)
  )
  SELECT clerk_user_id FROM taken`
