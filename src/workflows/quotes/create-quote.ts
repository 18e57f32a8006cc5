import { createWorkflow, transform, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { emitEventStep } from "@medusajs/medusa/core-flows"
import { QuoteEvents } from "../../events"
import { limitOrderLinesStep } from "../bulk-orders/steps/limit-order-lines"
import { makeQuoteItemsWorkflow } from "./make-quote-items"
import { chooseSalesChannelStep } from "./terms/choose-sales-channel"
import { loadQuoteCustomerStep } from "./customer/load-quote-customer"
import { requireQuoteCustomerStep } from "./customer/require-quote-customer"
import { resolveQuoteTermsStep } from "./terms/resolve-quote-terms"
import { storeRequestedQuoteStep } from "./steps/store-requested-quote"
import { toQuoteEvent } from "./events/to-quote-event"
import type { CreateQuoteWorkflowInput } from "./types"

/**
 * Creates a quote for a business on the shop's initiative. Until the shop sends it, the customer sees the lines at their
 * list prices. Emits `quote.requested`.
 *
 * @throws CustomerRoleError `not_found` (customer), `not_a_business_account`, 403 with the guard's other codes,
 * `too_many_lines`, `no_region`, `sales_channel_required`, `invalid_request` with every line that cannot be quoted
 *
 * @example
 * const { result: quote } = await createQuoteWorkflow(container).run({
 *   input: {
 *     customer_id: "cus_123",
 *     items: [{ sku: "BOLT-10", quantity: 400, unit_price: 7.5 }],
 *     region_id: "reg_123",
 *     internal_note: "Requested by telephone.",
 *     actor: { type: "admin", id: "user_123" },
 *   },
 * })
 *
 * @summary Create a quote on a customer's behalf.
 */
export const createQuoteWorkflow = createWorkflow("create-quote", (input: CreateQuoteWorkflowInput) => {
  const customer = loadQuoteCustomerStep({ customer_id: input.customer_id })
  requireQuoteCustomerStep({ customer_id: input.customer_id })
  limitOrderLinesStep({ line_count: transform({ input }, ({ input }) => input.items.length) })
  const terms = resolveQuoteTermsStep({ currency_code: input.currency_code, region_id: input.region_id })
  const sales_channel_id = chooseSalesChannelStep({ sales_channel_id: input.sales_channel_id })
  const items = makeQuoteItemsWorkflow.runAsStep({
    input: {
      customer_id: input.customer_id,
      items: input.items,
      currency_code: terms.currency_code,
      decimal_digits: terms.decimal_digits,
      region_id: terms.region_id,
      sales_channel_ids: transform({ sales_channel_id }, ({ sales_channel_id }) => [sales_channel_id]),
    },
  })
  const quote = storeRequestedQuoteStep({
    customer_id: input.customer_id,
    currency_code: terms.currency_code,
    decimal_digits: terms.decimal_digits,
    region_id: terms.region_id,
    sales_channel_id,
    cart_id: null,
    company_name: customer.company_name,
    tax_id: customer.tax_id,
    items,
    message: transform({ input }, ({ input }) => (input.message === undefined ? undefined : { text: input.message })),
    internal_note: input.internal_note,
    draft_valid_until: input.valid_until,
    search_terms: customer.search_terms,
    actor: input.actor,
  })
  emitEventStep({ eventName: QuoteEvents.REQUESTED, data: transform({ quote }, toQuoteEvent) })
  return new WorkflowResponse(quote)
})
