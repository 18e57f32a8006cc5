import type { MedusaContainer } from "@medusajs/framework/types"
import { CUSTOMER_ROLE_MODULE } from "../../modules/customer-role"
import type { ImportOutcome } from "../../modules/customer-role/legacy-import/import-rows"
import type { ImportRefusal, LegacyRow } from "../../modules/customer-role/legacy-import/legacy-row"
import { importPage } from "./legacy-import/import-page"

const PAGE = 1_000

/** A row that was not imported, and why. */
export type RefusedLegacyRow = { id: number; customer_id: string | null; clerk_user_id: string | null; reason: ImportRefusal }

/** The outcome of an import. */
export type ImportReport = {
  /** Rows read so far. */
  rows: number
  /** Rows that became records. In a dry run, rows that would. */
  taken: number
  /** Rows whose customer and Clerk user were linked before. */
  already: number
  refused: number
  by_reason: Partial<Record<ImportRefusal, number>>
  /** Whether the import reached the end of the table before `signal`. */
  complete: boolean
}

/** The report so far, and how many rows the table had at the start. */
export type ImportProgress = ImportReport & { total: number }

export type ImportLegacyRolesOptions = {
  /** The URL of another PostgreSQL database that has the table. @default the shop's own database */
  from?: string
  /** @default `customer_meta_legacy`; with `from`, `customer_meta` if there is no such table */
  table?: string
  /** Writes nothing. @default false */
  dryRun?: boolean
  /** Verifies businesses that the table says are verified. Otherwise they are pending. @default false */
  trustVerified?: boolean
  /** Called after every page of at most 1,000 rows. */
  onProgress?: (progress: ImportProgress) => void
  /** Called for every row that is not imported. */
  onRefused?: (row: RefusedLegacyRow) => void
  /** Stops the import after the current page. */
  signal?: AbortSignal
}

/**
 * Imports the roles of an earlier system from its table `customer_meta`, which has an integer `id` and which this plugin's
 * migration renames `customer_meta_legacy`. Refuses rows that contradict existing records. Running it again, or twice at
 * once, imports every row once. Emits no events and does not ask Clerk.
 *
 * @throws MedusaError `invalid_data` if there is no such table or its columns differ
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
