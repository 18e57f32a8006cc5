import { getStylizedAmount } from "@medusajs/dashboard/lib"
import { Select } from "@medusajs/ui"
import { useState } from "react"
import { useText } from "../../../i18n/use-text"
import { formatRounded, formatShort } from "../../../shell/figures"
import { ChartSection } from "../charts/chart-section"
import { Before } from "../figures/before"
import { FigureLink } from "../figures/figure-link"
import { bulkOrderBars, type Compared, compareValues, countBulkOrders, type Measure } from "../figures/series"
import { ordersPath } from "../links"
import { barInterval, countDays } from "../range/range-state"
import type { Figures } from "../use-figures"

/** A year of weeks still fits. */
const MOST_BARS = { day: 13, week: 366 }

/** Bulk orders a week: how many, or their value in a currency. */
export const BulkOrdersSection = ({ range, now, before, timeZone }: Figures & { timeZone: string }) => {
  const { text, language } = useText()
  const [chosen, setMeasure] = useState<Measure>("count")
  const values = compareValues(now.bulk_orders, before.bulk_orders)
  // A currency that another range does not have is not drawn.
  const measure = values.some(({ currency_code }) => currency_code === chosen) ? chosen : "count"
  const interval = barInterval(range, MOST_BARS)
  const total = countBulkOrders(now.bulk_orders)
  const count = (value: number) => formatRounded(value, language)
  const to = ordersPath({ ...range, timeZone })
  const weekly = formatRounded((total * 7) / countDays(range), language)
  return (
    <ChartSection
      title={text("overview.bulkOrders.title")}
      summary={
        <>
          <p className="txt-compact-medium flex flex-wrap items-center gap-x-2">
            <FigureLink to={to}>{text("overview.bulkOrders.count", { count: total })}</FigureLink>
            <span className="text-ui-fg-subtle">{text("overview.bulkOrders.weekly", { value: weekly })}</span>
          </p>
          <Before now={total} before={countBulkOrders(before.bulk_orders)} formatValue={count} />
        </>
      }
      actions={values.length > 0 && <MeasureSelect measure={measure} values={values} onChange={setMeasure} />}
      bars={bulkOrderBars(now.bulk_orders, before.bulk_orders, interval, measure)}
      interval={interval}
      last={range.last}
      parts={[{ name: "orders", label: labelOf(measure, text), color: "var(--bg-interactive)" }]}
      formatValue={measure === "count" ? count : (value) => getStylizedAmount(value, measure)}
      formatAxis={(value) => formatShort(value, language)}
      wholeNumbers={measure === "count"}
      empty={text("overview.bulkOrders.empty")}
    >
      {values.map((value) => (
        <ValueRow key={value.currency_code} value={value} to={to} />
      ))}
    </ChartSection>
  )
}

const labelOf = (measure: Measure, text: ReturnType<typeof useText>["text"]): string =>
  measure === "count" ? text("overview.bulkOrders.number") : text("overview.bulkOrders.value", { currency: measure.toUpperCase() })

type SelectProps = { measure: Measure; values: Compared[]; onChange: (measure: Measure) => void }

const MeasureSelect = ({ measure, values, onChange }: SelectProps) => {
  const { text } = useText()
  return (
    <Select size="small" value={measure} onValueChange={onChange}>
      <Select.Trigger aria-label={text("overview.bulkOrders.measure")} className="w-fit">
        <Select.Value />
      </Select.Trigger>
      <Select.Content>
        {["count", ...values.map(({ currency_code }) => currency_code)].map((option) => (
          <Select.Item key={option} value={option}>
            {labelOf(option, text)}
          </Select.Item>
        ))}
      </Select.Content>
    </Select>
  )
}

const ValueRow = ({ value: { currency_code, now, before }, to }: { value: Compared; to: string }) => {
  const { text } = useText()
  return (
    <div className="txt-compact-small text-ui-fg-subtle grid grid-cols-2 items-center gap-4 px-6 py-4">
      <span className="font-medium">{text("overview.bulkOrders.value", { currency: currency_code.toUpperCase() })}</span>
      <span className="flex flex-wrap items-center gap-x-2">
        <FigureLink to={to}>{getStylizedAmount(now, currency_code)}</FigureLink>
        <Before now={now} before={before} formatValue={(amount) => getStylizedAmount(amount, currency_code)} />
      </span>
    </div>
  )
}
