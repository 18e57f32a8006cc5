import type { OrderLineError } from "medusa-customer-role-storefront"

/** Why a row cannot be ordered, in the words of `quickOrder.problems`, with the figures in them. */
export type LineProblem = { key: ProblemKey; count: number }

export type ProblemKey = OrderLineError["code"] | "no_product" | "no_quantity" | "out_of_stock" | "damaged_number"

/**
 * Returns the words for what is wrong with a row.
 *
 * @example
 * const { key, count } = lineProblemOf(error)
 * t(`problems.${key}`, { count })
 */
export const lineProblemOf = ({ code, sku, available, message, raw }: OrderLineError, quantity = ""): LineProblem => {
  if (code === "unknown_sku" && sku === null) {
    return { key: "no_product", count: 0 }
  }
  if (code === "unknown_sku" && /^\d([.,]\d+)?E\+\d+$/i.test(sku ?? "")) {
    return { key: "damaged_number", count: 0 }
  }
  if (code === "invalid_quantity" && quantity.trim() === "" && raw === undefined) {
    return { key: "no_quantity", count: 0 }
  }
  if (code === "insufficient_stock" && available === 0) {
    return { key: "out_of_stock", count: 0 }
  }
  // The only number in the shop's sentence about a rule is the rule's own.
  return { key: code, count: available ?? Number(/\d+/.exec(message)?.[0] ?? 0) }
}
