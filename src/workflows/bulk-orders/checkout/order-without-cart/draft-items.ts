import { MedusaError } from "@medusajs/framework/utils"
import type { OrderableLine, UnitPrice } from "../../types"
import type { DraftItem, VariantSnapshot } from "./types"

/**
 * Returns a line in the shape of a cart's item, without taxes and discounts.
 *
 * @throws MedusaError `invalid_data` if the line has no price
 *
 * @example
 * const item = toDraftItem("ordli_123", line, snapshot, price)
 */
export const toDraftItem = (
  id: string,
  line: OrderableLine,
  found: VariantSnapshot | undefined,
  price: UnitPrice | undefined
): DraftItem => {
  if (!found || !price) {
    throw new MedusaError(MedusaError.Types.INVALID_DATA, `Variants with IDs ${line.variant.id} do not have a price`)
  }
  const { snapshot, product, variant } = found
  return {
    ...snapshot,
    ...price,
    id,
    quantity: line.quantity,
    metadata: {},
    product,
    variant,
    tax_lines: [],
    adjustments: [],
  }
}
