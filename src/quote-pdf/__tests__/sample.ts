import type { QuoteDocument, QuoteDocumentLine } from "../types"

/** Creates a line of a quote. A test overrides what matters to it. */
export const line = (changes: Partial<QuoteDocumentLine> = {}): QuoteDocumentLine => ({
  sku: "HX-M8-40",
  title: "Hex bolt M8 × 40, zinc plated, ISO 4017",
  quantity: 2500,
  list_unit_price: 0.12,
  unit_price: 0.0985,
  is_tax_inclusive: false,
  total: 246.25,
  note: null,
  ...changes,
})

/** Creates a quote on offer. A test overrides what matters to it. */
export const quote = (changes: Partial<QuoteDocument> = {}): QuoteDocument => ({
  number: "Q-000123",
  revision: 2,
  status: "sent",
  locale: "en-GB",
  currency_code: "eur",
  decimal_digits: 2,
  issued_at: new Date("2026-11-22T09:30:00Z"),
  valid_until: new Date("2026-12-22T14:03:11Z"),
  seller: { name: "Cedar Industrial Supply", lines: ["Lindenstraße 12, 10969 Berlin", "VAT DE 287 654 321"] },
  buyer: {
    company_name: "Nordwind Maschinenbau GmbH",
    name: "Ada Petersen",
    email: "ada@nordwind.example",
    tax_id: "DE 123 456 789",
    address: ["Hafenstraße 7", "20457 Hamburg"],
  },
  lines: [
    line(),
    line({ sku: null, title: "Instruction on site, per day", quantity: 1, list_unit_price: 890, unit_price: 890, total: 890 }),
  ],
  total: 1136.25,
  message: "Thank you for your request.\n\nM. Sommer",
  ...changes,
})

/** Creates a number of distinct lines. */
export const lines = (count: number, changes: (index: number) => Partial<QuoteDocumentLine> = () => ({})): QuoteDocumentLine[] =>
  Array.from({ length: count }, (_, index) => line({ sku: `ART-${1000 + index}`, ...changes(index) }))
