import type { MedusaContainer } from "@medusajs/framework/types"
import { BULK_ORDER_MODULE } from "../../../modules/bulk-order"
import { PLACEMENT_LEASE_SECONDS } from "../../../modules/bulk-order/placements"

const RENEW_AFTER_MS = (PLACEMENT_LEASE_SECONDS * 1000) / 3

/**
 * Runs a job, and renews the placement's lease until the job ends.
 *
 * @example
 * await keepLease(container, placement.id, () => undoPlacement(container, placement))
 */
export const keepLease = async <T>(container: MedusaContainer, placementId: string, job: () => Promise<T>): Promise<T> => {
  const { placements } = container.resolve(BULK_ORDER_MODULE)
  const renewing = setInterval(() => void placements.keep(placementId).catch(() => undefined), RENEW_AFTER_MS)
  try {
    return await job()
  } finally {
    clearInterval(renewing)
  }
}
