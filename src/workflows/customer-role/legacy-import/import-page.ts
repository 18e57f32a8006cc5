import type { CustomerDTO, MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { CUSTOMER_ROLE_MODULE } from "../../../modules/customer-role"
import type { ImportOutcome, LegacyCandidate } from "../../../modules/customer-role/legacy-import/import-rows"
import {
  claimProblemOf,
  isClaim,
  isPair,
  pairProblem,
  type ImportRefusal,
  type LegacyClaim,
  type LegacyPair,
  type LegacyRow,
} from "../../../modules/customer-role/legacy-import/legacy-row"
import type { LegacyTable } from "../../../modules/customer-role/legacy-import/legacy-table"
import { searchTermsOf } from "../../../modules/customer-role/search/search-text"
import { joinVerifiedCustomers } from "../group/customer-group"

/** Imports a page of a legacy table, or in a dry run only checks it. Returns the outcome of each row, in their order. */
export const importPage = async (
  container: MedusaContainer,
  table: LegacyTable,
  rows: LegacyRow[],
  { dryRun = false, trustVerified = false }: { dryRun?: boolean; trustVerified?: boolean }
): Promise<ImportOutcome[]> => {
  const { legacyImport } = container.resolve(CUSTOMER_ROLE_MODULE)
  const outcomes = new Map<LegacyRow, ImportOutcome>()
  const candidates = await findCandidates(container, table, rows, outcomes)
  const found = candidates.length && !dryRun ? await legacyImport.take(candidates, { trustVerified }) : []
  candidates.forEach(({ row }, index) => outcomes.set(row, found[index] ?? "taken"))
  if (!dryRun) {
    // Includes customers whom an earlier import took before it died.
    const here = rows.filter(isPair).filter((row) => outcomes.get(row) === "taken" || outcomes.get(row) === "already")
    await joinVerifiedCustomers(
      container,
      here.map(({ customer_id }) => customer_id)
    )
  }
  return rows.map((row) => outcomes.get(row) ?? "customer_not_found")
}

/** Returns the rows that can be imported, and writes the outcome of the others to `outcomes`. */
const findCandidates = async (
  container: MedusaContainer,
  table: LegacyTable,
  rows: LegacyRow[],
  outcomes: Map<LegacyRow, ImportOutcome>
): Promise<LegacyCandidate[]> => {
  const pairs = takeWithout(rows, outcomes, pairProblem).filter(isPair)
  const obstacles = await container.resolve(CUSTOMER_ROLE_MODULE).legacyImport.findObstacles(pairs)
  const obstacleTo = new Map(pairs.map((row, index) => [row, obstacles[index]]))
  const unknown = takeWithout(pairs, outcomes, (row) => (obstacleTo.get(row) === "already" ? "already" : null))

  const { customers: repeated, clerkUsers } = await table.duplicates(unknown)
  const single = takeWithout(unknown, outcomes, ({ customer_id, clerk_user_id }) =>
    repeated.has(customer_id) ? "duplicate_customer" : clerkUsers.has(clerk_user_id) ? "duplicate_clerk_user" : null
  )
  const claims = takeWithout(single, outcomes, claimProblemOf).filter(isClaim)
  const customers = await customersOf(container, claims)
  const registered = takeWithout(claims, outcomes, ({ customer_id }) => customerProblem(customers.get(customer_id)))
  return takeWithout(registered, outcomes, (row) => obstacleTo.get(row)).map((row) => ({ row, search_terms: termsOf(row, customers) }))
}

/** Returns the rows without an outcome, and writes the outcome of the others to `outcomes`. */
const takeWithout = <Row extends LegacyRow>(
  rows: Row[],
  outcomes: Map<LegacyRow, ImportOutcome>,
  outcomeOf: (row: Row) => ImportOutcome | null | undefined
): Row[] =>
  rows.filter((row) => {
    const outcome = outcomeOf(row)
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

/** Refuses guests, because no one has proved who placed their orders. */
const customerProblem = (customer: FoundCustomer | undefined): ImportRefusal | null =>
  customer ? (customer.has_account ? null : "guest_customer") : "customer_not_found"

const termsOf = ({ customer_id }: LegacyClaim, customers: Map<string, FoundCustomer>): (string | null)[] => {
  const { email = null, first_name = null, last_name = null } = customers.get(customer_id) ?? {}
  return searchTermsOf({ email, first_name, last_name })
}
