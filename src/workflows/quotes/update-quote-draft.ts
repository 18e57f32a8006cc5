import { createStep, createWorkflow, StepResponse, transform, when, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { pluginOptions } from "../../modules/customer-role/plugin-options"
import { QUOTE_MODULE } from "../../modules/quote"
import type { QuoteActor, QuoteDraftChanges, QuoteRecord } from "../../modules/quote/types"
import { limitOrderLinesStep } from "../bulk-orders/steps/limit-order-lines"
import { toAddedLines, toDraftChanges } from "./lines/draft-changes"
import { makeQuoteItemsWorkflow } from "./make-quote-items"
import { loadQuoteStep } from "./steps/load-quote"
import { listQuoteChannelsStep } from "./terms/list-quote-channels"
import type { UpdateQuoteDraftWorkflowInput } from "./types"

type UpdateQuoteDraftStepInput = {
  quote_id: string
  changes: QuoteDraftChanges
  expected_updated_at?: Date | string
  actor: QuoteActor
}

/** Has no compensation, so it must be the last step that can fail: other admins may have seen the new draft already. */
const updateQuoteDraftStep = createStep(
  "update-quote-draft",
  async ({ quote_id, ...change }: UpdateQuoteDraftStepInput, { container }): Promise<StepResponse<QuoteRecord>> => {
    const { maxLines } = pluginOptions(container).bulkOrders
    return new StepResponse(await container.resolve(QUOTE_MODULE).updateDraft({ id: quote_id, max_lines: maxLines, ...change }))
  }
)

/**
 * Changes the draft of a quote: prices, quantities, notes, added and removed lines, validity and internal note. Either all
 * changes apply or none. Existing lines keep their list price; new lines get the customer's current price. The customer does
 * not see the changes until the shop sends the draft.
 *
 * @throws CustomerRoleError `not_found`, `quote_changed`, `quote_expired`, `invalid_quote_state`, `too_many_lines`;
 * `invalid_request` for a line that the draft does not have or that cannot be quoted, and for an impossible price
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
