import { createStep, createWorkflow, StepResponse, transform, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { emitEventStep } from "@medusajs/medusa/core-flows"
import { QuoteEvents } from "../../events"
import { QUOTE_MODULE } from "../../modules/quote"
import type { QuoteActor, QuoteRow } from "../../modules/quote/types"
import { toQuoteEvents } from "./events/to-quote-event"

export type CloseQuotesWorkflowInput = { customer_id: string; actor: QuoteActor }

/** Has no compensation, so it must be the last step that can fail: others may have seen the cancelled quotes already. */
const cancelOpenQuotesStep = createStep(
  "cancel-open-quotes",
  async (input: CloseQuotesWorkflowInput, { container }): Promise<StepResponse<QuoteRow[]>> =>
    new StepResponse(await container.resolve(QUOTE_MODULE).cancelOpenQuotes(input))
)

/**
 * Cancels the open quotes of a customer whom Medusa has deleted, and emits `quote.cancelled` for each. Skips a quote that is
 * being accepted: it becomes an order or expires. Returns the cancelled quotes.
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
