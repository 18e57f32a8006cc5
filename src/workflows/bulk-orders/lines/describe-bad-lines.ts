import type { MedusaContainer } from "@medusajs/framework/types"
import { findBadLines } from "./order-lines"
import { suggestSkus } from "./suggest-skus"
import { tellApart } from "./tell-skus-apart"
import type { OrderLine, OrderLineError } from "../types"

export type DescribeBadLinesInput = {
  lines: OrderLine[]
  /** One amount for each line, `null` where there is no price. */
  unit_prices: (number | null)[]
  sales_channel_id: string
}

/**
 * All lines that cannot be ordered and why, with what may have been meant by unknown SKUs.
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
  // What a line has to say of itself is more than what its SKU resembles.
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
