/** What an order counts for in the spend of a month. */
export type SpendOrder = { createdAt: string; total: number; currency: string; isCancelled: boolean }

/** A month with what was spent in it. `null`: not known, because the orders of that time were not all read. */
export type SpendMonth = { /** `2026-03` */ month: string; total: number | null }

/** What was spent in one currency. */
export type Spend = {
  currency: string
  months: SpendMonth[]
  /** How many orders are in other currencies, which one chart cannot add up. */
  otherCurrencies: number
}

/** Returns the month of a moment in a time zone, such as `2026-03`. */
const monthOf = (moment: Date, timeZone: string): string => {
  const parts = new Intl.DateTimeFormat("en-US", { timeZone, year: "numeric", month: "2-digit" }).formatToParts(moment)
  const part = (type: "year" | "month") => parts.find((one) => one.type === type)?.value ?? ""
  return `${part("year")}-${part("month")}`
}

/** Returns the months up to this one, the oldest first. */
const monthsUpTo = (month: string, count: number): string[] => {
  const [year = 0, number = 1] = month.split("-").map(Number)
  return Array.from({ length: count }, (_, index) => {
    const months = year * 12 + (number - 1) - (count - 1 - index)
    return `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, "0")}`
  })
}

/**
 * Adds up orders by month, in the shop's time zone, whatever that of the server or the browser is. A month without
 * orders is 0. What is cancelled does not count. The currency with the most orders is the one that is added up.
 *
 * @param options.readUpTo - the oldest order that was read, if there are older ones: what lies before is not known
 * @example
 * const { months } = spendByMonth(orders, { now: new Date(), timeZone: "Europe/Berlin", months: 12 })
 */
export const spendByMonth = (
  orders: readonly SpendOrder[],
  { now, timeZone, months: count, readUpTo }: { now: Date; timeZone: string; months: number; readUpTo?: string }
): Spend | null => {
  const counted = orders.filter(({ isCancelled }) => !isCancelled)
  const currency = mostFrequent(counted.map((order) => order.currency))
  if (currency === undefined) {
    return null
  }
  const mine = counted.filter((order) => order.currency === currency)
  const digits = new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 2
  const unit = 10 ** digits
  const sums = new Map<string, number>()
  for (const { createdAt, total } of mine) {
    const month = monthOf(new Date(createdAt), timeZone)
    // In the smallest unit of the currency: a hundred amounts of 0.1 are 10.
    sums.set(month, (sums.get(month) ?? 0) + Math.round(total * unit))
  }
  const firstKnown = readUpTo === undefined ? "" : monthOf(new Date(readUpTo), timeZone)
  const months = monthsUpTo(monthOf(now, timeZone), count).map((month) => ({
    month,
    // Of the month of the oldest order that was read, only a part is known.
    total: month <= firstKnown ? null : (sums.get(month) ?? 0) / unit,
  }))
  return { currency, months, otherCurrencies: counted.length - mine.length }
}

const mostFrequent = (values: readonly string[]): string | undefined => {
  const counts = new Map<string, number>()
  values.forEach((value) => counts.set(value, (counts.get(value) ?? 0) + 1))
  return [...counts].sort((one, other) => other[1] - one[1])[0]?.[0]
}
