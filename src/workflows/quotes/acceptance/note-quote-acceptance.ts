import { createStep, createWorkflow, StepResponse, transform } from "@medusajs/framework/workflows-sdk"
import { emitEventStep } from "@medusajs/medusa/core-flows"
import { QuoteEvents } from "../../../events"
import { QUOTE_MODULE } from "../../../modules/quote"
import type { QuoteRecord } from "../../../modules/quote/types"
import { toQuoteEvent } from "../events/to-quote-event"

export type NoteQuoteAcceptanceWorkflowInput = {
  /** The placement that placed the order. */
  accepting_id: string
  order_id: string
}

/** Idempotent. Returns `null` if no quote belongs to the order. */
const noteQuoteAcceptanceStep = createStep(
  "note-quote-acceptance",
  async (input: NoteQuoteAcceptanceWorkflowInput, { container }): Promise<StepResponse<QuoteRecord | null>> =>
    new StepResponse((await container.resolve(QUOTE_MODULE).acceptances.complete(input)) ?? null)
)

/**
 * Marks the quote of a complete order as accepted, and emits `quote.accepted`. A repeated run emits the event again, in case
 * the first process died before it did.
 *
 * @example
 * await noteQuoteAcceptanceWorkflow(container).run({ input: { accepting_id: "bulk_123", order_id: "order_123" } })
 *
 * @summary Record that a quote was accepted.
 */
export const noteQuoteAcceptanceWorkflow = createWorkflow("note-quote-acceptance", (input: NoteQuoteAcceptanceWorkflowInput) => {
  const quote = noteQuoteAcceptanceStep({ accepting_id: input.accepting_id, order_id: input.order_id })
  emitEventStep({
    eventName: QuoteEvents.ACCEPTED,
    data: transform({ quote }, ({ quote }) => (quote ? [toQuoteEvent({ quote })] : [])),
  })
})
