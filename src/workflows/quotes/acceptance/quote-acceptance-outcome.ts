import type { MedusaContainer } from "@medusajs/framework/types"
import { BULK_ORDER_MODULE } from "../../../modules/bulk-order"
import { QUOTE_MODULE } from "../../../modules/quote"
import type { PlacementOutcome } from "../../bulk-orders"
import { noteQuoteAcceptanceWorkflow } from "./note-quote-acceptance"

/**
 * What follows from the outcome of a placement for quotes: a complete order makes its quote `accepted`, and a placement that
 * comes to nothing lets go of it. Placements without a quote are left alone.
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

/** A placement that holds a quote has its row before. One without a row after this long was deleted. */
const HELD_FOR_SECONDS = 60

/**
 * Releases quotes that are held by placements without a row: those of processes that lost their lease and went on.
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
