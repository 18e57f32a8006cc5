import type { QuantityRules } from "../types"

/** The keys of variant and product metadata that limit a line's quantity. */
export const QUANTITY_RULES = ["min_quantity", "max_quantity", "quantity_increment"] as const satisfies (keyof QuantityRules)[]

type QuantityRule = (typeof QUANTITY_RULES)[number]
type Metadata = Record<string, unknown> | null | undefined

/** A rule that is not a whole number of at least 1, and its owner. */
export type MalformedRule = { rule: QuantityRule; owner: "variant" | "product" }

// The admin's metadata editor stores what is typed as text.
const WHOLE_NUMBER = /^\d{1,15}$/

const toRule = (value: unknown): number => {
  const number = typeof value === "string" && WHOLE_NUMBER.test(value.trim()) ? Number(value) : value
  return typeof number === "number" && Number.isSafeInteger(number) && number >= 1 ? number : NaN
}

const isStated = (value: unknown): boolean => value !== undefined && value !== null && value !== ""

/**
 * Reads the quantity rules from the metadata of variant and product. Each rule of the variant overrides the product's. A
 * malformed rule of the variant is ignored, so the product's holds.
 *
 * @example
 * readQuantityRules({ min_quantity: 20 }, { min_quantity: 10, quantity_increment: "5" })
 * // { rules: { min_quantity: 20, quantity_increment: 5 }, malformed: [] }
 */
export const readQuantityRules = (variant: Metadata, product: Metadata): { rules: QuantityRules; malformed: MalformedRule[] } => {
  const rules: QuantityRules = {}
  const malformed: MalformedRule[] = []
  for (const rule of QUANTITY_RULES) {
    for (const [owner, metadata] of [
      ["variant", variant],
      ["product", product],
    ] as const) {
      const value = metadata?.[rule]
      const number = toRule(value)
      if (Number.isNaN(number) && isStated(value)) {
        malformed.push({ rule, owner })
      } else if (isStated(value)) {
        rules[rule] = number
        break
      }
    }
  }
  return { rules, malformed }
}

/**
 * Returns the fewest units that a variant's rules allow.
 *
 * @example
 * leastQuantity({ min_quantity: 12, quantity_increment: 5 }) // 15
 */
export const leastQuantity = ({ min_quantity = 1, quantity_increment = 1 }: QuantityRules): number =>
  Math.ceil(min_quantity / quantity_increment) * quantity_increment
