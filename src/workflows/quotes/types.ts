import type { OfferedPrice } from "../../modules/quote/offered-price"
import type { QuoteActor } from "../../modules/quote/types"
import type { OrderLineInput } from "../bulk-orders"

/** A requested line. */
export type QuoteLineInput = OrderLineInput & {
  /** The unit price that the customer asks for, in major units. */
  target_unit_price?: number
  note?: string
}

/** A line that an admin adds, at the list price unless the line has an offered one. */
export type OfferedLineInput = QuoteLineInput & OfferedPrice

/** An existing line of the draft by its `id`, or a new one by SKU or variant. */
export type DraftLineInput = Omit<OfferedPrice, "unit_price"> & {
  id?: string
  /** In major units. `null` puts an existing line without a list price on request again. */
  unit_price?: number | null
  sku?: string
  variant_id?: string
  /** Units. Required for a new line. */
  quantity?: number
  note?: string | null
  /** Removes the line. */
  remove?: true
}

export type MakeQuoteItemsWorkflowInput = QuoteTerms & {
  customer_id: string
  items: OfferedLineInput[]
  /** The index of each line in the request, for error reports. @default the index in `items` */
  places?: number[]
  /** Only products of these channels can be quoted. */
  sales_channel_ids: string[]
}

export type CreateQuoteWorkflowInput = {
  customer_id: string
  items: OfferedLineInput[]
  /** @default the currency of `region_id` */
  currency_code?: string
  /** @default the only region of the shop */
  region_id?: string
  /** @default the shop's default channel, or its only one */
  sales_channel_id?: string
  /** The first message. The customer can read it. */
  message?: string
  internal_note?: string | null
  /** The end of validity of the first revision. @default the plugin option `quotes.validForDays` */
  valid_until?: Date | string | null
  actor: QuoteActor
}

/** Changes to a draft. Absent keys stay as they are. */
export type UpdateQuoteDraftWorkflowInput = {
  quote_id: string
  items?: DraftLineInput[]
  /** Off the list price of every line without a price in `items`, from 0 to 100. */
  discount_percentage?: number
  /** `null`: the plugin option `quotes.validForDays` decides. */
  valid_until?: Date | string | null
  internal_note?: string | null
  /** Refuses the change if the quote has changed since then. */
  expected_updated_at?: Date | string
  actor: QuoteActor
}

/** A quote request: lines, or one of the customer's carts. */
export type RequestQuoteWorkflowInput = {
  customer_id: string
  /** @default a new id */
  quote_id?: string
  items?: QuoteLineInput[]
  /** One of the customer's own open carts, instead of `items`. */
  cart_id?: string
  /** The channels whose products the caller may see: those of the publishable key. */
  sales_channel_ids: string[]
  /** @default the currency of `region_id` */
  currency_code?: string
  /** @default the cart's, or the only region of the shop */
  region_id?: string
  /** The customer's first message. */
  message?: string
  actor: QuoteActor
}

/** The lines of a request, from the body or a cart. */
export type QuoteLines = {
  items: QuoteLineInput[]
  /** The region of the cart, if any. */
  region_id: string | null
  /** The channel of the cart, or the only one that the caller may see. */
  sales_channel_id: string | null
  /** Only products of these channels can be quoted. */
  sales_channel_ids: string[]
}

export type QuoteTerms = {
  currency_code: string
  /** Decimals of the currency. */
  decimal_digits: number
  region_id: string | null
}

/** The price of one unit today, in major units; `null` if there is none. `is_tax_inclusive` also holds for a price set later. */
export type ListPrice = { amount: number | null; is_tax_inclusive: boolean }

/** The customer's details that a quote stores. */
export type QuoteCustomer = { company_name: string | null; tax_id: string | null; search_terms: (string | null)[] }

/** A file of a message: its content, or its path on this machine. */
export type QuoteFileInput = {
  /** The sender's name for it. */
  filename: string
} & (
  | {
      /** Base64. */
      content: string
    }
  | {
      /** The file must exist until the workflow ends. */
      path: string
      /** Bytes. */
      size: number
      /** Hexadecimal. */
      sha256: string
    }
)

export type AddQuoteMessageWorkflowInput = {
  quote_id: string
  /** @default a new id */
  message_id?: string
  /** For a customer's message: throws `not_found` if the quote is someone else's. */
  customer_id?: string
  actor: QuoteActor
  text: string
  /** The line that the message is about. */
  item_id?: string
  files?: QuoteFileInput[]
}

/** Options of functions that run once per idempotency key. */
export type RepeatableOptions = {
  /** A request with the same key and body gets the answer of the first one. */
  idempotency_key?: string
}
