import { createWorkflow, transform, when, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { limitOrderLinesStep } from "../bulk-orders/steps/limit-order-lines"
import { toAddedLines, toDraftChanges } from "./draft-changes"
import { makeQuoteItemsWorkflow } from "./make-quote-items"
import { listQuoteChannelsStep } from "./terms/list-quote-channels"
import { loadQuoteStep } from "./steps/load-quote"
import { updateQuoteDraftStep } from "./steps/update-quote-draft"
import type { UpdateQuoteDraftWorkflowInput } from "./types"

/**
 * Changes the draft of a quote: prices, quantities, notes, lines that come and go, validity and internal note; all of it
 * or nothing. The list price of a line stays as it was. New lines are priced for the customer as of today. The customer
 * sees nothing of it before it is sent.
 *
 * @throws CustomerRoleError `not_found`, `quote_changed`, `quote_expired`, `invalid_quote_state`, `too_many_lines`;
 * `invalid_request` for a line that the draft does not have or that cannot be quoted, and for a price that cannot be
 *
 * @example
 * const { result: quote } = await updateQuoteDraftWorkflow(container).run({
 *   input: {
 *     quote_id: "quo_123",
 *     items: [{ id: "quoitm_123", discount_percentage: 10 }, { sku: "NUT-20", quantity: 50 }],
 *     actor: { type: "admin", id: "user_123" },
 *   },
 * })
 *
 * @summary Change the draft of a quote.
 */
export const updateQuoteDraftWorkflow = createWorkflow("update-quote-draft", (input: UpdateQuoteDraftWorkflowInput) => {
  const added = transform({ input }, ({ input }) => toAddedLines(input))
  const made = when("lines-are-new", { added }, ({ added }) => added.items.length > 0).then(() => {
    limitOrderLinesStep({ line_count: transform({ added }, ({ added }) => added.items.length) })
    const quote = loadQuoteStep({ quote_id: input.quote_id })
    return makeQuoteItemsWorkflow.runAsStep({
      input: {
        customer_id: quote.customer_id,
        items: added.items,
        places: added.places,
        currency_code: quote.currency_code,
        decimal_digits: quote.decimal_digits,
        region_id: quote.region_id,
        sales_channel_ids: listQuoteChannelsStep({ sales_channel_id: quote.sales_channel_id }),
      },
    })
  })
  const quote = updateQuoteDraftStep({
    quote_id: input.quote_id,
    changes: transform({ input, made }, ({ input, made }) => toDraftChanges(input, made ?? [])),
    expected_updated_at: input.expected_updated_at,
    actor: input.actor,
  })
  return new WorkflowResponse(quote)
})
