import type { CustomerDTO, MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { CUSTOMER_ROLE_MODULE } from "../../modules/customer-role"
import type { ImportOutcome, LegacyCandidate } from "../../modules/customer-role/legacy-import/import-rows"
import {
  claimProblemOf,
  isClaim,
  isPair,
  pairProblem,
  type ImportRefusal,
  type LegacyClaim,
  type LegacyPair,
  type LegacyRow,
} from "../../modules/customer-role/legacy-import/legacy-row"
import type { LegacyTable } from "../../modules/customer-role/legacy-import/legacy-table"
import { joinVerifiedCustomers } from "./group/customer-group"
import { searchTermsOf } from "./search-terms"

const PAGE = 1_000

/** A row that was not taken, and why. */
export type RefusedLegacyRow = { id: number; customer_id: string | null; clerk_user_id: string | null; reason: ImportRefusal }

/** What became of a legacy table's rows. */
export type ImportReport = {
  /** Rows read. */
  rows: number
  /** Rows that became records; in a dry run, rows that would. */
  taken: number
  /** Rows whose customer and Clerk user belong together already. */
  already: number
  refused: number
  by_reason: Partial<Record<ImportRefusal, number>>
  /** Whether the end of the table was reached; not where `signal` came before. */
  complete: boolean
}

/** How far an import has come, and how many rows there were at the start. */
export type ImportProgress = ImportReport & { total: number }

export type ImportLegacyRolesOptions = {
  /** URL of another PostgreSQL database that has the table. @default the shop's own database */
  from?: string
  /** @default `customer_meta_legacy`; in another database `customer_meta` where that is not there */
  table?: string
  /** Writes nothing. @default false */
  dryRun?: boolean
  /** Businesses that the table calls verified are verified; otherwise they are pending. @default false */
  trustVerified?: boolean
  /** Told after every page, of 1,000 rows at most. */
  onProgress?: (progress: ImportProgress) => void
  /** Told of every row that is not taken. */
  onRefused?: (row: RefusedLegacyRow) => void
  /** Stops the import after the page under way. */
  signal?: AbortSignal
}

/**
 * Takes the roles of a table over that an earlier system kept: `customer_meta` with an integer `id`, which this plugin's
 * migration renames `customer_meta_legacy`. Nothing is taken that would contradict what is here already, and running it
 * again, or twice at once, takes every row once. Others are told nothing, and Clerk is not asked.
 *
 * @throws MedusaError `invalid_data` where there is no such table, or its columns are others
 *
 * @example
 * const report = await importLegacyRoles(container, { dryRun: true, onRefused: (row) => console.log(row) })
 * // { rows: 1200, taken: 1180, already: 0, refused: 20, by_reason: { customer_not_found: 20 }, complete: true }
 */
export const importLegacyRoles = async (container: MedusaContainer, options: ImportLegacyRolesOptions = {}): Promise<ImportReport> => {
  const { from, table: name, onProgress, onRefused, signal } = options
  const table = await container.resolve(CUSTOMER_ROLE_MODULE).legacyImport.open({ from, table: name })
  try {
    const total = await table.count()
    const report: ImportReport = { rows: 0, taken: 0, already: 0, refused: 0, by_reason: {}, complete: false }
    for (let last: number | null = null; !report.complete && !signal?.aborted; ) {
      const rows: LegacyRow[] = await table.page(last, PAGE)
      const outcomes = await importPage(container, table, rows, options)
      rows.forEach((row, index) => count(report, row, outcomes[index], onRefused))
      last = rows.at(-1)?.id ?? last
      report.complete = rows.length < PAGE
      if (rows.length) {
        onProgress?.({ ...report, by_reason: { ...report.by_reason }, total: Math.max(total, report.rows) })
      }
    }
    return report
  } finally {
    await table.close()
  }
}

const count = (
  report: ImportReport,
  { id, customer_id, clerk_user_id }: LegacyRow,
  outcome: ImportOutcome,
  onRefused: ImportLegacyRolesOptions["onRefused"]
): void => {
  report.rows += 1
  if (outcome === "taken" || outcome === "already") {
    report[outcome] += 1
    return
  }
  report.refused += 1
  report.by_reason[outcome] = (report.by_reason[outcome] ?? 0) + 1
  onRefused?.({ id, customer_id, clerk_user_id, reason: outcome })
}

/** Gives what became of each row, in their order. */
const importPage = async (
  container: MedusaContainer,
  table: LegacyTable,
  rows: LegacyRow[],
  { dryRun = false, trustVerified = false }: ImportLegacyRolesOptions
): Promise<ImportOutcome[]> => {
  const { legacyImport } = container.resolve(CUSTOMER_ROLE_MODULE)
  const outcomes = new Map<LegacyRow, ImportOutcome>()
  const candidates = await findCandidates(container, table, rows, outcomes)
  const found = candidates.length && !dryRun ? await legacyImport.take(candidates, { trustVerified }) : []
  candidates.forEach(({ row }, index) => outcomes.set(row, found[index] ?? "taken"))
  if (!dryRun) {
    // Also whom an import has taken that died before he joined.
    const here = rows.filter(isPair).filter((row) => outcomes.get(row) === "taken" || outcomes.get(row) === "already")
    await joinVerifiedCustomers(container, here.map(({ customer_id }) => customer_id))
  }
  return rows.map((row) => outcomes.get(row) ?? "customer_not_found")
}

/** The rows that nothing stands in the way of; what becomes of the others is noted. */
const findCandidates = async (
  container: MedusaContainer,
  table: LegacyTable,
  rows: LegacyRow[],
  outcomes: Map<LegacyRow, ImportOutcome>
): Promise<LegacyCandidate[]> => {
  const pairs = sift(rows, outcomes, pairProblem).filter(isPair)
  const obstacles = await container.resolve(CUSTOMER_ROLE_MODULE).legacyImport.lookAt(pairs)
  const obstacleTo = new Map(pairs.map((row, index) => [row, obstacles[index]]))
  const unknown = sift(pairs, outcomes, (row) => (obstacleTo.get(row) === "already" ? "already" : null))

  const { customers: repeated, clerkUsers } = await table.duplicates(unknown)
  const single = sift(unknown, outcomes, ({ customer_id, clerk_user_id }) =>
    repeated.has(customer_id) ? "duplicate_customer" : clerkUsers.has(clerk_user_id) ? "duplicate_clerk_user" : null
  )
  const claims = sift(single, outcomes, claimProblemOf).filter(isClaim)
  const customers = await customersOf(container, claims)
  const registered = sift(claims, outcomes, ({ customer_id }) => customerProblem(customers.get(customer_id)))
  return sift(registered, outcomes, (row) => obstacleTo.get(row)).map((row) => ({ row, search_terms: termsOf(row, customers) }))
}

/** Notes what becomes of the rows that `judge` has a word for, and gives the others. */
const sift = <Row extends LegacyRow>(
  rows: Row[],
  outcomes: Map<LegacyRow, ImportOutcome>,
  judge: (row: Row) => ImportOutcome | null | undefined
): Row[] =>
  rows.filter((row) => {
    const outcome = judge(row)
    if (outcome) {
      outcomes.set(row, outcome)
    }
    return !outcome
  })

type FoundCustomer = Pick<CustomerDTO, "id" | "email" | "first_name" | "last_name" | "has_account">

const customersOf = async (container: MedusaContainer, rows: LegacyPair[]): Promise<Map<string, FoundCustomer>> => {
  if (!rows.length) {
    return new Map()
  }
  const found: FoundCustomer[] = await container
    .resolve(Modules.CUSTOMER)
    .listCustomers(
      { id: rows.map(({ customer_id }) => customer_id) },
      { select: ["id", "email", "first_name", "last_name", "has_account"], take: rows.length }
    )
  return new Map(found.map((customer) => [customer.id, customer]))
}

/** Guests are never taken over: nobody has proved whose orders these are. */
const customerProblem = (customer: FoundCustomer | undefined): ImportRefusal | null =>
  customer ? (customer.has_account ? null : "guest_customer") : "customer_not_found"

const termsOf = ({ customer_id }: LegacyClaim, customers: Map<string, FoundCustomer>): (string | null)[] => {
  const { email = null, first_name = null, last_name = null } = customers.get(customer_id) ?? {}
  return searchTermsOf({ email, first_name, last_name })
}
