import { createWorkflow, transform } from "@medusajs/framework/workflows-sdk"
import { emitEventStep } from "@medusajs/medusa/core-flows"
import { QuoteEvents } from "../../../events"
import { noteQuoteAcceptanceStep, type NoteQuoteAcceptanceStepInput } from "./note-quote-acceptance-step"
import { toQuoteEvent } from "../events/to-quote-event"

export type NoteQuoteAcceptanceWorkflowInput = NoteQuoteAcceptanceStepInput

/**
 * Makes a quote accepted whose order is complete, and tells of it: again where a process has ended before that was noted.
 *
 * @example
 * await noteQuoteAcceptanceWorkflow(container).run({ input: { accepting_id: "bulk_123", order_id: "order_123" } })
 *
 * @summary Note that a quote was accepted.
 */
export const noteQuoteAcceptanceWorkflow = createWorkflow("note-quote-acceptance", (input: NoteQuoteAcceptanceWorkflowInput) => {
  const quote = noteQuoteAcceptanceStep({ accepting_id: input.accepting_id, order_id: input.order_id })
  emitEventStep({
    eventName: QuoteEvents.ACCEPTED,
    data: transform({ quote }, ({ quote }) => (quote ? [toQuoteEvent({ quote })] : [])),
  })
})
