import { closeSync, fchmodSync, fstatSync, openSync, writeSync } from "node:fs"
import { IMPORT_REFUSALS, type ImportRefusal } from "../modules/customer-role/legacy-import/legacy-row"
import type { ImportReport, RefusedLegacyRow } from "../workflows/customer-role/import-legacy-roles"
import { formatSummary, type SummaryLine } from "./format"

const SHOWN_EACH = 10

/** Collects the rows that an import refuses. */
export type Refusals = {
  add: (row: RefusedLegacyRow) => void
  /** Returns the lines about them at the end of the output. */
  summary: (report: ImportReport) => string[]
  close: () => void
}

/**
 * Writes each refused row to a file that only its owner can read, one JSON object per line. Without a file, remembers the
 * first ten of each reason.
 *
 * @throws Error if the file cannot be written
 */
export const createRefusals = (file?: string): Refusals => (file === undefined ? rememberRows() : writeRows(file))

const writeRows = (file: string): Refusals => {
  const descriptor = openSync(file, "w", 0o600)
  // An existing file may be readable by others. Devices keep their mode.
  if (fstatSync(descriptor).isFile()) {
    fchmodSync(descriptor, 0o600)
  }
  return {
    add: (row) => void writeSync(descriptor, `${JSON.stringify(row)}\n`),
    summary: (report) => (report.refused ? [...reasons(report), "", `Each refused row is in ${file}.`] : []),
    close: () => closeSync(descriptor),
  }
}

const rememberRows = (): Refusals => {
  const shown = new Map<ImportRefusal, RefusedLegacyRow[]>()
  return {
    add(row) {
      const rows = shown.get(row.reason) ?? []
      if (rows.length < SHOWN_EACH) {
        shown.set(row.reason, [...rows, row])
      }
    },
    summary: (report) =>
      report.refused ? [...reasons(report), ...[...shown].flatMap(([reason, rows]) => toLines(reason, rows, report))] : [],
    close: () => undefined,
  }
}

const reasons = ({ by_reason }: ImportReport): string[] => {
  const lines = Object.entries(by_reason).map(([reason, count]): SummaryLine => [reason, count, meaningOf(reason)])
  return ["", "Refused:", "", formatSummary(lines.sort(([, a], [, b]) => b - a))]
}

const meaningOf = (reason: string): string => Object.entries(IMPORT_REFUSALS).find(([known]) => known === reason)?.[1] ?? ""

const toLines = (reason: ImportRefusal, rows: RefusedLegacyRow[], { by_reason }: ImportReport): string[] => {
  const more = (by_reason[reason] ?? 0) - rows.length
  return [
    "",
    `${reason}:`,
    ...rows.map(
      ({ id, customer_id, clerk_user_id }) => `  row ${id}: customer ${toPrintable(customer_id)}, Clerk user ${toPrintable(clerk_user_id)}`
    ),
    ...(more > 0 ? [`  and ${more.toLocaleString("en-US")} more; use --report <file> to write them all`] : []),
  ]
}

const SHOWN_CHARACTERS = 60

/** Removes control characters, which could move the cursor, and shortens long texts. */
const toPrintable = (text: string | null): string => {
  if (!text) {
    return "none"
  }
  const clean = text.replace(/\p{C}/gu, "\uFFFD")
  return clean.length > SHOWN_CHARACTERS ? `${clean.slice(0, SHOWN_CHARACTERS)}…` : clean
}
