import { createWorkflow, transform, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { emitEventStep } from "@medusajs/medusa/core-flows"
import { QuoteEvents } from "../../events"
import type { QuoteActor } from "../../modules/quote/types"
import { limitOrderLinesStep } from "../bulk-orders/steps/limit-order-lines"
import { keepOfferedPrices, toLinesAgain } from "./lines-again"
import { makeQuoteItemsWorkflow } from "./make-quote-items"
import { listQuoteChannelsStep } from "./terms/list-quote-channels"
import { loadQuoteStep } from "./steps/load-quote"
import { loadQuoteCustomerStep } from "./customer/load-quote-customer"
import { requireLinesStep } from "./steps/require-lines"
import { requireQuoteCustomerStep } from "./customer/require-quote-customer"
import { resolveQuoteTermsStep } from "./terms/resolve-quote-terms"
import { storeRequestedQuoteStep } from "./steps/store-requested-quote"
import { toQuoteEvent } from "./events/to-quote-event"

export type DuplicateQuoteWorkflowInput = { quote_id: string; actor: QuoteActor }

/**
 * Makes a new quote of the lines in another one's draft, for the same customer: at today's list prices, offered at the
 * draft's prices. Messages and internal note stay with the other.
 *
 * @throws CustomerRoleError `not_found`, `not_a_business_account`, 403 with the guard's other codes, `too_many_lines`,
 * `invalid_request` with every line that can no longer be quoted, or where the draft has none
 *
 * @example
 * const { result: quote } = await duplicateQuoteWorkflow(container).run({
 *   input: { quote_id: "quo_123", actor: { type: "admin", id: "user_123" } },
 * })
 *
 * @summary Duplicate a quote.
 */
export const duplicateQuoteWorkflow = createWorkflow("duplicate-quote", (input: DuplicateQuoteWorkflowInput) => {
  const source = loadQuoteStep({ quote_id: input.quote_id })
  const customer = loadQuoteCustomerStep({ customer_id: source.customer_id })
  requireQuoteCustomerStep({ customer_id: source.customer_id })
  const lines = transform({ source }, ({ source }) => toLinesAgain(source.items))
  requireLinesStep({ lines })
  limitOrderLinesStep({ line_count: transform({ lines }, ({ lines }) => lines.length) })
  const terms = resolveQuoteTermsStep({ currency_code: source.currency_code, preferred_region_id: source.region_id })
  const made = makeQuoteItemsWorkflow.runAsStep({
    input: {
      customer_id: source.customer_id,
      items: lines,
      currency_code: terms.currency_code,
      decimal_digits: terms.decimal_digits,
      region_id: terms.region_id,
      sales_channel_ids: listQuoteChannelsStep({ sales_channel_id: source.sales_channel_id }),
    },
  })
  const quote = storeRequestedQuoteStep({
    customer_id: source.customer_id,
    currency_code: terms.currency_code,
    decimal_digits: terms.decimal_digits,
    region_id: terms.region_id,
    sales_channel_id: source.sales_channel_id,
    cart_id: null,
    company_name: customer.company_name,
    tax_id: customer.tax_id,
    items: transform({ made, source }, ({ made, source }) => keepOfferedPrices(made, source.items)),
    search_terms: customer.search_terms,
    actor: input.actor,
  })
  emitEventStep({ eventName: QuoteEvents.REQUESTED, data: transform({ quote }, toQuoteEvent) })
  return new WorkflowResponse(quote)
})
