"use client"

import dynamic from "next/dynamic"
import { Skeleton } from "@/components/ui/skeleton"
import { Table } from "@/components/ui/table"

/** A month of the chart, with its texts written by the server: in the shop's language, currency and time zone. */
export type ChartMonth = { short: string; long: string; total: number | null; shown: string }

// The library for charts is larger than the rest of the page, and comes when the page is there.
const Bars = dynamic(() => import("./spend-bars").then((module) => module.SpendBars), {
  ssr: false,
  loading: () => <Skeleton className="h-56" />,
})

/** Spend by month as bars, and as a table for whoever cannot see them. */
export const SpendChart = ({
  months,
  currency,
  caption,
  columns,
  unknown,
}: {
  months: ChartMonth[]
  currency: string
  caption: string
  columns: { month: string; amount: string }
  unknown: string
}) => (
  <figure>
    <div aria-hidden className="h-56">
      <Bars months={months} currency={currency} unknown={unknown} />
    </div>
    <div className="sr-only">
      <Table
        caption={caption}
        columns={[
          { key: "month", header: columns.month, cell: ({ long }) => long },
          { key: "amount", header: columns.amount, cell: ({ shown }) => shown },
        ]}
        rows={months}
        rowKey={({ long }) => long}
      />
    </div>
  </figure>
)
