import type { MedusaContainer } from "@medusajs/framework/types"
import { CustomerRoleError } from "../../errors"
import { pluginOptions } from "../../modules/customer-role/plugin-options"
import { QUOTE_MODULE } from "../../modules/quote"
import type { QuoteItemRecord, QuoteRecord } from "../../modules/quote/types"
import { placeOnce } from "../bulk-orders/place-bulk-order"
import type { CreateBulkOrderWorkflowInput, OrderLineInput } from "../bulk-orders/types"
import { requireBusinessToAcceptWorkflow } from "./acceptance/require-business-to-accept"
import { quoteAcceptanceOutcome } from "./acceptance/quote-acceptance-outcome"

/** Delivery and other details of the order. Region and prices come from the quote. */
export type AcceptQuoteInput = Pick<
  CreateBulkOrderWorkflowInput,
  | "customer_id"
  | "sales_channel_ids"
  | "sales_channel_id"
  | "region_id"
  | "shipping_address"
  | "shipping_address_id"
  | "billing_address"
  | "shipping_option_ids"
  | "purchase_order_number"
  | "note"
> & {
  quote_id: string
  /** The revision that the customer sees. */
  revision: number
}

export type AcceptQuoteOptions = {
  /** A request with the same key and body gets the answer of the first one. */
  idempotency_key?: string
  /** Who acts on the customer's behalf, if someone impersonates them. */
  impersonator_id?: string | null
}

/** An accepted quote. `repeated` says that an earlier request with the same key accepted it. */
export type AcceptedQuote = { quote: QuoteRecord; repeated: boolean }

/**
 * Accepts a customer's own quote and places exactly one order at the offered prices, whatever the catalogue says now. No
 * promotions apply on top; taxes and delivery are calculated as for any order. The order takes the path without a cart.
 * Nothing else can change the quote meanwhile, and it becomes `accepted` when the order is complete. If the process dies
 * halfway, the next request or the job finishes or undoes its work.
 *
 * @throws CustomerRoleError 403 with the guard's codes; `not_found`, `quote_expired`, `invalid_quote_state`,
 * `revision_superseded`, `buyer_changed`; `bulk_order_invalid` with every line that can no longer be ordered; `no_region`,
 * `no_shipping_option`, `sales_channel_required`, `payment_provider_unavailable`, `invalid_request`;
 * `idempotency_key_reused`, `request_in_progress`, `busy`
 *
 * @example
 * const { quote } = await acceptQuote(req.scope, {
 *   quote_id: "quo_123",
 *   customer_id: "cus_123",
 *   sales_channel_ids: ["sc_123"],
 *   revision: 2,
 *   shipping_address: { address_1: "Hauptstraße 1", city: "Berlin", postal_code: "10115", country_code: "de" },
 * })
 */
export const acceptQuote = async (
  container: MedusaContainer,
  input: AcceptQuoteInput,
  { idempotency_key, impersonator_id }: AcceptQuoteOptions = {}
): Promise<AcceptedQuote> => {
  const { customer_id, sales_channel_ids, quote_id, ...body } = input
  await requireBusinessToAcceptWorkflow(container).run({ input: { customer_id } })
  const quotes = container.resolve(QUOTE_MODULE)
  const own = { id: quote_id, customer_id }
  const { offer } = await quotes.getQuote(own)
  const { repeated } = await placeOnce(
    container,
    {
      customer_id,
      quote_id,
      idempotency_key: idempotency_key ?? null,
      body: { quote_id, ...body },
      // The revision may change before the claim below locks the quote, so count for the largest possible one.
      line_count: Math.max(offer.items.length, pluginOptions(container).bulkOrders.maxLines),
    },
    {
      prepare: async (placement) => {
        const claim = { ...own, revision: input.revision, accepting_id: placement.id, impersonator_id }
        return toBulkOrder(await quotes.acceptances.claim(claim), input)
      },
      outcome: quoteAcceptanceOutcome,
    }
  )
  return { quote: await quotes.getQuote(own), repeated }
}

const toBulkOrder = (quote: QuoteRecord, { quote_id, revision, ...order }: AcceptQuoteInput): CreateBulkOrderWorkflowInput => ({
  ...order,
  quote: {
    id: quote_id,
    number: quote.number,
    revision,
    company_name: quote.offer.company_name,
    tax_id: quote.offer.tax_id,
  },
  items: quote.offer.items.map(toOfferedLine),
  currency_code: quote.currency_code,
  region_id: resolveTerm("region_id", quote.region_id, order.region_id),
  sales_channel_id: resolveTerm("sales_channel_id", quote.sales_channel_id, order.sales_channel_id),
})

const NAMES = { region_id: "region", sales_channel_id: "sales channel" } as const

/** Returns the quote's value, or the request's if the quote has none. */
const resolveTerm = (name: "region_id" | "sales_channel_id", quoted: string | null, asked: string | undefined): string | undefined => {
  if (quoted !== null && asked !== undefined && quoted !== asked) {
    throw new CustomerRoleError("invalid_request", `The quote is for another ${NAMES[name]}. Leave out ${name}.`)
  }
  return quoted ?? asked
}

const toOfferedLine = ({ variant_id, sku, title, quantity, unit_price, is_tax_inclusive }: QuoteItemRecord): OrderLineInput => {
  // Sending requires all prices. Without this check, a line without one would be ordered for free.
  if (unit_price === null) {
    throw new CustomerRoleError("price_missing")
  }
  return {
    variant_id,
    ...(sku === null ? {} : { sku }),
    quantity,
    offer: { unit_price, is_tax_inclusive },
    problem: { code: "unknown_sku", message: `${title} is no longer sold. Ask for another round.` },
  }
}
