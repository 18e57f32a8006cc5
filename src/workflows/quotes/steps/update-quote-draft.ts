import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { pluginOptions } from "../../../modules/customer-role/plugin-options"
import { QUOTE_MODULE } from "../../../modules/quote"
import type { QuoteActor, QuoteDraftChanges, QuoteRecord } from "../../../modules/quote/types"

export type UpdateQuoteDraftStepInput = {
  quote_id: string
  changes: QuoteDraftChanges
  expected_updated_at?: Date | string
  actor: QuoteActor
}

/**
 * Changes the draft of a quote, all of it or nothing. It is to be the last that a workflow does: what other admins have
 * seen is not taken back.
 *
 * @throws CustomerRoleError `not_found`, `quote_changed`, `quote_expired`, `invalid_quote_state`, `invalid_request`,
 * `too_many_lines`
 *
 * @example
 * const quote = updateQuoteDraftStep({ quote_id: "quo_123", changes: { remove: ["quoitm_123"] }, actor })
 */
export const updateQuoteDraftStep = createStep(
  "update-quote-draft",
  async ({ quote_id, ...change }: UpdateQuoteDraftStepInput, { container }): Promise<StepResponse<QuoteRecord>> => {
    const { maxLines } = pluginOptions(container).bulkOrders
    return new StepResponse(await container.resolve(QUOTE_MODULE).updateDraft({ id: quote_id, max_lines: maxLines, ...change }))
  }
)
