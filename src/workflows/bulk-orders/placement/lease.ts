import type { MedusaContainer } from "@medusajs/framework/types"
import { CUSTOMER_ROLE_MODULE } from "../../../modules/customer-role"
import { PLACEMENT_LEASE_SECONDS } from "../../../modules/customer-role/bulk-order-placements"

const KEEP_EVERY_MS = (PLACEMENT_LEASE_SECONDS * 1000) / 3

/**
 * Stays in charge of an attempt for as long as a job with it takes.
 *
 * @example
 * await keepPlacement(container, placement.id, () => undoPlacement(container, placement))
 */
export const keepPlacement = async <T>(container: MedusaContainer, id: string, job: () => Promise<T>): Promise<T> => {
  const { placements } = container.resolve(CUSTOMER_ROLE_MODULE)
  const keeping = setInterval(() => void placements.keep(id).catch(() => undefined), KEEP_EVERY_MS)
  try {
    return await job()
  } finally {
    clearInterval(keeping)
  }
}
