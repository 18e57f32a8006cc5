import { Button, Container, Heading, Table, Text } from "@medusajs/ui"
import { type ReactNode, useId, useState } from "react"
import { addDays, type CalendarInterval, type Day } from "../../../../calendar/intervals"
import { useText } from "../../../i18n/use-text"
import { formatDay, formatDays } from "../../../shell/figures"
import type { Bar } from "../figures/series"
import { BarsChart, Legend, type Part } from "./bars-chart"

type Props<Name extends string> = {
  title: string
  /** The total above the chart, and whatever belongs beside it. */
  summary: ReactNode
  actions?: ReactNode
  bars: Bar<Name>[]
  interval: CalendarInterval
  /** The last day of the range, where the last bar ends. */
  last: Day
  parts: Part<Name>[]
  formatValue: (value: number) => string
  formatAxis: (value: number) => string
  wholeNumbers: boolean
  /** What stands in place of bars that are all empty. */
  empty: string
  children?: ReactNode
}

/** A chart with its total, and the same figures as a table: for anyone who asks for it, and always for screen readers. */
export const ChartSection = <Name extends string>({ title, summary, actions, children, ...chart }: Props<Name>) => {
  const { text } = useText()
  const [asTable, setAsTable] = useState(false)
  const heading = useId()
  return (
    <Container className="divide-y p-0" role="region" aria-labelledby={heading}>
      <div className="flex flex-wrap items-start justify-between gap-3 px-6 py-4">
        <div className="flex flex-col gap-y-1">
          <Heading level="h2" id={heading}>
            {title}
          </Heading>
          {summary}
        </div>
        <div className="flex items-center gap-x-2">
          {actions}
          <Button size="small" variant="secondary" onClick={() => setAsTable(!asTable)}>
            {text(asTable ? "overview.asChart" : "overview.asTable")}
          </Button>
        </div>
      </div>
      <Bars title={title} asTable={asTable} {...chart} />
      {children}
    </Container>
  )
}

const DAY = { day: "numeric", month: "short" } as const
const MONTH = { month: "short", year: "2-digit" } as const

type BarsProps<Name extends string> = Omit<Props<Name>, "summary" | "actions" | "children"> & { asTable: boolean }

const Bars = <Name extends string>({
  title,
  asTable,
  bars,
  interval,
  last,
  parts,
  empty,
  formatValue,
  formatAxis,
  wholeNumbers,
}: BarsProps<Name>) => {
  const { text, language } = useText()
  const isEmpty = bars.every((bar) => bar.before === 0 && parts.every(({ name }) => bar.parts[name] === 0))
  const lastDays = new Map(bars.map(({ start }, index) => [start, bars[index + 1] ? addDays(bars[index + 1].start, -1) : last]))
  const spanOf = ({ start }: Bar<Name>): string => formatDays(start, lastDays.get(start) ?? start, language)
  return (
    <div className="px-6 py-4">
      {isEmpty && !asTable && (
        <div className="flex h-60 flex-col items-center justify-center gap-y-1 text-center" role="status">
          <Text size="small" leading="compact" weight="plus">
            {empty}
          </Text>
          <Text size="small" className="text-ui-fg-subtle">
            {text("overview.emptyHint")}
          </Text>
        </div>
      )}
      {!isEmpty && !asTable && (
        <div className="flex flex-col gap-y-3">
          <BarsChart
            bars={bars}
            parts={parts}
            spanOf={spanOf}
            tickOf={(start) => formatDay(start, language, interval === "month" ? MONTH : DAY)}
            formatValue={formatValue}
            formatAxis={formatAxis}
            wholeNumbers={wholeNumbers}
          />
          <Legend parts={parts} />
        </div>
      )}
      <div className={asTable ? "max-h-[300px] overflow-y-auto" : "sr-only"}>
        <Table>
          <caption className="sr-only">{title}</caption>
          <Table.Header>
            <Table.Row>
              <Table.HeaderCell>{text("overview.days")}</Table.HeaderCell>
              {parts.map(({ name, label }) => (
                <Table.HeaderCell key={name} className="text-right">
                  {label}
                </Table.HeaderCell>
              ))}
              <Table.HeaderCell className="text-right">{text("overview.before")}</Table.HeaderCell>
            </Table.Row>
          </Table.Header>
          <Table.Body>
            {bars.map((bar) => (
              <Table.Row key={bar.start}>
                <Table.Cell>{spanOf(bar)}</Table.Cell>
                {parts.map(({ name }) => (
                  <Table.Cell key={name} className="text-right tabular-nums">
                    {formatValue(bar.parts[name])}
                  </Table.Cell>
                ))}
                <Table.Cell className="text-right tabular-nums">{formatValue(bar.before)}</Table.Cell>
              </Table.Row>
            ))}
          </Table.Body>
        </Table>
      </div>
    </div>
  )
}
