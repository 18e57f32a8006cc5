import type { QuoteItem } from "../api/quote-types"
import { currencyDigits } from "../shell/format"

/** Amounts are calculated in whole units of 10⁻⁸, so that no sum is off by a binary fraction. */
const PLACES = 8
const ONE = 10n ** BigInt(PLACES)

const toUnits = (amount: number): bigint => {
  const written = String(amount)
  const [whole, fraction = ""] = (written.includes("e") ? amount.toFixed(PLACES) : written).split(".")
  return BigInt(`${whole}${fraction.slice(0, PLACES).padEnd(PLACES, "0")}`)
}

const toAmount = (units: bigint): number => Number(units) / Number(ONE)

type Priced = Pick<QuoteItem, "quantity" | "unit_price" | "list_unit_price">

/**
 * Returns the sum of all lines, or `null` while a price is missing.
 *
 * @example
 * totalOf([{ quantity: 3, unit_price: 0.1 }], "unit_price") // 0.3
 */
export const totalOf = <Key extends "unit_price" | "list_unit_price">(items: Pick<Priced, "quantity" | Key>[], key: Key): number | null => {
  let sum = 0n
  for (const item of items) {
    const price: number | null = item[key]
    if (price === null) {
      return null
    }
    sum += toUnits(price) * BigInt(item.quantity)
  }
  return toAmount(sum)
}

/**
 * Returns how many decimals a line's price can have: those of the currency, or of the list price if it has more.
 *
 * @example
 * priceDigits({ list_unit_price: 0.125 }, "eur") // 3
 */
export const priceDigits = ({ list_unit_price }: Pick<QuoteItem, "list_unit_price">, currency: string): number => {
  const fraction = list_unit_price === null ? "" : (String(list_unit_price).split(".")[1] ?? "")
  return Math.max(currencyDigits(currency), Math.min(fraction.length, PLACES))
}

/**
 * Returns a list price less a discount, rounded half up as the shop does it.
 *
 * @example
 * discounted(0.15, 50, 2) // 0.08
 */
export const discounted = (listPrice: number, percentage: number, digits: number): number => {
  const whole = 100n * ONE
  const value = toUnits(listPrice) * (whole - toUnits(percentage))
  const unit = whole * 10n ** BigInt(PLACES - digits)
  return Number((2n * value + unit) / (2n * unit)) / 10 ** digits
}

/**
 * Returns the discount between list price and offered price in percent, with at most two decimals; negative if the offer
 * is higher. Returns `null` without both prices.
 *
 * @example
 * discountOf({ list_unit_price: 0.12, unit_price: 0.11 }) // 8.33
 */
export const discountOf = ({ list_unit_price, unit_price }: Pick<QuoteItem, "list_unit_price" | "unit_price">): number | null => {
  if (list_unit_price === null || unit_price === null || list_unit_price === 0) {
    return null
  }
  return Math.round(((list_unit_price - unit_price) / list_unit_price) * 10_000) / 100
}

/** What is wrong with a typed number. */
export type NumberFault = "format" | "decimals" | "range"

/**
 * Reads a typed number with a decimal point or comma. Refuses thousands separators: "1.234" is too many decimals for
 * euros, never 1,234 or 1.23 by mistake.
 *
 * @example
 * readNumber("12,5", { digits: 2, least: 0, most: 100 }) // { value: 12.5 }
 */
export const readNumber = (
  typed: string,
  { digits, least, most }: { digits: number; least: number; most: number }
): { value: number } | { fault: NumberFault } => {
  const match = /^(\d{1,15})(?:[.,](\d+))?$/.exec(typed.trim())
  if (!match) {
    return { fault: "format" }
  }
  const [, whole, fraction = ""] = match
  if (fraction.length > digits) {
    return { fault: "decimals" }
  }
  const value = Number(`${whole}.${fraction || "0"}`)
  return value < least || value > most ? { fault: "range" } : { value }
}
