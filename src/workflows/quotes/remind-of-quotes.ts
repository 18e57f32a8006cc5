import { createStep, createWorkflow, StepResponse, transform, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { emitEventStep } from "@medusajs/medusa/core-flows"
import { QuoteEvents } from "../../events"
import { QUOTE_MODULE } from "../../modules/quote"
import type { QuoteRow } from "../../modules/quote/types"
import { toQuoteEvents } from "./events/to-quote-event"

export type RemindOfQuotesWorkflowInput = {
  /** Reminds of quotes that expire within this many days. */
  days: number
  /** The most quotes to remind of in this run. */
  limit: number
}

/** Marks the quotes as reminded and has no compensation: a missing reminder is better than a second one. */
const takeDueRemindersStep = createStep(
  "take-due-reminders",
  async (input: RemindOfQuotesWorkflowInput, { container }): Promise<StepResponse<QuoteRow[]>> =>
    new StepResponse(await container.resolve(QUOTE_MODULE).takeDueReminders(input))
)

/**
 * Emits `quote.expiring` for sent quotes that expire within `days`, once per revision. Skips offers whose whole validity
 * is shorter than that. Returns the quotes.
 *
 * @example
 * const { result: quotes } = await remindOfQuotesWorkflow(container).run({ input: { days: 3, limit: 100 } })
 *
 * @summary Remind of quotes that expire soon.
 */
export const remindOfQuotesWorkflow = createWorkflow("remind-of-quotes", (input: RemindOfQuotesWorkflowInput) => {
  const quotes = takeDueRemindersStep(input)
  emitEventStep({ eventName: QuoteEvents.EXPIRING, data: transform({ quotes }, toQuoteEvents) })
  return new WorkflowResponse(quotes)
})
