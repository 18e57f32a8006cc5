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
import { type StoreQuoteItem, type StoreQuoteMessage, toQuoteItemView, toQuoteMessageView } from "../../store/quotes/view"
import { customersById, type NamedCustomer } from "../customers/by-id"

/** A quote as admins see it in a list: its draft, and what the customer sees. Amounts are in major units of the currency. */
export type ListedAdminQuote = Pick<
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
  | "created_at"
  | "updated_at"
> & {
  /** `null` where Medusa no longer has him. */
  customer: NamedCustomer | null
  /** Until when the draft is to be valid, or the last revision is. */
  valid_until: Date | null
  /** The draft of the next revision. */
  items: StoreQuoteItem[]
  /** Σ `unit_price` × `quantity` of the draft. */
  total: number
  /** What the customer sees: the last revision sent, or the request. */
  offer: Pick<QuoteRevisionRecord, "revision" | "valid_until" | "total"> & { items: StoreQuoteItem[] }
  messages: AdminQuoteMessage[]
}

/** A quote by itself as admins see it. */
export type AdminQuote = ListedAdminQuote & {
  /** What the customer was shown over time, the request first. */
  revisions: Omit<QuoteRevisionRecord, "id">[]
  timeline: QuoteEventRecord[]
}

/** A message with who wrote it. */
export type AdminQuoteMessage = StoreQuoteMessage & { author_id: string | null }

/** What admins are shown of quotes in a list. */
export const toListedAdminQuotes = async (container: MedusaContainer, quotes: ListedQuote[]): Promise<ListedAdminQuote[]> => {
  const customers = await customersById(container, quotes.map(({ customer_id }) => customer_id))
  return quotes.map((quote) => toListed(quote, customers.get(quote.customer_id) ?? null))
}

/** What admins are shown of a quote by itself. */
export const toAdminQuote = async (container: MedusaContainer, quote: QuoteRecord): Promise<AdminQuote> => {
  const [listed] = await toListedAdminQuotes(container, [quote])
  const revisions = await container.resolve(QUOTE_MODULE).listQuoteOffers(quote.id)
  return { ...listed, revisions: revisions.map(({ id, ...revision }) => revision), timeline: quote.timeline }
}

const toListed = (quote: ListedQuote, customer: NamedCustomer | null): ListedAdminQuote => ({
  id: quote.id,
  number: quote.number,
  customer_id: quote.customer_id,
  customer,
  status: quote.status,
  revision: quote.revision,
  currency_code: quote.currency_code,
  region_id: quote.region_id,
  sales_channel_id: quote.sales_channel_id,
  company_name: quote.company_name,
  tax_id: quote.tax_id,
  valid_until: quote.draft_valid_until ?? quote.valid_until,
  items: quote.items.map(toQuoteItemView),
  total: totalOf(quote.items),
  offer: {
    revision: quote.offer.revision,
    valid_until: quote.offer.valid_until,
    items: quote.offer.items.map(toQuoteItemView),
    total: quote.offer.total,
  },
  messages: quote.messages.map((message) => ({ ...toQuoteMessageView(message), author_id: message.author_id })),
  internal_note: quote.internal_note,
  order_id: quote.order_id,
  created_at: quote.created_at,
  updated_at: quote.updated_at,
})

const totalOf = (items: QuoteItemRecord[]): number =>
  MathBN.sum(...items.map(({ unit_price, quantity }) => MathBN.mult(unit_price, quantity))).toNumber()
