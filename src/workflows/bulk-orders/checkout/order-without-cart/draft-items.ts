import type { CalculatedPriceSet } from "@medusajs/framework/types"
import { MathBN, MedusaError, PriceListType } from "@medusajs/framework/utils"
import type { LineOffer, OrderableLine } from "../../types"
import type { DraftItem, VariantSnapshot } from "./types"

/** The price of one unit, as Medusa's carts keep it. */
export type DraftPrice = Pick<DraftItem, "unit_price" | "compare_at_unit_price" | "is_tax_inclusive" | "is_custom_price">

/**
 * Returns a line as Medusa's carts would keep it, without taxes and discounts.
 *
 * @throws MedusaError `invalid_data` without a price
 *
 * @example
 * const item = toDraftItem("ordli_123", line, snapshot, price)
 */
export const toDraftItem = (
  id: string,
  line: OrderableLine,
  found: VariantSnapshot | undefined,
  price: DraftPrice | undefined
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

/** Returns the catalogue's price, if there is one. */
export const toCataloguePrice = (price: CalculatedPriceSet | undefined): DraftPrice | undefined =>
  !price || price.calculated_amount === null
    ? undefined
    : {
        unit_price: MathBN.convert(price.calculated_amount).toNumber(),
        compare_at_unit_price: priceBeforeSale(price),
        is_tax_inclusive: Boolean(price.is_calculated_price_tax_inclusive),
        is_custom_price: false,
      }

/** Returns the price that the shop has offered. */
export const toOfferedPrice = ({ unit_price, is_tax_inclusive }: LineOffer): DraftPrice => ({
  unit_price,
  compare_at_unit_price: null,
  is_tax_inclusive,
  is_custom_price: true,
})

const priceBeforeSale = ({ calculated_price, original_amount, calculated_amount }: CalculatedPriceSet): number | null =>
  calculated_price?.price_list_type === PriceListType.SALE &&
  original_amount !== null &&
  !MathBN.eq(original_amount, calculated_amount ?? 0)
    ? MathBN.convert(original_amount).toNumber()
    : null
