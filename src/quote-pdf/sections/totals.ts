import type { Content } from "pdfmake/interfaces"
import { addUp } from "../add-up"
import type { Formats } from "../formats"
import type { Labels } from "../labels"
import { CONTENT_WIDTH, HAIRLINE, LABEL, SMALL, STRONG, TEXT } from "../page"
import { isOnOffer } from "./states"
import { taxKindOf } from "./taxes"
import type { Tools } from "../tools"
import type { QuoteDocument, QuoteDocumentOrder } from "../types"
import type { TextStyle } from "../text/typesetter"

type Row = { label: string; amount: string; style: TextStyle; isHead?: boolean; hasRule?: boolean }

const GAP = 24
const SUMS = 250
const STATEMENT = CONTENT_WIDTH - GAP - SUMS
const COLUMN_GAP = 12
const MAX_AMOUNT = 140

const SUM = { ...STRONG, size: 11 }

/** The totals, and what they leave out. Stays on one page. */
export const totals = (quote: QuoteDocument, tools: Tools): Content => ({
  columns: [
    { width: STATEMENT, stack: tools.typesetter.paragraph(taxStatement(quote, tools), STATEMENT, SMALL), margin: [0, 7, 0, 0] },
    { width: SUMS, stack: [sums(quote, tools)] },
  ],
  columnGap: GAP,
  unbreakable: true,
  margin: [0, 12, 0, 0],
})

const taxStatement = (quote: QuoteDocument, { labels }: Tools): string => {
  const kind = taxKindOf(quote.lines)
  const isOpen = !quote.order && (isOnOffer(quote) || quote.status === "requested")
  return kind ? [labels.taxes[kind], ...(isOpen ? [labels.open[kind]] : [])].join(" ") : ""
}

const sums = (quote: QuoteDocument, { typesetter, formats, labels }: Tools): Content => {
  const rows: Row[] = [
    {
      label: labels.total[taxKindOf(quote.lines) ?? "mixed"],
      amount: quote.total === null ? labels.onRequest : formats.amount(quote.total),
      style: SUM,
    },
    ...(quote.order ? orderRows(quote.order, formats, labels) : []),
  ]
  const amounts = Math.min(MAX_AMOUNT, Math.max(...rows.map(({ amount, style }) => typesetter.width(amount, style))))
  const names = SUMS - COLUMN_GAP - amounts
  return {
    table: {
      widths: [names, amounts],
      body: rows.map(({ label, amount, style }) => [
        { stack: typesetter.paragraph(label, names, style) },
        { stack: typesetter.paragraph(amount, amounts, style), alignment: "right" },
      ]),
    },
    layout: {
      hLineWidth: (line) => (rows[line]?.hasRule ? 0.5 : 0),
      hLineColor: () => HAIRLINE,
      vLineWidth: () => 0,
      paddingLeft: (column) => (column === 0 ? 0 : COLUMN_GAP),
      paddingRight: () => 0,
      paddingTop: (row) => (rows[row].isHead ? 16 : 4),
      paddingBottom: () => 4,
    },
  }
}

/** The totals of the order, without zero rows. */
const orderRows = (order: QuoteDocumentOrder, { amount, decimals }: Formats, labels: Labels): Row[] => {
  const [subtotal, discount, shipping, taxes] = addUp(
    [order.subtotal, -order.discount_total, order.shipping_total, order.tax_total],
    order.total,
    decimals
  )
  return [
    { label: labels.order(order.display_id), amount: "", style: LABEL, isHead: true },
    { label: labels.orderSubtotal, amount: amount(subtotal), style: TEXT, hasRule: true },
    ...(order.discount_total === 0 ? [] : [{ label: labels.orderDiscount, amount: amount(discount), style: TEXT }]),
    { label: labels.orderShipping, amount: amount(shipping), style: TEXT },
    { label: labels.orderTaxes, amount: amount(taxes), style: TEXT },
    { label: labels.orderTotal, amount: amount(order.total), style: SUM, hasRule: true },
  ]
}
