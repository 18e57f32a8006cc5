/** The status of a quote in its document. */
export type QuoteDocumentStatus = "requested" | "sent" | "accepted" | "declined" | "expired" | "cancelled" | "rejected"

/** The content of a PDF. Amounts are in major units of the currency. */
export type QuoteDocument = {
  /** `Q-000123` */
  number: string
  /** 0 for the request, before the first offer. */
  revision: number
  /** The newer revision that replaces this one. Unset or `null` for the newest. */
  superseded_by?: number | null
  status: QuoteDocumentStatus
  /** BCP 47, such as `de-DE`. Decides about numbers, dates and, if its language has labels, the words. */
  locale: string
  /** ISO 4217, in upper or lower case. */
  currency_code: string
  /** Decimals of the currency: 0, 2 or 3. Unit prices may have more. */
  decimal_digits: number
  /** When the revision or the request was sent. Also the date in the file's properties. */
  issued_at: Date
  valid_until: Date | null
  seller: QuoteDocumentSeller
  buyer: QuoteDocumentBuyer
  lines: QuoteDocumentLine[]
  /** The sum of the lines; `null` while a price is missing. */
  total: number | null
  /** Totals of the order that the quote became. */
  order?: QuoteDocumentOrder
  /** The shop's message to the customer. */
  message: string | null
}

/** The shop. */
export type QuoteDocumentSeller = {
  name: string
  /** Address, tax id and contact, one line each. */
  lines: string[]
}

/** The customer. */
export type QuoteDocumentBuyer = {
  company_name: string | null
  name: string | null
  email: string | null
  tax_id: string | null
  /** One line each. */
  address: string[]
}

/** A line of the quote. */
export type QuoteDocumentLine = {
  sku: string | null
  title: string
  /** The name of the variant within its product. */
  variant_title?: string | null
  quantity: number
  /** `null` if there was none. */
  list_unit_price: number | null
  /** `null`: price on request. */
  unit_price: number | null
  /** Whether the prices of this line include taxes. */
  is_tax_inclusive: boolean
  /** `null` without a price. */
  total: number | null
  note: string | null
}

/** The totals of the order: `subtotal` − `discount_total` + `shipping_total` + `tax_total` = `total`. */
export type QuoteDocumentOrder = {
  display_id: number | null
  subtotal: number
  tax_total: number
  shipping_total: number
  discount_total: number
  total: number
}

/** The paths of a font family's files (TrueType, OpenType or WOFF). */
export type FontFiles = {
  normal: string
  bold: string
}
