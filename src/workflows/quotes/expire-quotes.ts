import { createStep, createWorkflow, StepResponse, transform, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { emitEventStep } from "@medusajs/medusa/core-flows"
import { QuoteEvents } from "../../events"
import { QUOTE_MODULE } from "../../modules/quote"
import type { QuoteRow } from "../../modules/quote/types"
import { toQuoteEvents } from "./events/to-quote-event"

export type ExpireQuotesWorkflowInput = {
  /** The most quotes to expire in this run. */
  limit: number
}

/** Has no compensation: an expired quote stays expired, whatever fails later. */
const expireDueQuotesStep = createStep(
  "expire-due-quotes",
  async ({ limit }: ExpireQuotesWorkflowInput, { container }): Promise<StepResponse<QuoteRow[]>> =>
    new StepResponse(await container.resolve(QUOTE_MODULE).expireDueQuotes(limit))
)

/**
 * Expires sent quotes that are past `valid_until`, and emits `quote.expired` for each. Skips quotes that another process
 * has locked or that are being accepted. Returns the expired quotes.
 *
 * @example
 * const { result: quotes } = await expireQuotesWorkflow(container).run({ input: { limit: 100 } })
 *
 * @summary Expire quotes.
 */
export const expireQuotesWorkflow = createWorkflow("expire-quotes", (input: ExpireQuotesWorkflowInput) => {
  const quotes = expireDueQuotesStep(input)
  emitEventStep({ eventName: QuoteEvents.EXPIRED, data: transform({ quotes }, toQuoteEvents) })
  return new WorkflowResponse(quotes)
})
