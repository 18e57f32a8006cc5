import type { CalculatedPriceSet } from "@medusajs/framework/types"
import { MathBN, MedusaError, PriceListType } from "@medusajs/framework/utils"
import type { OrderableLine } from "../types"
import type { DraftItem, VariantSnapshot } from "./types"

/**
 * A line as Medusa's carts would keep it, without taxes and discounts.
 *
 * @throws MedusaError `invalid_data` where there is no price
 *
 * @example
 * const item = toDraftItem("ordli_123", line, snapshot, price)
 */
export const toDraftItem = (
  id: string,
  line: OrderableLine,
  found: VariantSnapshot | undefined,
  price: CalculatedPriceSet | undefined
): DraftItem => {
  if (!found || !price || price.calculated_amount === null) {
    throw new MedusaError(MedusaError.Types.INVALID_DATA, `Variants with IDs ${line.variant.id} do not have a price`)
  }
  const { snapshot, product, variant } = found
  return {
    ...snapshot,
    id,
    quantity: line.quantity,
    unit_price: MathBN.convert(price.calculated_amount).toNumber(),
    compare_at_unit_price: priceBeforeSale(price),
    is_tax_inclusive: Boolean(price.is_calculated_price_tax_inclusive),
    is_custom_price: false,
    metadata: {},
    product,
    variant,
    tax_lines: [],
    adjustments: [],
  }
}

const priceBeforeSale = ({ calculated_price, original_amount, calculated_amount }: CalculatedPriceSet): number | null =>
  calculated_price?.price_list_type === PriceListType.SALE &&
  original_amount !== null &&
  !MathBN.eq(original_amount, calculated_amount ?? 0)
    ? MathBN.convert(original_amount).toNumber()
    : null
