import type { OrderableLine, OrderLine, OrderLineError, OrderLineErrorCode, OrderVariant, PricedLine, QuantityRules } from "../types"
import { MAX_LINE_QUANTITY } from "./match-variants"

const MESSAGES: Record<OrderLineErrorCode, string> = {
  unknown_sku: "There is no such product.",
  not_for_sale: "This product cannot be ordered at the moment.",
  no_price: "This product has no price in this region.",
  invalid_quantity: `The quantity must be a whole number from 1 to ${MAX_LINE_QUANTITY}.`,
  below_minimum: "This is less than can be ordered.",
  above_maximum: "This is more than can be ordered.",
  not_a_multiple: "This quantity cannot be ordered.",
  insufficient_stock: "Not enough in stock.",
}

/**
 * Whether Medusa could reserve the variant at all: each of its inventory items has a stock location in the sales channel.
 *
 * @example
 * isReservable(variant)
 */
export const isReservable = ({ manage_inventory, allow_backorder, inventory }: OrderVariant): boolean =>
  !manage_inventory || (inventory.length > 0 && (!allow_backorder || inventory.every(({ levels }) => levels.length > 0)))

/** Returns the error of a line with one of the reasons. */
export const errorOf = (
  { index, sku, problem, sources }: OrderLine,
  code: OrderLineErrorCode,
  message = MESSAGES[code]
): OrderLineError => ({
  index,
  sku,
  code,
  ...(sources === undefined ? {} : { row: sources[0].row, raw: sources[0].raw }),
  message: problem?.code === code ? problem.message : message,
})

/** Returns why a line cannot be ordered, apart from its stock. */
const refusalOf = (line: OrderLine, unitPrice: number | null): OrderLineError | undefined => {
  if (!line.variant) {
    return errorOf(line, "unknown_sku")
  }
  if (!isReservable(line.variant)) {
    return errorOf(line, "not_for_sale")
  }
  if (line.quantity === null) {
    return errorOf(line, "invalid_quantity")
  }
  return unitPrice === null ? errorOf(line, "no_price") : undefined
}

/**
 * Returns the lines that cannot be ordered, whatever the stock. `unitPrices` has one entry for each line.
 *
 * @example
 * const errors = findRefusedLines(lines, unitPrices)
 */
export const findRefusedLines = (lines: OrderLine[], unitPrices: (number | null)[]): OrderLineError[] =>
  lines.flatMap((line, position) => refusalOf(line, unitPrices[position]) ?? [])

/** Returns the first of the merchant's quantity rules that a line breaks. No rule applies to the agreed quantities of a quote. */
const brokenRuleOf = (line: OrderableLine): OrderLineError | undefined => {
  if (line.offer) {
    return undefined
  }
  const { min_quantity, max_quantity, quantity_increment }: QuantityRules = line.variant.quantity_rules
  if (min_quantity !== undefined && line.quantity < min_quantity) {
    return errorOf(line, "below_minimum", `At least ${min_quantity} must be ordered.`)
  }
  if (max_quantity !== undefined && line.quantity > max_quantity) {
    return errorOf(line, "above_maximum", `At most ${max_quantity} can be ordered.`)
  }
  return quantity_increment !== undefined && line.quantity % quantity_increment !== 0
    ? errorOf(line, "not_a_multiple", `The quantity must be a multiple of ${quantity_increment}.`)
    : undefined
}

/**
 * Returns the lines whose quantity the merchant does not allow: too few, too many, or no multiple of the pack.
 *
 * @example
 * const errors = findBrokenRules(lines)
 */
export const findBrokenRules = (lines: OrderLine[]): OrderLineError[] =>
  lines.filter(isOrderable).flatMap((line) => brokenRuleOf(line) ?? [])

/** Whether {@link findRefusedLines} finds nothing wrong with a line. */
export const isOrderable = (line: OrderLine): line is OrderableLine => line.variant !== null && line.quantity !== null

/**
 * Returns lines with their prices, without those that {@link findRefusedLines} returns.
 *
 * @example
 * const priced = toPricedLines(lines, unitPrices)
 */
export const toPricedLines = (lines: OrderLine[], unitPrices: (number | null)[]): PricedLine[] =>
  lines.flatMap((line, position) => {
    const unit_price = unitPrices[position]
    return isOrderable(line) && unit_price !== null ? [{ ...line, unit_price }] : []
  })
