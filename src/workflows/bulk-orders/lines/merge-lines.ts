import type { OrderLine, OrderLineInput, OrderVariant } from "../types"
import { isOrderableQuantity, toLines } from "./match-variants"

/** Requests with the same key become one line. Invalid requests are never merged, so that each is reported. */
const toKey = (line: OrderLine, { variant_id }: OrderLineInput): string => {
  if (line.offer || line.quantity === null || (line.problem?.code === "unknown_sku" && !line.variant)) {
    return `#${line.index}`
  }
  return line.variant?.id ?? JSON.stringify([variant_id ?? null, line.sku])
}

/**
 * Merges requests for the same product into one line: quantities are summed, and the line keeps the place of the first
 * request. A sum that is too large leaves the line without a quantity. Requests without a valid quantity are never merged.
 *
 * @example
 * const lines = mergeLines(items, variants)
 */
export const mergeLines = (items: OrderLineInput[], variants: OrderVariant[], hiddenSkus: string[] = []): OrderLine[] => {
  const merged = new Map<string, OrderLine>()
  toLines(items, variants, hiddenSkus).forEach((line, index) => {
    const key = toKey(line, items[index])
    const first = merged.get(key)
    if (!first) {
      merged.set(key, line)
      return
    }
    const sum = first.quantity === null || line.quantity === null ? null : first.quantity + line.quantity
    const sources = [...(first.sources ?? []), ...(line.sources ?? [])]
    merged.set(key, {
      ...first,
      quantity: sum !== null && isOrderableQuantity(sum) ? sum : null,
      ...(sources.length > 0 ? { sources } : {}),
    })
  })
  return [...merged.values()]
}
