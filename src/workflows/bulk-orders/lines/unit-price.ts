import type { CalculatedPriceSet } from "@medusajs/framework/types"
import { MathBN, PriceListType } from "@medusajs/framework/utils"
import type { LineOffer, UnitPrice } from "../types"

/** Returns the catalogue's price, if there is one. */
export const toCataloguePrice = (price: CalculatedPriceSet | undefined): UnitPrice | undefined =>
  !price || price.calculated_amount === null
    ? undefined
    : {
        unit_price: MathBN.convert(price.calculated_amount).toNumber(),
        compare_at_unit_price: priceBeforeSale(price),
        is_tax_inclusive: Boolean(price.is_calculated_price_tax_inclusive),
        is_custom_price: false,
      }

/** Returns the price that the shop has offered. */
export const toOfferedPrice = ({ unit_price, is_tax_inclusive }: LineOffer): UnitPrice => ({
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
