import type { CalculatedPriceSet, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"

/** The values of a line that decide its price. */
export type LineToPrice = { price_set_id: string; quantity: number }

type Tier = { price_set_id: string; min_quantity: number | null; max_quantity: number | null }

/**
 * Returns the price of one unit of each line, or `undefined` without one.
 *
 * Medusa's Pricing Module prices many lines at once, but only for one quantity. So this groups lines with quantities between
 * the same bounds of price tiers: any quantity of a group gives the same prices.
 *
 * @example
 * const prices = await priceLines(container, [{ price_set_id: "pset_123", quantity: 100 }], { currency_code: "eur" })
 */
export const priceLines = async (
  container: MedusaContainer,
  lines: LineToPrice[],
  context: object
): Promise<(CalculatedPriceSet | undefined)[]> => {
  const pricing = container.resolve(Modules.PRICING)
  const tiers = await findTiers(container, lines)
  const prices = new Map<LineToPrice, CalculatedPriceSet>()
  for (const group of groupByTier(lines, tiers)) {
    const found = await pricing.calculatePrices(
      { id: [...new Set(group.map(({ price_set_id }) => price_set_id))] },
      { context: { ...toFlatType(context), quantity: group[0].quantity } }
    )
    const bySet = new Map(found.map((price) => [price.id, price]))
    for (const line of group) {
      const price = bySet.get(line.price_set_id)
      if (price) {
        prices.set(line, price)
      }
    }
  }
  return lines.map((line) => prices.get(line))
}

// Medusa declares flat contexts only. Rules such as `customer.groups.id` need the nested one.
const toFlatType = (context: object): Record<string, string> => Object.fromEntries(Object.entries(context))

const findTiers = async (container: MedusaContainer, lines: LineToPrice[]): Promise<Tier[]> => {
  if (lines.length === 0) {
    return []
  }
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "price",
    fields: ["price_set_id", "min_quantity", "max_quantity"],
    filters: {
      price_set_id: [...new Set(lines.map(({ price_set_id }) => price_set_id))],
      $or: [{ min_quantity: { $ne: null } }, { max_quantity: { $ne: null } }],
    },
  })
  return data.map(({ price_set_id, min_quantity, max_quantity }) => ({
    price_set_id: String(price_set_id),
    min_quantity: toBound(min_quantity),
    max_quantity: toBound(max_quantity),
  }))
}

const toBound = (value: unknown): number | null => (value === null || value === undefined ? null : Number(value))

/** Groups lines that the Pricing Module can price at once. Lines without tiers join the first group. */
export const groupByTier = (lines: LineToPrice[], tiers: Tier[]): LineToPrice[][] => {
  const tiered = new Set(tiers.map(({ price_set_id }) => price_set_id))
  const lowest = [...new Set(tiers.flatMap(({ min_quantity }) => min_quantity ?? []))]
  const highest = [...new Set(tiers.flatMap(({ max_quantity }) => max_quantity ?? []))]
  const groups = new Map<string, LineToPrice[]>()
  for (const line of lines.filter(({ price_set_id }) => tiered.has(price_set_id))) {
    const begun = lowest.filter((bound) => bound <= line.quantity).length
    const ended = highest.filter((bound) => bound < line.quantity).length
    const key = `${begun}:${ended}`
    const group = groups.get(key) ?? []
    group.push(line)
    groups.set(key, group)
  }
  const plain = lines.filter(({ price_set_id }) => !tiered.has(price_set_id))
  const [first = [], ...others] = groups.values()
  return [[...first, ...plain], ...others].filter((group) => group.length > 0)
}
