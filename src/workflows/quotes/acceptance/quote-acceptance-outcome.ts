import type { MedusaContainer } from "@medusajs/framework/types"
import { BULK_ORDER_MODULE } from "../../../modules/bulk-order"
import { QUOTE_MODULE } from "../../../modules/quote"
import type { PlacementOutcome } from "../../bulk-orders"
import { noteQuoteAcceptanceWorkflow } from "./note-quote-acceptance"

/**
 * Applies the outcome of a placement to its quote: a complete order makes the quote `accepted`, and a failed placement
 * releases it. Ignores placements without a quote.
 *
 * @example
 * await settleAbandonedPlacements(container, quoteAcceptanceOutcome)
 */
export const quoteAcceptanceOutcome: PlacementOutcome = {
  onPlaced: async (container, { id, quote_id }, order_id) => {
    if (quote_id !== null) {
      await noteQuoteAcceptanceWorkflow(container).run({ input: { accepting_id: id, order_id } })
    }
  },
  onReleased: async (container, { id }) => container.resolve(QUOTE_MODULE).acceptances.release(id),
}

/** A placement gets its row before it claims a quote. If it has no row after this long, the row was deleted. */
const HELD_FOR_SECONDS = 60

/**
 * Releases quotes that are claimed by placements without a row. Processes that lost their lease and went on leave such
 * claims.
 *
 * @example
 * await releaseStrandedQuotes(container)
 */
export const releaseStrandedQuotes = async (container: MedusaContainer): Promise<void> => {
  const { acceptances } = container.resolve(QUOTE_MODULE)
  const placementIds = await acceptances.listLongerThan(HELD_FOR_SECONDS)
  const existing = new Set(await container.resolve(BULK_ORDER_MODULE).placements.listExisting(placementIds))
  for (const placementId of placementIds.filter((id) => !existing.has(id))) {
    await acceptances.release(placementId)
  }
}
