import type { MedusaContainer } from "@medusajs/framework/types"
import type { OrderLine, OrderLineError } from "../types"
import { findBrokenRules, findRefusedLines } from "./line-rules"
import { findUncoveredLines } from "./stock-cover"
import { suggestSkus } from "./suggest-skus"
import { tellApart } from "./describe-sku-differences"

/**
 * Returns all lines that cannot be ordered, each with its first reason, in the order of the lines. A refused line takes no
 * stock from the others. `unitPrices` has one entry for each line.
 *
 * @example
 * const errors = findBadLines(lines, unitPrices)
 */
export const findBadLines = (lines: OrderLine[], unitPrices: (number | null)[]): OrderLineError[] => {
  const found = findRefusedLines(lines, unitPrices)
  // A broken rule wins over a missing price: a quantity that no price tier covers has no price for that very reason.
  const broken = findBrokenRules(
    without(
      lines,
      found.filter(({ code }) => code !== "no_price")
    )
  )
  const refused = without(found, broken)
  const uncovered = findUncoveredLines(without(lines, [...refused, ...broken]))
  return [...refused, ...broken, ...uncovered].sort((one, other) => one.index - other.index)
}

const without = <T extends { index: number }>(lines: T[], errors: OrderLineError[]): T[] => {
  const indexes = new Set(errors.map(({ index }) => index))
  return lines.filter(({ index }) => !indexes.has(index))
}

export type DescribeBadLinesInput = {
  lines: OrderLine[]
  /** One amount for each line, or `null` without a price. */
  unit_prices: (number | null)[]
  sales_channel_id: string
}

/**
 * Returns all lines that cannot be ordered and why, with suggestions for unknown SKUs.
 *
 * @example
 * const errors = await describeBadLines(container, { lines, unit_prices, sales_channel_id: "sc_123" })
 */
export const describeBadLines = async (
  container: MedusaContainer,
  { lines, unit_prices, sales_channel_id }: DescribeBadLinesInput
): Promise<OrderLineError[]> => {
  const errors = findBadLines(lines, unit_prices)
  const unknown = errors.flatMap(({ code, sku }) => (code === "unknown_sku" && sku ? [sku] : []))
  const suggestions = await suggestSkus(container, { skus: unknown, sales_channel_ids: [sales_channel_id] })
  // A line with a problem of its own already explains itself, so it gets no suggestions.
  const explained = new Set(lines.flatMap(({ index, problem }) => (problem?.code === "unknown_sku" ? [index] : [])))
  return errors.map((error) => {
    if (error.code !== "unknown_sku") {
      return error
    }
    const { skus, are_alike } = suggestions.get(error.sku ?? "") ?? { skus: [], are_alike: false }
    const difference = are_alike && !explained.has(error.index) ? ` ${tellApart(error.sku ?? "", skus)}` : ""
    return { ...error, message: error.message + difference, suggestions: skus }
  })
}
