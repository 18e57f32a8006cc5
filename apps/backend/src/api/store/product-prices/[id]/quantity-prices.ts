/** The price of one unit from a quantity on, in major units. */
export type QuantityPrice = { min_quantity: number; amount: number }

/**
 * Returns the quantities at which a price can change: where a bound begins, and after one ends.
 *
 * @example
 * quantitiesOf([{ max_quantity: 49 }, { min_quantity: 50 }]) // [1, 50]
 */
export const quantitiesOf = (prices: { min_quantity?: unknown; max_quantity?: unknown }[]): number[] => {
  const bounds = prices.flatMap(({ min_quantity, max_quantity }) => [toNumber(min_quantity), toNumber(max_quantity, 1)])
  return [...new Set([1, ...bounds.filter((bound) => bound > 1)])].sort((one, other) => one - other)
}

/** Zero stands for no bound. */
const toNumber = (bound: unknown, beyond = 0): number => (bound === null || bound === undefined ? 0 : Number(bound) + beyond)

/**
 * Returns the prices without those that repeat the one before.
 *
 * @example
 * toQuantityPrices([{ quantity: 1, amount: 2 }, { quantity: 20, amount: 2 }]) // [{ min_quantity: 1, amount: 2 }]
 */
export const toQuantityPrices = (prices: { quantity: number; amount: unknown }[]): QuantityPrice[] =>
  prices
    .flatMap(({ quantity, amount }) =>
      amount === null || amount === undefined ? [] : [{ min_quantity: quantity, amount: Number(amount) }]
    )
    .filter(({ amount }, index, all) => amount !== all[index - 1]?.amount)
