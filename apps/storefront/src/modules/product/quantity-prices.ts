import "server-only"

import { cache } from "react"
import { shopOfVisitor } from "@/lib/medusa/client"
import { getMarket } from "@/lib/medusa/market"
import type { QuantityPrice } from "./tiers"

/**
 * Returns what one unit of each variant costs the visitor, by the quantity that they buy. None where the shop does not say.
 *
 * @example
 * const prices = await quantityPrices(product.id)
 * prices.get(variant.id) // [{ min_quantity: 1, amount: 3.7 }, { min_quantity: 50, amount: 3.44 }]
 */
export const quantityPrices = cache(async (productId: string): Promise<Map<string, QuantityPrice[]>> => {
  const [shop, { regionId }] = await Promise.all([shopOfVisitor(), getMarket()])
  const { variants } = await shop.fetch<{ variants: { id: string; prices: QuantityPrice[] }[] }>(
    `/store/product-prices/${encodeURIComponent(productId)}`,
    { query: { region_id: regionId } }
  )
  return new Map(variants.map(({ id, prices }) => [id, prices]))
})
