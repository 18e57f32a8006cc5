import { createWorkflow, transform, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { emitEventStep } from "@medusajs/medusa/core-flows"
import { QuoteEvents } from "../../events"
import { takeDueRemindersStep, type TakeDueRemindersStepInput } from "./steps/take-due-reminders"
import { toQuoteEvents } from "./events/to-quote-event"

export type RemindOfQuotesWorkflowInput = TakeDueRemindersStepInput

/**
 * Emits `quote.expiring` for quotes that expire within so many days, once for each revision. Those that were sent for a
 * shorter time than that are none. Gives them.
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
