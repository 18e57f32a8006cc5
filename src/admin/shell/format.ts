import { localeOf } from "./figures"

const DIGITS = new Map<string, number>()

/**
 * Returns how many decimals a currency has.
 *
 * @example
 * currencyDigits("jpy") // 0
 */
export const currencyDigits = (currency: string): number => {
  const known = DIGITS.get(currency)
  if (known !== undefined) {
    return known
  }
  const digits = new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 2
  DIGITS.set(currency, digits)
  return digits
}

/**
 * Returns an amount as people write it. Dollars, crowns and yuan of different countries differ. Keeps decimals beyond the currency's own, because unit prices may have them.
 *
 * @example
 * formatMoney(0.125, "eur", "de") // "0,125 €"
 */
export const formatMoney = (amount: number, currency: string, language: string): string => {
  const digits = currencyDigits(currency)
  return new Intl.NumberFormat(localeOf(language), {
    style: "currency",
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: Math.max(digits, 6),
  }).format(amount)
}

/**
 * Returns a percentage as people write it, with at most one decimal.
 *
 * @example
 * formatPercent(7.25, "de") // "7,3 %"
 */
export const formatPercent = (percentage: number, language: string): string =>
  (percentage / 100).toLocaleString(localeOf(language), { style: "percent", maximumFractionDigits: 1 })

/**
 * Returns a number as people write it.
 *
 * @example
 * formatNumber(12_500, "de") // "12.500"
 */
export const formatNumber = (value: number, language: string): string =>
  value.toLocaleString(localeOf(language), { maximumFractionDigits: 6 })
