import { createStep, createWorkflow, StepResponse, transform, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { emitEventStep } from "@medusajs/medusa/core-flows"
import { CustomerRoleError } from "../../errors"
import { QuoteEvents } from "../../events"
import type { NewQuoteItem, QuoteActor, QuoteItemRecord } from "../../modules/quote/types"
import { limitOrderLinesStep } from "../bulk-orders/steps/limit-order-lines"
import { loadQuoteCustomerStep } from "./customer/load-quote-customer"
import { requireQuoteCustomerStep } from "./customer/require-quote-customer"
import { toQuoteEvent } from "./events/to-quote-event"
import { makeQuoteItemsWorkflow } from "./make-quote-items"
import { loadQuoteStep } from "./steps/load-quote"
import { storeRequestedQuoteStep } from "./steps/store-requested-quote"
import { listQuoteChannelsStep } from "./terms/list-quote-channels"
import { resolveQuoteTermsStep } from "./terms/resolve-quote-terms"
import type { QuoteLineInput } from "./types"

export type DuplicateQuoteWorkflowInput = { quote_id: string; actor: QuoteActor }

const requireLinesStep = createStep("require-lines", async ({ lines }: { lines: unknown[] }): Promise<StepResponse<void>> => {
  if (lines.length === 0) {
    throw new CustomerRoleError("invalid_request", "The quote has no lines. Add a line to its draft first.")
  }
  return new StepResponse(undefined)
})

const toLineInputs = (items: QuoteItemRecord[]): QuoteLineInput[] =>
  items.map(({ variant_id, quantity, note }) => ({ variant_id, quantity, ...(note === null ? {} : { note }) }))

/** Copies offered prices and the customer's wishes from the old lines. A line without an offered price keeps today's price. */
const keepOfferedPrices = (made: NewQuoteItem[], items: QuoteItemRecord[]): NewQuoteItem[] =>
  made.map((line, index) => ({
    ...line,
    unit_price: items[index].unit_price ?? line.unit_price,
    target_unit_price: items[index].target_unit_price,
  }))

/**
 * Creates a new quote for the same customer from the draft of another one: today's list prices, the draft's offered prices.
 * Does not copy messages and internal note. Emits `quote.requested`.
 *
 * @throws CustomerRoleError `not_found`, `not_a_business_account`, 403 with the guard's other codes, `too_many_lines`,
 * `invalid_request` with every line that can no longer be quoted, or if the draft has no lines
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
  const lines = transform({ source }, ({ source }) => toLineInputs(source.items))
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
