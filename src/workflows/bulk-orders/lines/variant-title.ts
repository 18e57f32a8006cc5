import { foldCase } from "../../../modules/customer-role/look-alike-skus"
import type { OrderVariant } from "../types"

/** Names that Medusa and its importers give the only variant of a product. */
const NAMELESS = new Set(["", "default", "default title", "default variant", "default option value"])

/**
 * Returns the title that tells a variant from others of its product, or `null` if it has none of its own.
 *
 * @example
 * variantTitleOf({ title: "42 / Black", product_title: "Boot" }) // "42 / Black"
 * variantTitleOf({ title: "Default variant", product_title: "Boot" }) // null
 */
export const variantTitleOf = ({ title, product_title }: Pick<OrderVariant, "title" | "product_title">): string | null => {
  const folded = foldCase(title.trim())
  return NAMELESS.has(folded) || folded === foldCase(product_title.trim()) ? null : title.trim()
}
