import { getFormatter, getNow, getTimeZone, getTranslations } from "next-intl/server"
import { Card, CardHeader } from "@/components/ui/card"
import { EmptyState } from "@/components/ui/empty-state"
import { orNull } from "@/modules/account/or-null"
import { SectionError } from "@/modules/account/section-error"
import { ordersSince } from "../data"
import { spendByMonth } from "../spend"
import { SpendChart } from "./spend-chart"

/** How many months the chart shows. */
const MONTHS = 12

/** What was spent each month of the last year. */
export const SpendSection = async () => {
  const [t, format, now, timeZone] = await Promise.all([getTranslations("dashboard.spend"), getFormatter(), getNow(), getTimeZone()])
  const since = new Date(now)
  since.setUTCMonth(since.getUTCMonth() - MONTHS)
  const read = await orNull(ordersSince(since))
  const spend = read && spendByMonth(read.orders, { now, timeZone, months: MONTHS, readUpTo: read.readUpTo })
  const isEmpty = !spend || spend.months.every(({ total }) => total === 0)
  // The middle of a month is in it in every time zone.
  const nameOf = (month: string, options: { month: "short" | "long"; year?: "numeric" }) =>
    format.dateTime(new Date(`${month}-15T12:00:00Z`), { ...options, timeZone: "UTC" })
  const currency = spend?.currency.toUpperCase() ?? ""
  return (
    <Card>
      <CardHeader title={t("title")} description={t("description")} />
      {read === null ? (
        <SectionError />
      ) : isEmpty ? (
        <EmptyState className="py-6" title={t("empty")}>
          {t("emptyText")}
        </EmptyState>
      ) : (
        <>
          <SpendChart
            currency={currency}
            caption={t("caption")}
            columns={{ month: t("month"), amount: t("amount") }}
            unknown={t("unknown")}
            months={spend.months.map(({ month, total }) => ({
              short: nameOf(month, { month: "short" }),
              long: nameOf(month, { month: "long", year: "numeric" }),
              total,
              shown: total === null ? t("unknown") : format.number(total, { style: "currency", currency }),
            }))}
          />
          {spend.months.some(({ total }) => total === null) && <p className="mt-3 text-xs text-ink-faint">{t("unknownText")}</p>}
          {spend.otherCurrencies > 0 && (
            <p className="mt-3 text-xs text-ink-faint">{t("otherCurrencies", { count: spend.otherCurrencies, currency })}</p>
          )}
        </>
      )}
    </Card>
  )
}
