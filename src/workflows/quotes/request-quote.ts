import { createWorkflow, transform, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { emitEventStep } from "@medusajs/medusa/core-flows"
import { QuoteEvents } from "../../events"
import { QUOTES } from "../../modules/customer-role/features"
import { limitOrderLinesStep } from "../bulk-orders/steps/limit-order-lines"
import { requireBusinessStep } from "../customer-role/steps/require-business"
import { makeQuoteItemsWorkflow } from "./make-quote-items"
import { loadQuoteCustomerStep } from "./customer/load-quote-customer"
import { resolveQuoteLinesStep } from "./lines/resolve-quote-lines"
import { resolveQuoteTermsStep } from "./terms/resolve-quote-terms"
import { storeRequestedQuoteStep } from "./steps/store-requested-quote"
import { toQuoteEvent } from "./events/to-quote-event"
import type { RequestQuoteWorkflowInput } from "./types"

/**
 * Asks for a quote on behalf of a business. Company and tax id are kept as they are now; the offer starts as the
 * customer's list prices.
 *
 * @throws CustomerRoleError 403 with the guard's codes; `not_found` (cart), `too_many_lines`, `no_region`,
 * `invalid_request` with every line that cannot be quoted
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
