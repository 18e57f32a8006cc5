"use client"

import { useLocale } from "next-intl"
import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts"
import type { ChartMonth } from "./spend-chart"

const TICK = { fill: "var(--ink-faint)", fontSize: 12 }

/** The bars of the chart. A month that is not known has none. */
export const SpendBars = ({ months, currency, unknown }: { months: ChartMonth[]; currency: string; unknown: string }) => {
  const locale = useLocale()
  const compact = new Intl.NumberFormat(locale, { style: "currency", currency, notation: "compact", maximumFractionDigits: 1 })
  return (
    <ResponsiveContainer width="100%" height="100%">
      <BarChart data={months} accessibilityLayer={false} margin={{ top: 8, right: 0, bottom: 0, left: 0 }}>
        <CartesianGrid vertical={false} stroke="var(--line)" />
        <XAxis dataKey="short" tick={TICK} tickLine={false} axisLine={{ stroke: "var(--line-strong)" }} interval="preserveStartEnd" />
        <YAxis
          width={64}
          tick={TICK}
          tickLine={false}
          axisLine={false}
          tickCount={4}
          tickFormatter={(value: number) => compact.format(value)}
        />
        <Tooltip cursor={{ fill: "var(--sunken)" }} content={({ payload }) => <Hint month={monthOf(payload)} unknown={unknown} />} />
        <Bar dataKey="total" fill="var(--go)" radius={[4, 4, 0, 0]} maxBarSize={36} isAnimationActive={false} />
      </BarChart>
    </ResponsiveContainer>
  )
}

const monthOf = (payload: readonly { payload?: ChartMonth }[] | undefined): ChartMonth | undefined => payload?.[0]?.payload

const Hint = ({ month, unknown }: { month: ChartMonth | undefined; unknown: string }) =>
  month ? (
    <div className="rounded-control border border-line bg-surface px-3 py-2 text-sm shadow-pop">
      <p className="text-ink-soft">{month.long}</p>
      <p className="font-semibold tabular-nums">{month.total === null ? unknown : month.shown}</p>
    </div>
  ) : null
