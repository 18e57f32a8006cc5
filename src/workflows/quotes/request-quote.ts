import type { MedusaContainer } from "@medusajs/framework/types"
import { generateEntityId, Modules } from "@medusajs/framework/utils"
import { createWorkflow, transform, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { emitEventStep } from "@medusajs/medusa/core-flows"
import { QuoteEvents } from "../../events"
import { QUOTES } from "../../modules/customer-role/features"
import { QUOTE_MODULE } from "../../modules/quote"
import type { QuoteRecord } from "../../modules/quote/types"
import { limitOrderLinesStep } from "../bulk-orders/steps/limit-order-lines"
import { requireBusinessStep } from "../customer-role/steps/require-business"
import { doOnce } from "../idempotency/do-once"
import { makeQuoteItemsWorkflow } from "./make-quote-items"
import { loadQuoteCustomerStep } from "./customer/load-quote-customer"
import { resolveQuoteLinesStep } from "./lines/resolve-quote-lines"
import { resolveQuoteTermsStep } from "./terms/resolve-quote-terms"
import { storeRequestedQuoteStep } from "./steps/store-requested-quote"
import { toQuoteEvent } from "./events/to-quote-event"
import type { RepeatableOptions, RequestQuoteWorkflowInput } from "./types"

/**
 * Requests a quote for a business. The quote keeps the current company name and tax id. Its draft starts at the customer's
 * list prices.
 *
 * @throws CustomerRoleError 403 with the guard's codes; `not_found` (cart), `too_many_lines`, `no_region`, `invalid_request`
 * with every line that cannot be quoted
 *
 * @example
 * const { result: quote } = await requestQuoteWorkflow(container).run({
 *   input: {
 *     customer_id: "cus_123",
 *     sales_channel_ids: ["sc_123"],
 *     items: [{ sku: "BOLT-10", quantity: 400, target_unit_price: 7.5 }],
 *     message: "For our new plant.",
 *     actor: { type: "customer", id: "cus_123" },
 *   },
 * })
 *
 * @summary Request a quote.
 */
export const requestQuoteWorkflow = createWorkflow("request-quote", (input: RequestQuoteWorkflowInput) => {
  const role = requireBusinessStep({ customer_id: input.customer_id, feature: QUOTES })
  const requested = resolveQuoteLinesStep({
    customer_id: input.customer_id,
    items: input.items,
    cart_id: input.cart_id,
    sales_channel_ids: input.sales_channel_ids,
  })
  limitOrderLinesStep({ line_count: transform({ requested }, ({ requested }) => requested.items.length) })
  const terms = resolveQuoteTermsStep({
    currency_code: input.currency_code,
    region_id: input.region_id,
    preferred_region_id: requested.region_id,
  })
  const items = makeQuoteItemsWorkflow.runAsStep({
    input: {
      customer_id: input.customer_id,
      items: requested.items,
      currency_code: terms.currency_code,
      decimal_digits: terms.decimal_digits,
      region_id: terms.region_id,
      sales_channel_ids: requested.sales_channel_ids,
    },
  })
  const customer = loadQuoteCustomerStep({ customer_id: input.customer_id })
  const quote = storeRequestedQuoteStep({
    id: input.quote_id,
    customer_id: input.customer_id,
    currency_code: terms.currency_code,
    decimal_digits: terms.decimal_digits,
    region_id: terms.region_id,
    sales_channel_id: requested.sales_channel_id,
    cart_id: transform({ input }, ({ input }) => input.cart_id ?? null),
    company_name: role.company_name,
    tax_id: role.tax_id,
    items,
    message: transform({ input }, ({ input }) => (input.message === undefined ? undefined : { text: input.message })),
    search_terms: customer.search_terms,
    actor: input.actor,
  })
  emitEventStep({ eventName: QuoteEvents.REQUESTED, data: transform({ quote }, toQuoteEvent) })
  return new WorkflowResponse(quote)
})

/** A requested quote. `repeated` says that an earlier request with the same key created it. */
export type RequestedQuote = { quote: QuoteRecord; repeated: boolean }

/**
 * Runs {@link requestQuoteWorkflow} once per idempotency key of the customer.
 *
 * @throws CustomerRoleError as {@link requestQuoteWorkflow}, and `idempotency_key_reused`, `request_in_progress`, `busy`
 *
 * @example
 * const { quote, repeated } = await requestQuoteOnce(req.scope, { customer_id: "cus_123", ...body }, { idempotency_key: "key-1" })
 */
export const requestQuoteOnce = async (
  container: MedusaContainer,
  input: RequestQuoteWorkflowInput,
  { idempotency_key }: RepeatableOptions = {}
): Promise<RequestedQuote> => {
  const { customer_id, sales_channel_ids, actor, ...body } = input
  const once = await doOnce(
    container,
    { customer_id, operation: "quote_request", idempotency_key, body },
    {
      newId: () => generateEntityId(undefined, "quo"),
      make: async (quote_id) => (await requestQuoteWorkflow(container).run({ input: { ...input, quote_id } })).result,
      recover: (id) => emitRequestAgain(container, id),
    }
  )
  return once.repeated
    ? { quote: await container.resolve(QUOTE_MODULE).getQuote({ id: once.id, customer_id }), repeated: true }
    : { quote: once.made, repeated: false }
}

/** The earlier process may have died before it emitted the event. Notifications are deduplicated by key, so a second event is harmless. */
const emitRequestAgain = async (container: MedusaContainer, id: string): Promise<boolean> => {
  const [quote] = await container.resolve(QUOTE_MODULE).listQuotes({ id }, { select: ["id", "number", "customer_id"], take: 1 })
  if (!quote) {
    return false
  }
  const { number, customer_id } = quote
  await container
    .resolve(Modules.EVENT_BUS)
    .emit({ name: QuoteEvents.REQUESTED, data: toQuoteEvent({ quote: { id, number, customer_id } }) })
  return true
}
