import type { NamedCustomer, QuoteStatus } from "./types"

export type { QuoteStatus } from "./types"

/** A line of a quote. Prices are in major units; `null` is a price on request. */
export type QuoteItem = {
  id: string
  variant_id: string
  sku: string | null
  title: string
  variant_title: string | null
  quantity: number
  list_unit_price: number | null
  unit_price: number | null
  target_unit_price: number | null
  is_tax_inclusive: boolean
  note: string | null
}

/** A file of a message. */
export type Attachment = { id: string; filename: string; mime_type: string; size: number }

/** A message about a quote. */
export type QuoteMessage = {
  id: string
  author: "customer" | "admin" | "system"
  author_id: string | null
  text: string
  item_id: string | null
  attachments: Attachment[]
  created_at: string
}

/** An offer that the customer has seen. Revision 0 is the request. */
export type QuoteRevision = {
  revision: number
  company_name: string | null
  tax_id: string | null
  valid_until: string | null
  total: number | null
  message: string | null
  created_at: string
}

/** What happened to a quote. */
export type QuoteEvent = {
  id: string
  type: string
  actor_type: "customer" | "admin" | "api_key" | "system"
  actor_id: string | null
  impersonator_id: string | null
  revision: number
  note: string | null
  items?: { id: string; quantity?: number; target_unit_price?: number; note?: string }[]
  created_at: string
}

type QuoteHead = {
  id: string
  number: string
  customer_id: string
  customer: NamedCustomer | null
  status: QuoteStatus
  revision: number
  currency_code: string
  region_id: string | null
  company_name: string | null
  tax_id: string | null
  /** That of the draft or, if it has none, of the last revision. */
  valid_until: string | null
  draft_valid_until: string | null
  /** The draft's; `null` while a price is missing. */
  total: number | null
  internal_note: string | null
  order_id: string | null
  waiting_since: string | null
  created_at: string
  updated_at: string
}

type Offered = { revision: number; valid_until: string | null; total: number | null }

/** A quote in the list. */
export type AdminListedQuote = QuoteHead & { item_count: number; message_count: number; offer: Offered & { item_count: number } }

/** A quote as its page shows it. `items` are the draft, `offer` is what the customer sees. */
export type AdminQuote = QuoteHead & {
  items: QuoteItem[]
  offer: Offered & { items: QuoteItem[] }
  messages: QuoteMessage[]
  revisions: QuoteRevision[]
  timeline: QuoteEvent[]
}

/** How many quotes each status has, and how many wait for the shop. */
export type QuoteCounts = Record<QuoteStatus | "waiting", number>

/** A page of the list of quotes. */
export type QuotePage = { quotes: AdminListedQuote[]; count: number; counts: QuoteCounts; limit: number; offset: number }

/** How the second of two revisions differs from the first. Pairs are before and after. */
export type Comparison = {
  from: number
  to: number
  added: QuoteItem[]
  removed: QuoteItem[]
  changed: {
    id: string
    title: string
    sku: string | null
    quantity?: [number, number]
    unit_price?: [number | null, number | null]
    note?: [string | null, string | null]
  }[]
  total: [number | null, number | null]
}

/** A change to a line of the draft, a removed line, or a new one. */
export type DraftLine = {
  id?: string
  variant_id?: string
  quantity?: number
  /** `null` puts a line without a list price on request again. */
  unit_price?: number | null
  discount_percentage?: number
  note?: string | null
  remove?: true
}

/** A change to the draft. */
export type DraftBody = {
  items?: DraftLine[]
  discount_percentage?: number
  valid_until?: string | null
  internal_note?: string | null
  expected_updated_at?: string
}

/** A quote to create for a customer. */
export type NewQuote = {
  customer_id: string
  items: { variant_id: string; quantity: number; unit_price?: number }[]
  region_id?: string
  message?: string
  internal_note?: string
}

/** A variant as the product search finds it. */
export type FoundVariant = {
  id: string
  title: string | null
  sku: string | null
  product: { title: string; thumbnail: string | null } | null
}
