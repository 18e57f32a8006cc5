import { useFormatter } from "next-intl"
import { cn } from "./cn"

/**
 * An amount in its currency, as the visitor's language writes it.
 *
 * @example
 * <Money amount={order.total} currency={order.currency_code} />
 */
export const Money = ({
  amount,
  currency,
  className,
}: {
  /** In major units, as Medusa has them. */
  amount: number
  /** ISO 4217, in any case. */
  currency: string
  className?: string
}) => {
  const format = useFormatter()
  return (
    <span className={cn("whitespace-nowrap tabular-nums", className)}>
      {format.number(amount, { style: "currency", currency: currency.toUpperCase() })}
    </span>
  )
}

const FORMATS = {
  date: { day: "numeric", month: "long", year: "numeric" },
  short: { day: "numeric", month: "short", year: "numeric" },
  time: { day: "numeric", month: "long", hour: "numeric", minute: "2-digit" },
} as const

/**
 * A day, or a day and a time, in the shop's time zone: server and browser write the same.
 *
 * @example
 * <When at={order.created_at} />
 */
export const When = ({
  at,
  format: name = "date",
  className,
}: {
  /** ISO 8601. */
  at: string | Date
  /** `date`: 3 March 2026, `short`: 3 Mar 2026, `time`: with the time, without the year. */
  format?: keyof typeof FORMATS
  className?: string
}) => {
  const format = useFormatter()
  const date = new Date(at)
  return (
    <time dateTime={date.toISOString()} className={cn("whitespace-nowrap", className)}>
      {format.dateTime(date, FORMATS[name])}
    </time>
  )
}
