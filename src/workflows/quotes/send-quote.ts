import { createStep, createWorkflow, StepResponse, transform, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { emitEventStep } from "@medusajs/medusa/core-flows"
import { QuoteEvents } from "../../events"
import { pluginOptions } from "../../modules/customer-role/plugin-options"
import { QUOTE_MODULE } from "../../modules/quote"
import type { QuoteActor, QuoteRecord } from "../../modules/quote/types"
import { loadQuoteCustomerStep } from "./customer/load-quote-customer"
import { toQuoteEvent } from "./events/to-quote-event"
import { loadQuoteStep } from "./steps/load-quote"
import type { QuoteCustomer } from "./types"

export type SendQuoteWorkflowInput = {
  quote_id: string
  /** The shop's message to the customer. */
  message?: string
  /** Refuses to send if the quote has changed since then. */
  expected_updated_at?: Date | string
  actor: QuoteActor
}

const DAY_MS = 24 * 60 * 60 * 1000

/**
 * Uses the `quotes.validForDays` option if the draft has no date of its own. Has no compensation, so it must be the last
 * step that can fail: the customer may have seen the revision already.
 */
const sendQuoteStep = createStep(
  "send-quote",
  async (
    { quote_id, customer, ...input }: SendQuoteWorkflowInput & { customer: QuoteCustomer },
    { container }
  ): Promise<StepResponse<QuoteRecord>> => {
    const { validForDays } = pluginOptions(container).quotes
    const { company_name, tax_id, search_terms } = customer
    const quote = await container.resolve(QUOTE_MODULE).sendQuote({
      ...input,
      id: quote_id,
      default_valid_until: new Date(Date.now() + validForDays * DAY_MS),
      buyer: { company_name, tax_id },
      search_terms,
    })
    return new StepResponse(quote)
  }
)

/**
 * Sends the draft of a quote to its customer as a revision that never changes, and emits `quote.sent`. The revision keeps the
 * current company name and tax id: the customer can accept it only while both stay the same.
 *
 * @throws CustomerRoleError `not_found`, `quote_changed`, `quote_expired`, `invalid_quote_state`; `invalid_request` if the
 * draft has no lines or its date has passed
 *
 * @example
 * const { result: quote } = await sendQuoteWorkflow(container).run({
 *   input: { quote_id: "quo_123", message: "Until the end of the month.", actor: { type: "admin", id: "user_123" } },
 * })
 *
 * @summary Send a quote.
 */
export const sendQuoteWorkflow = createWorkflow("send-quote", (input: SendQuoteWorkflowInput) => {
  const draft = loadQuoteStep({ quote_id: input.quote_id })
  const customer = loadQuoteCustomerStep({ customer_id: draft.customer_id })
  const quote = sendQuoteStep({
    quote_id: input.quote_id,
    customer,
    message: input.message,
    expected_updated_at: input.expected_updated_at,
    actor: input.actor,
  })
  emitEventStep({ eventName: QuoteEvents.SENT, data: transform({ quote }, toQuoteEvent) })
  return new WorkflowResponse(quote)
})
