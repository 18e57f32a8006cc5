import { createWorkflow, transform, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { emitEventStep } from "@medusajs/medusa/core-flows"
import { QuoteEvents } from "../../events"
import { expireDueQuotesStep, type ExpireDueQuotesStepInput } from "./steps/expire-due-quotes"
import { toQuoteEvents } from "./events/to-quote-event"

export type ExpireQuotesWorkflowInput = ExpireDueQuotesStepInput

/**
 * Lets sent quotes expire whose time has passed, and emits `quote.expired` for each. Those that another process is at, or
 * that are being accepted, are left alone. Gives them.
 *
 * @example
 * const { result: quotes } = await expireQuotesWorkflow(container).run({ input: { limit: 100 } })
 *
 * @summary Let quotes expire.
 */
export const expireQuotesWorkflow = createWorkflow("expire-quotes", (input: ExpireQuotesWorkflowInput) => {
  const quotes = expireDueQuotesStep(input)
  emitEventStep({ eventName: QuoteEvents.EXPIRED, data: transform({ quotes }, toQuoteEvents) })
  return new WorkflowResponse(quotes)
})
