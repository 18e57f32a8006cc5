import { createWorkflow, transform, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { emitEventStep } from "@medusajs/medusa/core-flows"
import { QuoteEvents } from "../../events"
import { cancelOpenQuotesStep, type CancelOpenQuotesStepInput } from "./steps/cancel-open-quotes"
import { toQuoteEvents } from "./events/to-quote-event"

export type CloseQuotesWorkflowInput = CancelOpenQuotesStepInput

/**
 * Cancels the open quotes of a customer whom Medusa has deleted, and emits `quote.cancelled` for each. One that is being
 * accepted at this moment becomes an order, or expires in its time. Gives them.
 *
 * @example
 * const { result: quotes } = await closeQuotesWorkflow(container).run({
 *   input: { customer_id: "cus_123", actor: { type: "system" } },
 * })
 *
 * @summary Close a customer's quotes.
 */
export const closeQuotesWorkflow = createWorkflow("close-quotes", (input: CloseQuotesWorkflowInput) => {
  const quotes = cancelOpenQuotesStep(input)
  emitEventStep({ eventName: QuoteEvents.CANCELLED, data: transform({ quotes }, toQuoteEvents) })
  return new WorkflowResponse(quotes)
})
