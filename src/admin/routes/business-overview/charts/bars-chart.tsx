import { Text } from "@medusajs/ui"
import { Bar as ChartBar, CartesianGrid, ComposedChart, Line, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts"
import { useText } from "../../../i18n/use-text"
import type { Bar } from "../figures/series"

/** A part of each bar. `color` is a variable of Medusa's theme, so that it changes with it. */
export type Part<Name extends string> = { name: Name; label: string; color: string }

type Props<Name extends string> = {
  bars: Bar<Name>[]
  parts: Part<Name>[]
  /** Returns the words for a bar's days. */
  spanOf: (bar: Bar<Name>) => string
  /** Returns the words below a bar, which are short. */
  tickOf: (start: string) => string
  formatValue: (value: number) => string
  formatAxis: (value: number) => string
  wholeNumbers: boolean
}

const BEFORE = "var(--fg-subtle)"
const TICK = { fill: "var(--fg-subtle)", fontSize: 12 }

/** Bars of one period, and a dashed line of the period before. Screen readers get a table instead. */
export const BarsChart = <Name extends string>({ bars, parts, formatAxis, tickOf, wholeNumbers, ...words }: Props<Name>) => (
  <div className="h-60 w-full" aria-hidden>
    <ResponsiveContainer width="100%" height="100%" initialDimension={{ width: 480, height: 240 }}>
      <ComposedChart data={bars} margin={{ top: 8, right: 4, bottom: 0, left: 0 }} barCategoryGap="20%" accessibilityLayer={false}>
        <CartesianGrid vertical={false} stroke="var(--border-base)" />
        <XAxis
          dataKey="start"
          tickFormatter={tickOf}
          tick={TICK}
          tickLine={false}
          axisLine={{ stroke: "var(--border-strong)" }}
          minTickGap={16}
        />
        <YAxis tickFormatter={formatAxis} tick={TICK} tickLine={false} axisLine={false} width="auto" allowDecimals={!wholeNumbers} />
        <Tooltip
          cursor={{ fill: "var(--bg-base-hover)" }}
          isAnimationActive={false}
          content={({ active, payload }) =>
            active && payload?.[0] ? <BarTooltip bar={payload[0].payload as Bar<Name>} parts={parts} {...words} /> : null
          }
        />
        {parts.map(({ name, color }) => (
          <ChartBar
            key={name}
            dataKey={(bar: Bar<Name>) => bar.parts[name]}
            name={name}
            stackId="parts"
            fill={color}
            maxBarSize={32}
            isAnimationActive={false}
          />
        ))}
        {bars.some(({ before }) => before > 0) && (
          <Line
            dataKey="before"
            stroke={BEFORE}
            strokeDasharray="4 4"
            strokeWidth={1.5}
            dot={bars.length === 1 ? { r: 3, fill: BEFORE } : false}
            activeDot={{ r: 3, fill: BEFORE }}
            isAnimationActive={false}
          />
        )}
      </ComposedChart>
    </ResponsiveContainer>
  </div>
)

type TooltipProps<Name extends string> = Pick<Props<Name>, "parts" | "spanOf" | "formatValue"> & { bar: Bar<Name> }

const BarTooltip = <Name extends string>({ bar, parts, spanOf, formatValue }: TooltipProps<Name>) => {
  const { text } = useText()
  return (
    <div className="bg-ui-bg-component shadow-elevation-tooltip flex flex-col gap-y-1 rounded-lg px-3 py-2">
      <Text size="xsmall" leading="compact" weight="plus">
        {spanOf(bar)}
      </Text>
      {parts.map(({ name, label, color }) => (
        <TooltipRow key={name} color={color} label={label} value={formatValue(bar.parts[name])} />
      ))}
      <TooltipRow color={BEFORE} dashed label={text("overview.before")} value={formatValue(bar.before)} />
    </div>
  )
}

const TooltipRow = ({ label, value, ...mark }: MarkProps & { label: string; value: string }) => (
  <div className="txt-compact-xsmall text-ui-fg-subtle flex items-center justify-between gap-x-4">
    <span className="flex items-center gap-x-2">
      <Mark {...mark} />
      {label}
    </span>
    <span className="text-ui-fg-base tabular-nums">{value}</span>
  </div>
)

type MarkProps = { color: string; dashed?: boolean }

const Mark = ({ color, dashed }: MarkProps) =>
  dashed ? (
    <span className="border-t-2 border-dashed" style={{ borderColor: color, width: 20 }} />
  ) : (
    <span className="size-2 rounded-sm" style={{ background: color }} />
  )

/** Says what the colours of a chart mean. */
export const Legend = <Name extends string>({ parts }: { parts: Part<Name>[] }) => {
  const { text } = useText()
  return (
    <div className="txt-compact-xsmall text-ui-fg-subtle flex flex-wrap items-center gap-x-4 gap-y-1" aria-hidden>
      {parts.map(({ name, label, color }) => (
        <span key={name} className="flex items-center gap-x-2">
          <Mark color={color} />
          {label}
        </span>
      ))}
      <span className="flex items-center gap-x-2">
        <Mark color={BEFORE} dashed />
        {text("overview.before")}
      </span>
    </div>
  )
}
