import type { OrderLineError } from "medusa-customer-role-storefront"

/** Why a row cannot be ordered, in the words of `quickOrder.problems`, with the figures in them. */
export type LineProblem = { key: ProblemKey; count: number }

export type ProblemKey = OrderLineError["code"] | "no_product" | "no_quantity" | "doubtful_quantity" | "out_of_stock" | "damaged_number"

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
  const doubtful = code === "invalid_quantity" ? DOUBTFUL.exec(message)?.[1] : undefined
  if (doubtful !== undefined) {
    return { key: "doubtful_quantity", count: Number(doubtful) }
  }
  if (code === "insufficient_stock" && available === 0) {
    return { key: "out_of_stock", count: 0 }
  }
  // The only number in the shop's sentence about a rule is the rule's own.
  return { key: code, count: available ?? Number(/\d+/.exec(message)?.[0] ?? 0) }
}

/** The shop's sentence about 1.200, which is a thousand and two hundred, or one and a fifth. */
const DOUBTFUL = /it may be (\d+) or [\d.]+, and no other number/
