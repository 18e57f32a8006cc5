import type { CartLikeWithTotals } from "@medusajs/framework/types"
import { createRawPropertiesFromBigNumber, decorateCartTotals } from "@medusajs/framework/utils"
import type { DraftItem, DraftShippingMethod, ItemTotals, OrderDraft, OrderTotals, RawAmount } from "./types"

type WithTotals<T> = T & ItemTotals & { original_total: number }

/** A draft with the totals of Medusa's carts: plain numbers, and Medusa's exact amounts in `raw_…`. */
export type TotalledDraft = Omit<OrderDraft, "items" | "shipping_methods"> &
  OrderTotals & {
    raw_total: RawAmount
    items: WithTotals<DraftItem>[]
    shipping_methods: WithTotals<DraftShippingMethod>[]
  }

const copyParts = <T extends DraftItem | DraftShippingMethod>(part: T): T => ({
  ...part,
  tax_lines: part.tax_lines.map((line) => ({ ...line })),
  adjustments: part.adjustments.map((adjustment) => ({ ...adjustment })),
})

/**
 * Returns a draft with the totals that Medusa calculates.
 *
 * @example
 * const { total, items } = withTotals(draft)
 */
export const withTotals = (draft: OrderDraft): TotalledDraft => {
  const { currency_code, items, shipping_methods } = draft
  // A copy, because Medusa writes its totals into its argument.
  const cart: CartLikeWithTotals = decorateCartTotals({
    currency_code,
    items: items.map(copyParts),
    shipping_methods: shipping_methods.map(copyParts),
  })
  createRawPropertiesFromBigNumber(cart)
  return { ...draft, ...JSON.parse(JSON.stringify(cart)) }
}
