import type { OfferedPrice } from "../../modules/quote/offered-price"
import type { QuoteActor } from "../../modules/quote/types"
import type { OrderLineInput } from "../bulk-orders"

/** A line that a quote is asked for. */
export type QuoteLineInput = OrderLineInput & {
  /** What the customer would like to pay for one, in major units. */
  target_unit_price?: number
  note?: string
}

/** A line that an admin puts into a quote, at the list price unless he says otherwise. */
export type OfferedLineInput = QuoteLineInput & OfferedPrice

/** A line of the draft that stays or goes, by its `id`, or a new one, by SKU or variant. */
export type DraftLineInput = OfferedPrice & {
  id?: string
  sku?: string
  variant_id?: string
  /** Units; a new line needs it. */
  quantity?: number
  note?: string | null
  /** The line goes. */
  remove?: true
}

/** What lines of a quote are made from. */
export type MakeQuoteItemsWorkflowInput = QuoteTerms & {
  customer_id: string
  items: OfferedLineInput[]
  /** Where each stands in the request, for those that are refused. @default its place among `items` */
  places?: number[]
  /** Only what is sold in one of these can be quoted. */
  sales_channel_ids: string[]
}

/** What a quote on a customer's behalf is made from. */
export type CreateQuoteWorkflowInput = {
  customer_id: string
  items: OfferedLineInput[]
  /** @default the currency of `region_id` */
  currency_code?: string
  /** @default the only region of the shop */
  region_id?: string
  /** @default the shop's default, or its only one */
  sales_channel_id?: string
  /** The first message, which the customer can read. */
  message?: string
  internal_note?: string | null
  /** Until when the first revision is to be valid. @default as many days as the shop gives */
  valid_until?: Date | string | null
  actor: QuoteActor
}

/** How an admin changes a draft. An absent key stays. */
export type UpdateQuoteDraftWorkflowInput = {
  quote_id: string
  items?: DraftLineInput[]
  /** Off the list price of every line of which `items` says no price, from 0 to 100. */
  discount_percentage?: number
  /** `null`: as many days as the shop gives. */
  valid_until?: Date | string | null
  internal_note?: string | null
  /** The change is refused where the quote is no longer as it was then. */
  expected_updated_at?: Date | string
  actor: QuoteActor
}

/** What a quote is asked for with: lines, or a cart of the customer's. */
export type RequestQuoteWorkflowInput = {
  customer_id: string
  /** The id that the quote is to have. @default a new one */
  quote_id?: string
  items?: QuoteLineInput[]
  /** One of the customer's own open carts, in place of `items`. */
  cart_id?: string
  /** The sales channels whose products the caller may see: those of the publishable key. */
  sales_channel_ids: string[]
  /** @default the currency of `region_id` */
  currency_code?: string
  /** @default the cart's, or the only region of the shop */
  region_id?: string
  /** The customer's first message. */
  message?: string
  actor: QuoteActor
}

/** The lines of a request, whichever way they came. */
export type QuoteLines = {
  items: QuoteLineInput[]
  /** Of the cart, where it was one. */
  region_id: string | null
  /** Of the cart, or the only one that the caller may see. */
  sales_channel_id: string | null
  /** Only what is sold in one of these can be quoted. */
  sales_channel_ids: string[]
}

/** What a quote is priced in. */
export type QuoteTerms = {
  currency_code: string
  /** The smallest unit of the currency, as a number of decimals. */
  decimal_digits: number
  region_id: string | null
}

/** What one unit costs today, in major units; `null` where there is no price. Whether taxes are in it, or would be. */
export type ListPrice = { amount: number | null; is_tax_inclusive: boolean }

/** What a quote keeps of its customer. */
export type QuoteCustomer = { company_name: string | null; tax_id: string | null; search_terms: (string | null)[] }

/** A file that comes with a message: its content, or where it is on this machine. */
export type QuoteFileInput = {
  /** As the sender calls it. */
  filename: string
} & (
  | {
      /** In base64. */
      content: string
    }
  | {
      /** It must be there until the workflow has ended. */
      path: string
      /** Bytes. */
      size: number
      /** In hexadecimal. */
      sha256: string
    }
)

/** A message about a quote. */
export type AddQuoteMessageWorkflowInput = {
  quote_id: string
  /** The id that the message is to have. @default a new one */
  message_id?: string
  /** Where a customer writes: whose quote it must be. */
  customer_id?: string
  actor: QuoteActor
  text: string
  /** The line that it is about. */
  item_id?: string
  files?: QuoteFileInput[]
}
