import type { Amounts, Price } from "../catalogue/types"

/** What the shop says a unit costs from a quantity on. */
export type QuantityPrice = { min_quantity: number; amount: number }

/** What a unit costs from a quantity on, with and without tax. `to` is `null` for the last one. */
export type Tier = Amounts & { from: number; to: number | null }

/**
 * Returns the price of a variant by quantity. The shop calculates taxes for the price of a single unit only; its rate holds
 * for all of them.
 *
 * @param prices - of one variant, the smallest quantity first
 * @example
 * tiersOf(price, [{ min_quantity: 1, amount: 3.7 }, { min_quantity: 50, amount: 3.44 }])
 */
export const tiersOf = (price: Price, prices: readonly QuantityPrice[]): Tier[] => {
  const base = prices[0]?.amount
  // The amounts are either with or without tax, as the shop keeps its prices. The first one tells.
  const withTax = base ? price.withTax / base : 1
  const withoutTax = base ? price.withoutTax / base : 1
  return prices.map(({ min_quantity, amount }, index) => {
    const next = prices[index + 1]
    return {
      from: min_quantity,
      to: next ? next.min_quantity - 1 : null,
      withTax: rounded(amount * withTax),
      withoutTax: rounded(amount * withoutTax),
    }
  })
}

const rounded = (amount: number): number => Math.round(amount * 10_000) / 10_000

/** Returns the tier of a quantity; the first one for less than its beginning. */
export const tierAt = <Its extends { from: number }>(tiers: readonly Its[], quantity: number): Its | undefined =>
  tiers.findLast(({ from }) => from <= quantity) ?? tiers[0]
