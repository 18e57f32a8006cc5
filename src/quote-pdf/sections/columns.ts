import { addUp } from "../add-up"
import { CONTENT_WIDTH, GREY, LABEL, SMALL, TEXT } from "../page"
import { taxKindOf } from "./taxes"
import type { Formats } from "../formats"
import type { Labels } from "../labels"
import type { Tools } from "../tools"
import type { QuoteDocument, QuoteDocumentLine } from "../types"
import type { TextStyle } from "../text/typesetter"

/** A paragraph in a cell. */
type Part = { text: string; style: TextStyle }

type Column = {
  label: string
  kind: "number" | "sku" | "title"
  parts: (line: QuoteDocumentLine, position: number) => Part[]
}

/** A column of the table of lines. */
export type SizedColumn = Column & { width: number }

/** The gap between two columns. */
export const GUTTER = 11

/** The space that numbers and SKUs may take. */
type Room = { numberSize: number; maxNumber: number; maxSku: number; keepsLabels: boolean }

/** Font sizes to try in turn until the titles have enough space. At the smallest one, long numbers break. */
const ROOMS: Room[] = [
  { numberSize: 9, maxNumber: Infinity, maxSku: 84, keepsLabels: true },
  ...[9, 8, 7, 6, 5].map((numberSize) => ({ numberSize, maxNumber: Infinity, maxSku: 58, keepsLabels: false })),
]
const LAST_ROOM: Room = { numberSize: 5, maxNumber: 62, maxSku: 58, keepsLabels: false }

const MIN_TITLE = 140

/**
 * Returns the columns of a quote with their widths. Numbers take what they need, titles get the rest.
 *
 * @example
 * columnsOf(quote, tools).map(({ label, width }) => `${label}: ${width} pt`)
 */
export const columnsOf = (quote: QuoteDocument, tools: Tools): SizedColumn[] => {
  for (const room of ROOMS) {
    const columns = sizedColumns(quote, tools, room)
    if (columns.every(({ kind, width }) => kind !== "title" || width >= MIN_TITLE)) {
      return columns
    }
  }
  return sizedColumns(quote, tools, LAST_ROOM)
}

const sizedColumns = (quote: QuoteDocument, tools: Tools, room: Room): SizedColumn[] => {
  const columns = neededColumns(quote, tools, room.numberSize)
  const widths = columns.map((column) => Math.min(naturalWidth(column, quote.lines, tools, room), maxWidth(column, room)))
  const taken = widths.reduce((sum, width) => sum + width, GUTTER * (columns.length - 1))
  return columns.map((column, index) => ({ ...column, width: column.kind === "title" ? CONTENT_WIDTH - taken : widths[index] }))
}

/** The widest that a column may be; 0 for titles, which get the remaining width. */
const maxWidth = ({ kind }: Column, { maxNumber, maxSku }: Room): number => ({ number: maxNumber, sku: maxSku, title: 0 })[kind]

/** Returns the width at which no content breaks. The label may break if space is scarce. */
const naturalWidth = ({ label, parts }: Column, lines: QuoteDocumentLine[], { typesetter }: Tools, room: Room): number => {
  const labelWidth = room.keepsLabels ? typesetter.width(label, LABEL) : typesetter.widthOfWords(label, LABEL)
  return lines
    .flatMap((line, index) => parts(line, index + 1))
    .reduce((widest, { text, style }) => Math.max(widest, typesetter.width(text, style)), labelWidth)
}

const neededColumns = ({ lines, total: sum }: QuoteDocument, { formats, labels }: Tools, size: number): Column[] => {
  const number = { ...TEXT, size }
  const mark = { ...SMALL, size: Math.min(size, 7) }
  const isMixed = taxKindOf(lines) === "mixed"
  const price = (amount: number | null): string => (amount === null ? labels.onRequest : formats.price(amount))
  const isDiscounted = (line: QuoteDocumentLine): boolean => line.list_unit_price !== null && line.list_unit_price !== line.unit_price
  const printed = printedTotals(lines, sum, formats.decimals)
  const position: Column = {
    label: labels.columns.position,
    kind: "number",
    parts: (_, index) => [{ text: formats.quantity(index), style: { ...number, color: GREY } }],
  }
  const sku: Column = { label: labels.columns.sku, kind: "sku", parts: (line) => [{ text: line.sku ?? "", style: TEXT }] }
  const title: Column = {
    label: labels.columns.title,
    kind: "title",
    parts: (line) => [
      { text: line.title, style: TEXT },
      { text: line.variant_title ?? "", style: TEXT },
      { text: line.note ?? "", style: SMALL },
    ],
  }
  const quantity: Column = {
    label: labels.columns.quantity,
    kind: "number",
    parts: (line) => [{ text: formats.quantity(line.quantity), style: number }],
  }
  const listPrice: Column = {
    label: labels.columns.listPrice,
    kind: "number",
    parts: (line) => [{ text: isDiscounted(line) ? price(line.list_unit_price) : "", style: { ...number, color: GREY } }],
  }
  const unitPrice: Column = {
    label: labels.columns.unitPrice,
    kind: "number",
    parts: (line) => [
      { text: price(line.unit_price), style: number },
      ...(isMixed && line.unit_price !== null
        ? [{ text: line.is_tax_inclusive ? labels.taxIncluded : labels.taxExcluded, style: mark }]
        : []),
    ],
  }
  const total: Column = {
    label: labels.columns.total,
    kind: "number",
    parts: (_, index) => [{ text: toText(printed[index - 1], formats, labels), style: number }],
  }
  return [
    position,
    ...(lines.some((line) => line.sku) ? [sku] : []),
    title,
    quantity,
    ...(lines.some(isDiscounted) ? [listPrice] : []),
    unitPrice,
    total,
  ]
}

const toText = (amount: number | null, { amount: format }: Formats, { onRequest }: Labels): string =>
  amount === null ? onRequest : format(amount)

/** Returns line totals that add up to the total of the quote, or each on its own while a price is missing. */
const printedTotals = (lines: QuoteDocumentLine[], sum: number | null, decimals: number): (number | null)[] => {
  const totals = lines.map(({ total }) => total)
  return sum !== null && totals.every((total) => total !== null) ? addUp(totals, sum, decimals) : totals
}
