import type { MedusaContainer } from "@medusajs/framework/types"
import { findBadLines } from "./order-lines"
import { suggestSkus } from "./suggest-skus"
import type { OrderLine, OrderLineError } from "./types"

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
  return errors.map((error) =>
    error.code === "unknown_sku" ? { ...error, suggestions: suggestions.get(error.sku ?? "") ?? [] } : error
  )
}
