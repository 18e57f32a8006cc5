import { CustomerRoleError } from "../../../../errors"
import { cleanCell } from "./clean-cells"
import { SHOWN_NAMES } from "./heading-names"
import { type Heading, type HeadingReader, speaksOfOrdering, toHeadingName } from "./headings"
import { looksLikeQuantity } from "./number-format"
import type { SheetRow } from "./rows"
import { isBlank } from "./sheet-text"
import { toTickBox } from "./tick-boxes"

/** The columns that a caller names: by heading, or by number from 1. */
export type CsvColumnChoice = { sku?: string | number; quantity?: string | number }

/** The columns of a table by their meaning. */
export type CsvColumns = {
  sku?: number
  variant_id?: number
  quantity: number
  /** Columns with a heading. A cell in another column right of the quantity is a mistake, such as the rest of `1,000`. */
  named: Set<number>
  /** The number of columns in the row of headings. */
  count: number
}

/** A column that may hold a field, and how clear its heading is. */
type Candidate = { column: number; heading: string; strength: Heading["strength"] }

/** The candidate columns of each field. */
export type Candidates = { sku: Candidate[]; variant_id: Candidate[]; quantity: Candidate[] }

type ChosenField = "sku" | "quantity"

const isRival = ({ strength }: Candidate): boolean => strength === "rival"

/**
 * Returns the candidate columns if the cells of a row are headings.
 *
 * @example
 * candidatesOf(["Part No.", "Qty"], readHeading, {})
 */
export const candidatesOf = (cells: string[], readHeading: HeadingReader, choice: CsvColumnChoice): Candidates => {
  const found = cells.flatMap((cell, column) => {
    const heading = readHeading(cell)
    return heading ? [{ column, heading: cleanCell(cell), ...heading }] : []
  })
  const of = (field: Heading["field"]): Candidate[] =>
    found.flatMap((heading) =>
      heading.field === field ? [{ column: heading.column, heading: heading.heading, strength: heading.strength }] : []
    )
  return {
    sku: choice.sku === undefined ? of("sku") : chosenOf(cells, choice.sku),
    variant_id: choice.sku === undefined ? of("variant_id") : [],
    quantity: choice.quantity === undefined ? of("quantity") : chosenOf(cells, choice.quantity),
  }
}

const chosenOf = (cells: string[], choice: string | number): Candidate[] => {
  if (typeof choice === "number") {
    const cell = cells[choice - 1]
    return cell === undefined || isBlank(cell) ? [] : [{ column: choice - 1, heading: cleanCell(cell), strength: "own" }]
  }
  const matching = (isMeant: (cell: string) => boolean): Candidate[] =>
    cells.flatMap((cell, column) => (isMeant(cell) ? [{ column, heading: cleanCell(cell), strength: "own" }] : []))
  const exact = matching((cell) => cleanCell(cell) === cleanCell(choice))
  const name = toHeadingName(choice)
  return exact.length > 0 || name === "" ? exact : matching((cell) => toHeadingName(cell) === name)
}

/**
 * Whether a row is a row of headings: it names the product and the quantity in two cells.
 *
 * @example
 * isHead(candidatesOf(["SKU", "Qty"], readHeading, {})) // true
 */
export const isHead = ({ sku, variant_id, quantity }: Candidates): boolean => {
  const products = [...sku, ...variant_id].filter((candidate) => !isRival(candidate))
  return products.some(({ column }) => quantity.some((candidate) => !isRival(candidate) && candidate.column !== column))
}

/**
 * Whether a row of headings is unambiguous, unlike "No" and "Order".
 *
 * @example
 * isClearHead(candidatesOf(["SKU", "Qty"], readHeading, {})) // true
 */
export const isClearHead = ({ sku, variant_id, quantity }: Candidates): boolean => {
  const isClear = ({ strength }: Candidate) => strength !== "weak" && strength !== "rival"
  return [...sku, ...variant_id].some(isClear) && quantity.some(isClear)
}

/**
 * Whether a row reads as a line of an order in any of the candidate columns.
 *
 * @example
 * readsAsLine(["BOLT-10", "400"], candidates)
 */
export const readsAsLine = (cells: string[], { sku, variant_id, quantity }: Candidates): boolean => {
  const products = [...sku, ...variant_id].filter(({ column }) => !isBlank(cells[column] ?? ""))
  const quantities = quantity.filter(({ column }) => looksLikeQuantity(cleanCell(cells[column] ?? "")))
  return products.some(({ column }) => quantities.some((other) => other.column !== column))
}

/**
 * Returns the columns of the fields if there is no doubt about them.
 *
 * @throws CustomerRoleError `invalid_request` naming the columns if a field has several candidates or none
 *
 * @example
 * const columns = settleColumns(head, data, candidatesOf(head.cells, readHeading, {}))
 */
export const settleColumns = (head: SheetRow, data: SheetRow[], candidates: Candidates): CsvColumns => {
  const quantity = settleQuantity(head, data, candidates.quantity)
  const variant_id = settle("variant_id", data, candidates.variant_id)
  const sku = candidates.sku.some((candidate) => !isRival(candidate))
    ? settleSku(head, data, candidates.sku, variant_id !== undefined)
    : undefined
  if (sku === quantity || variant_id === quantity) {
    throw ambiguous("quantity", [...candidates.quantity, ...candidates.sku], "One column cannot be both the SKU and the quantity.")
  }
  const named = new Set(head.cells.flatMap((cell, column) => (isBlank(cell) ? [] : [column])))
  return { sku, variant_id, quantity, named, count: head.cells.length }
}

const settleQuantity = (head: SheetRow, data: SheetRow[], all: Candidate[]): number => {
  const candidates = all.filter(({ column }) => !isTickBoxColumn(data, column))
  const quantity = settle("quantity", data, candidates)
  if (quantity === undefined) {
    throw notUnderstood("quantity", head, `The column "${all[0]?.heading}" holds tick boxes, not quantities.`)
  }
  const rivals = candidates.filter(
    ({ column, strength, heading }) => column !== quantity && (strength === "rival" || (strength === "weak" && speaksOfOrdering(heading)))
  )
  refuseRivals(
    "quantity",
    data,
    candidates,
    quantity,
    rivals.filter(({ column }) => data.some(({ cells }) => looksLikeQuantity(cellOf(cells, column))))
  )
  return quantity
}

const settleSku = (head: SheetRow, data: SheetRow[], all: Candidate[], hasOther: boolean): number | undefined => {
  const known = all.filter((candidate) => !isRival(candidate))
  const candidates = all.filter(({ column, strength }) => !(strength === "weak" && isPosition(data, column)))
  const better = candidates.filter(({ column }) => known.length === 1 || !isPosition(data, column))
  const sku = settle("sku", data, better) ?? settle("sku", data, candidates)
  if (sku === undefined) {
    if (hasOther) {
      return undefined
    }
    throw notUnderstood("sku", head, `The column "${known[0].heading}" counts 1, 2, 3 and so on: it is a position, and no SKU.`)
  }
  refuseRivals(
    "sku",
    data,
    all,
    sku,
    candidates.filter((candidate) => isRival(candidate) && data.some(({ cells }) => cellOf(cells, candidate.column) !== ""))
  )
  return sku
}

const STRENGTHS = ["own", "strong", "fair", "weak"] as const

/** Returns the column with the strongest heading. Columns with the same cells count as one. */
const settle = (field: Heading["field"], data: SheetRow[], candidates: Candidate[]): number | undefined => {
  const [best] = STRENGTHS.map((strength) => candidates.filter((candidate) => candidate.strength === strength)).filter(
    ({ length }) => length > 0
  )
  if (best === undefined) {
    return undefined
  }
  const [first, ...others] = best
  const different = others.filter(({ column }) => !isSame(data, first.column, column))
  if (different.length > 0) {
    throw ambiguous(field, [first, ...different])
  }
  return first.column
}

/** "Qty B" beside "Qty" may be the right column, unless the shop itself added the name "Qty". */
const refuseRivals = (field: ChosenField, data: SheetRow[], all: Candidate[], chosen: number, rivals: Candidate[]): void => {
  const winner = all.find(({ column }) => column === chosen)
  const different = rivals.filter(({ column }) => !isSame(data, chosen, column))
  if (winner && winner.strength !== "own" && different.length > 0) {
    throw ambiguous(field, [winner, ...different])
  }
}

const cellOf = (cells: string[], column: number): string => cleanCell(cells[column] ?? "")

const isSame = (data: SheetRow[], one: number, other: number): boolean =>
  data.length > 0 && data.every(({ cells }) => cellOf(cells, one) === cellOf(cells, other))

const isTickBoxColumn = (data: SheetRow[], column: number): boolean => {
  const filled = data.map(({ cells }) => cellOf(cells, column)).filter((cell) => cell !== "")
  return filled.length > 0 && filled.every((cell) => toTickBox(cell) !== undefined)
}

/** 1, 2, 3 and so on, or 10, 20, 30, with leading zeros or a trailing point. */
const isPosition = (data: SheetRow[], column: number): boolean => {
  const filled = data.map(({ cells }) => cellOf(cells, column)).filter((cell) => cell !== "")
  const step = /^0*(?:1|10|100)\.?$/.test(filled[0] ?? "") ? parseInt(filled[0], 10) : 0
  return step > 0 && filled.every((cell, index) => /^\d{1,9}\.?$/.test(cell) && parseInt(cell, 10) === step * (index + 1))
}

const NAMES: Record<Heading["field"], string> = { sku: "SKU", variant_id: "variant id", quantity: "quantity" }

const MOST_SHOWN = 20
const LONGEST_SHOWN = 60

const shown = (headings: string[]): string[] =>
  headings.slice(0, MOST_SHOWN).map((heading) => (heading.length > LONGEST_SHOWN ? `${heading.slice(0, LONGEST_SHOWN)}…` : heading))

const list = (headings: string[]): string =>
  shown(headings)
    .map((heading) => `"${heading}"`)
    .join(", ")

const ambiguous = (field: Heading["field"], candidates: Candidate[], why?: string): CustomerRoleError => {
  const headings = [...candidates].sort((one, other) => one.column - other.column).map(({ heading }) => heading)
  const message = `${why ?? `Several columns may be the ${NAMES[field]}: ${list(headings)}.`} Say in csv_columns which one it is, or leave the others out.`
  return new CustomerRoleError("invalid_request", `csv: ${message}`, [{ field, candidates: shown(headings), message }])
}

const headingsOf = ({ cells }: SheetRow): string[] => cells.map(cleanCell).filter((cell) => cell !== "")

const notUnderstood = (field: ChosenField, head: SheetRow, why: string): CustomerRoleError => {
  const message = `${why} Say in csv_columns which column is the ${NAMES[field]}, or call it ${list(SHOWN_NAMES[field])} or alike.`
  const candidates = shown(headingsOf(head))
  return new CustomerRoleError("invalid_request", `csv: ${message}`, [{ field, candidates, row: head.number, message }])
}

/**
 * Returns the error for a text without understandable headings. It shows what was found, and what is accepted.
 *
 * @example
 * throw noHeadings(row, "Artikelbez.;Preis", candidatesOf(row.cells, readHeading, {}))
 */
export const noHeadings = (row: SheetRow, raw: string, { sku, variant_id, quantity }: Candidates): CustomerRoleError => {
  const hasProduct = [...sku, ...variant_id].some((candidate) => !isRival(candidate))
  const hasQuantity = quantity.some((candidate) => !isRival(candidate))
  const missing = (["sku", "quantity"] as const).filter((field) => (field === "sku" ? !hasProduct : !hasQuantity))
  const fields = missing.length > 0 ? missing : (["quantity"] as const)
  const headings = headingsOf(row)
  const lost = headings.some((heading) => heading.includes("\uFFFD"))
  const messages = fields.map(
    (field) =>
      `No column is called the ${NAMES[field]}: row ${row.number} has ${list(headings)}. Accepted are ${list(SHOWN_NAMES[field])} and alike, or say in csv_columns which column it is.`
  )
  const why = lost ? " Some letters were lost: read the file in its own encoding, or save it as CSV UTF-8." : ""
  return new CustomerRoleError(
    "invalid_request",
    `csv: ${messages.join(" ")}${why}`,
    fields.map((field, index) => ({
      field,
      candidates: shown(headings),
      accepted: SHOWN_NAMES[field],
      row: row.number,
      raw,
      message: `${messages[index]}${why}`,
    }))
  )
}

/**
 * Throws if the caller chose a column that the text does not have, or one column twice.
 *
 * @throws CustomerRoleError `invalid_request` with the headings of the text
 *
 * @example
 * checkChoice({ sku: 1, quantity: "Menge" }, rows)
 */
export const checkChoice = (choice: CsvColumnChoice, rows: SheetRow[]): void => {
  const widest = Math.max(0, ...rows.map(({ cells }) => cells.length))
  const first = rows.find(({ cells }) => cells.filter((cell) => !isBlank(cell)).length > 1) ?? rows[0]
  for (const field of ["sku", "quantity"] as const) {
    const chosen = choice[field]
    const found = rows.map(({ cells }) => chosenOf(cells, chosen ?? "")).find(({ length }) => length > 0)
    if (chosen !== undefined && typeof chosen === "number" ? chosen > widest : chosen !== undefined && !found) {
      const what =
        typeof chosen === "number"
          ? `there is no column ${chosen}, but only ${widest}`
          : `no column is called "${shown([String(chosen)])[0]}"`
      throw wrongChoice(field, first, what)
    }
    if (typeof chosen === "string" && found && found.length > 1) {
      throw wrongChoice(field, first, `several columns are called "${shown([chosen])[0]}"; send the number of the column, from 1`)
    }
  }
}

const wrongChoice = (field: ChosenField, row: SheetRow | undefined, what: string): CustomerRoleError => {
  const headings = row ? headingsOf(row) : []
  const message = `csv_columns.${field}: ${what}. The columns are ${list(headings)}.`
  return new CustomerRoleError("invalid_request", message, [{ field, candidates: shown(headings), message }])
}
