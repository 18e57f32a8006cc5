import type { CalculatedBulkOrder } from "../checkout/order-without-cart/types"
import { isOrderable } from "./line-rules"
import { availableOf } from "./stock-cover"
import type { BulkOrderPreview, OrderableLine, OrderLine, OrderLineError, SheetRowsReport } from "../types"
import { variantTitleOf } from "./variant-title"

export type ToPreviewInput = {
  lines: OrderLine[]
  /** One amount for each line, or `null` without a price. */
  unit_prices: (number | null)[]
  errors: OrderLineError[]
  currency_code: string
  /** The totals of the lines without errors, if there are any. */
  calculated?: CalculatedBulkOrder
  /** The report about the CSV, if the lines come from one. */
  rows?: SheetRowsReport
}

/**
 * Returns the lines without errors.
 *
 * @example
 * const lines = withoutErrors(requested, errors)
 */
export const withoutErrors = (lines: OrderLine[], errors: OrderLineError[]): OrderableLine[] => {
  const bad = new Set(errors.map(({ index }) => index))
  return lines.filter(isOrderable).filter(({ index }) => !bad.has(index))
}

/**
 * Returns what callers see of a bulk order before they place it. The totals cover the lines without errors.
 *
 * @example
 * const preview = toPreview({ lines, unit_prices, errors, currency_code: "eur", calculated })
 */
export const toPreview = ({ lines, unit_prices, errors, currency_code, calculated, rows }: ToPreviewInput): BulkOrderPreview => {
  const errorsOf = new Map<number, OrderLineError[]>()
  for (const error of errors) {
    errorsOf.set(error.index, [...(errorsOf.get(error.index) ?? []), error])
  }
  const place = new Map(withoutErrors(lines, errors).map(({ index }, position) => [index, position]))
  return {
    lines: lines.map((line, position) => {
      const calculatedAt = place.get(line.index) ?? -1
      const lineErrors = errorsOf.get(line.index) ?? []
      return {
        index: line.index,
        sku: line.sku,
        variant_id: line.variant?.id ?? null,
        title: line.variant?.product_title ?? null,
        variant_title: line.variant ? variantTitleOf(line.variant) : null,
        quantity: line.quantity,
        unit_price: calculated?.items[calculatedAt]?.unit_price ?? unit_prices[position],
        total: calculated?.item_totals[calculatedAt]?.total ?? null,
        available: lineErrors.find(({ available }) => available !== undefined)?.available ?? availableOf(line),
        ...(line.sources ? { rows: line.sources.map(({ row }) => row) } : {}),
        errors: lineErrors,
      }
    }),
    subtotal: calculated?.totals.subtotal ?? 0,
    tax_total: calculated?.totals.tax_total ?? 0,
    shipping_total: calculated?.totals.shipping_total ?? 0,
    total: calculated?.totals.total ?? 0,
    currency_code,
    valid: errors.length === 0,
    // Rows of lines with errors do not count as ordered.
    ...(rows ? { rows: { ...rows, ordered: rowCountOf(withoutErrors(lines, errors)) } } : {}),
  }
}

const rowCountOf = (lines: OrderLine[]): number => lines.reduce((count, { sources }) => count + (sources?.length ?? 0), 0)
