import type { MedusaContainer } from "@medusajs/framework/types"
import { MathBN } from "@medusajs/framework/utils"
import { QUOTE_MODULE } from "../../../modules/quote"
import type {
  ListedQuote,
  QuoteEventRecord,
  QuoteItemRecord,
  QuoteRecord,
  QuoteRevisionRecord,
  QuoteRow,
} from "../../../modules/quote/types"
import { type StoreQuoteItem, type StoreQuoteMessage, toQuoteItemView, toQuoteMessageView } from "../../http/quotes/line-and-message-view"
import { customersById, type NamedCustomer } from "../../views/named-customers"

/** The fields that admins see in lists and single quotes. Amounts are in major units of the currency. */
type AdminQuoteHead = Pick<
  QuoteRow,
  | "id"
  | "number"
  | "customer_id"
  | "status"
  | "revision"
  | "currency_code"
  | "region_id"
  | "sales_channel_id"
  | "company_name"
  | "tax_id"
  | "internal_note"
  | "order_id"
  | "waiting_since"
  | "created_at"
  | "updated_at"
> & {
  /** `null` if Medusa no longer has the customer. */
  customer: NamedCustomer | null
  /** The end of validity of the draft, or of the last revision if the draft has none. */
  valid_until: Date | null
  /** The end of validity of the next revision; `null`: the plugin option `quotes.validForDays` decides. */
  draft_valid_until: Date | null
  /** Σ `unit_price` × `quantity` of the draft; `null` while any price is. */
  total: number | null
}

/** The offer that the customer sees: the last revision sent, or the request. */
type Offered = Pick<QuoteRevisionRecord, "revision" | "valid_until" | "total">

/** A quote as admins see it in a list. `item_count` counts the lines of the draft. */
export type ListedAdminQuote = AdminQuoteHead & {
  item_count: number
  message_count: number
  offer: Offered & { item_count: number }
}

/** A quote as admins see it. */
export type AdminQuote = AdminQuoteHead & {
  /** The draft of the next revision. */
  items: StoreQuoteItem[]
  offer: Offered & { items: StoreQuoteItem[] }
  messages: AdminQuoteMessage[]
  /** All revisions, the request first. */
  revisions: Omit<QuoteRevisionRecord, "id">[]
  timeline: QuoteEventRecord[]
}

/** A message with its author's id. */
export type AdminQuoteMessage = StoreQuoteMessage & { author_id: string | null }

/** Returns quotes as admins see them in a list. */
export const toListedAdminQuotes = async (container: MedusaContainer, quotes: ListedQuote[]): Promise<ListedAdminQuote[]> => {
  const customers = await customersById(
    container,
    quotes.map(({ customer_id }) => customer_id)
  )
  return quotes.map((quote) => ({
    ...toHead(quote, customers.get(quote.customer_id), quote.draft.total),
    item_count: quote.draft.item_count,
    message_count: quote.message_count,
    // The quote repeats the validity of its last revision.
    offer: { revision: quote.revision, valid_until: quote.valid_until, ...quote.offer },
  }))
}

/** Returns a quote as admins see it. */
export const toAdminQuote = async (container: MedusaContainer, quote: QuoteRecord): Promise<AdminQuote> => {
  const customers = await customersById(container, [quote.customer_id])
  const revisions = await container.resolve(QUOTE_MODULE).listQuoteOffers(quote.id)
  const { offer } = quote
  return {
    ...toHead(quote, customers.get(quote.customer_id), totalOf(quote.items)),
    items: quote.items.map(toQuoteItemView),
    offer: { revision: offer.revision, valid_until: offer.valid_until, items: offer.items.map(toQuoteItemView), total: offer.total },
    messages: quote.messages.map((message) => ({ ...toQuoteMessageView(message), author_id: message.author_id })),
    revisions: revisions.map(({ id, ...revision }) => revision),
    timeline: quote.timeline,
  }
}

const toHead = (quote: QuoteRow, customer: NamedCustomer | undefined, total: number | null): AdminQuoteHead => ({
  id: quote.id,
  number: quote.number,
  customer_id: quote.customer_id,
  customer: customer ?? null,
  status: quote.status,
  revision: quote.revision,
  currency_code: quote.currency_code,
  region_id: quote.region_id,
  sales_channel_id: quote.sales_channel_id,
  company_name: quote.company_name,
  tax_id: quote.tax_id,
  valid_until: quote.draft_valid_until ?? quote.valid_until,
  draft_valid_until: quote.draft_valid_until,
  total,
  internal_note: quote.internal_note,
  order_id: quote.order_id,
  waiting_since: quote.waiting_since,
  created_at: quote.created_at,
  updated_at: quote.updated_at,
})

const totalOf = (items: QuoteItemRecord[]): number | null => {
  const totals = items.flatMap(({ unit_price, quantity }) => (unit_price === null ? [] : [MathBN.mult(unit_price, quantity)]))
  return totals.length < items.length ? null : MathBN.sum(...totals).toNumber()
}
