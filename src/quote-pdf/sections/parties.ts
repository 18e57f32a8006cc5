import type { Content } from "pdfmake/interfaces"
import { CONTENT_WIDTH, GREY, LABEL, STRONG, TEXT } from "../page"
import type { Tools } from "../tools"
import type { QuoteDocument, QuoteDocumentBuyer } from "../types"

const GAP = 24
const FACTS = 226
const BUYER = CONTENT_WIDTH - GAP - FACTS
const FACT_NAME = 74
const FACT = FACTS - FACT_NAME

const COMPANY = { ...STRONG, size: 10.5 }

/** The buyer, beside the number and dates of the quote. */
export const parties = (quote: QuoteDocument, tools: Tools): Content => ({
  columns: [
    { width: BUYER, stack: buyer(quote.buyer, tools) },
    { width: FACTS, stack: facts(quote, tools).map(([name, value]) => fact(name, value, tools)) },
  ],
  columnGap: GAP,
  margin: [0, 0, 0, 24],
})

const buyer = ({ company_name, name, email, tax_id, address }: QuoteDocumentBuyer, { typesetter, labels }: Tools): Content[] => {
  const [first, ...others] = [company_name, name, ...address, email, tax_id && labels.taxId(tax_id)].filter(isText)
  return [
    { stack: typesetter.paragraph(labels.preparedFor, BUYER, LABEL), margin: [0, 0, 0, 4] },
    ...typesetter.paragraph(first ?? "", BUYER, COMPANY),
    ...others.flatMap((line) => typesetter.paragraph(line, BUYER, TEXT)),
  ]
}

const facts = (quote: QuoteDocument, { formats, labels }: Tools): [name: string, value: string][] => [
  ...(quote.revision > 0 ? [[labels.revision, formats.quantity(quote.revision)] satisfies [string, string]] : []),
  [labels.date, formats.date(quote.issued_at)],
  ...(quote.valid_until ? [[labels.validUntil, formats.dateTime(quote.valid_until)] satisfies [string, string]] : []),
]

const fact = (name: string, value: string, { typesetter }: Tools): Content => ({
  columns: [
    { width: FACT_NAME, stack: typesetter.paragraph(name, FACT_NAME, { ...TEXT, color: GREY }) },
    { width: FACT, stack: typesetter.paragraph(value, FACT, TEXT) },
  ],
  columnGap: 0,
  margin: [0, 0, 0, 3],
})

const isText = (text: string | null): text is string => !!text?.trim()
