/** The state of a quote, as its document names it. */
export type QuoteDocumentStatus = "requested" | "sent" | "accepted" | "declined" | "expired" | "cancelled" | "rejected"

/** A revision of a quote, as it goes on paper. Amounts are in major units of the currency. */
export type QuoteDocument = {
  /** `Q-000123` */
  number: string
  /** 0 as long as the shop has offered nothing: the document is then a request. */
  revision: number
  /** The newer revision that took this one's place. Unset or `null`: this is the newest. */
  superseded_by?: number | null
  status: QuoteDocumentStatus
  /** BCP 47, e.g. `de-DE`: how numbers and dates are written, and the labels where they are there in its language. */
  locale: string
  /** ISO 4217, in either case. */
  currency_code: string
  /** How many decimals the currency has: 0, 2, 3. Unit prices that have more are written with more. */
  decimal_digits: number
  /** When the revision was sent, or the request made. Also the date in the file's properties. */
  issued_at: Date
  valid_until: Date | null
  seller: QuoteDocumentSeller
  buyer: QuoteDocumentBuyer
  lines: QuoteDocumentLine[]
  /** Σ of the lines' totals; `null` while one of them has no price. */
  total: number | null
  /** Once the quote is an order. */
  order?: QuoteDocumentOrder
  /** What the shop has to say to the customer. */
  message: string | null
}

/** Who offers. */
export type QuoteDocumentSeller = {
  name: string
  /** Address, tax id, contact: one line each. */
  lines: string[]
}

/** Whom it is offered to. */
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
  /** What tells the variant from others of the product. */
  variant_title?: string | null
  quantity: number
  /** `null` where there was none. */
  list_unit_price: number | null
  /** `null`: on request. */
  unit_price: number | null
  /** Whether the prices of this line include taxes. */
  is_tax_inclusive: boolean
  /** `null` without a price. */
  total: number | null
  note: string | null
}

/** What the order comes to: `subtotal` − `discount_total` + `shipping_total` + `tax_total` = `total`. */
export type QuoteDocumentOrder = {
  display_id: number | null
  subtotal: number
  tax_total: number
  shipping_total: number
  discount_total: number
  total: number
}

/** A font family as files (TrueType, OpenType or WOFF) on this machine. */
export type FontFiles = {
  normal: string
  bold: string
}
