import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { QUOTE_MODULE } from "../../../modules/quote"
import type { QuoteRow } from "../../../modules/quote/types"

export type TakeDueRemindersStepInput = {
  /** Those that expire within so many days. */
  days: number
  /** So many at the most. */
  limit: number
}

/**
 * Notes of quotes that their customers are reminded of them, each revision once. It stays noted: better no reminder than
 * two.
 *
 * @example
 * const quotes = takeDueRemindersStep({ days: 3, limit: 100 })
 */
export const takeDueRemindersStep = createStep(
  "take-due-reminders",
  async (input: TakeDueRemindersStepInput, { container }): Promise<StepResponse<QuoteRow[]>> =>
    new StepResponse(await container.resolve(QUOTE_MODULE).takeDueReminders(input))
)
