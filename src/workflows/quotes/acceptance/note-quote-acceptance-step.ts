import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { QUOTE_MODULE } from "../../../modules/quote"
import type { QuoteRecord } from "../../../modules/quote/types"

export type NoteQuoteAcceptanceStepInput = {
  /** The attempt that placed the order. */
  accepting_id: string
  order_id: string
}

/**
 * Makes a quote accepted whose order is complete. Done again, it gives the quote and changes nothing; `null` where no
 * quote has the order.
 *
 * @example
 * const quote = noteQuoteAcceptanceStep({ accepting_id: "bulk_123", order_id: "order_123" })
 */
export const noteQuoteAcceptanceStep = createStep(
  "note-quote-acceptance",
  async (input: NoteQuoteAcceptanceStepInput, { container }): Promise<StepResponse<QuoteRecord | null>> =>
    new StepResponse((await container.resolve(QUOTE_MODULE).acceptances.complete(input)) ?? null)
)
