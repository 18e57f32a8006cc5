import type { QuoteDocumentLine } from "../types"

/** Whether the prices of a quote include taxes, exclude them, or are mixed. */
export type TaxKind = "including" | "excluding" | "mixed"

/**
 * Returns the tax kind of the prices, or `undefined` if no line has a price.
 *
 * @example
 * taxKindOf(quote.lines) === "mixed"
 */
export const taxKindOf = (lines: QuoteDocumentLine[]): TaxKind | undefined => {
  const including = lines.filter((line) => line.is_tax_inclusive).length
  if (lines.length === 0) {
    return undefined
  }
  if (including === 0) {
    return "excluding"
  }
  return including === lines.length ? "including" : "mixed"
}
