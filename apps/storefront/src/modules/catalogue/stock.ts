import type { Stock } from "./types"

/** From how many on a page no longer says how many are left. */
const PLENTY = 20

/**
 * Returns how many of a variant there are, in the words that pages have for it.
 *
 * @example
 * stockOf({ manage_inventory: true, allow_backorder: false, inventory_quantity: 6 }) // { state: "few", count: 6 }
 */
export const stockOf = ({
  manage_inventory,
  allow_backorder,
  inventory_quantity,
}: {
  manage_inventory?: boolean | null
  allow_backorder?: boolean | null
  inventory_quantity?: number | null
}): Stock => {
  if (!manage_inventory || allow_backorder) {
    return { state: "in", count: null }
  }
  const count = Math.max(0, inventory_quantity ?? 0)
  return { state: count === 0 ? "out" : count < PLENTY ? "few" : "in", count }
}
