import type { ServerResponse } from "node:http"
import type { Statistics } from "../../../../workflows/statistics"
import { type CsvColumns, sendCsv } from "../../../http/csv"

type Row = Statistics["sign_ups"][number] & { bulk_orders: Statistics["bulk_orders"][number] }

const COLUMNS: CsvColumns<Row> = {
  start: ({ start }) => start,
  individual: ({ individual }) => individual,
  business: ({ business }) => business,
  bulk_orders: ({ bulk_orders }) => bulk_orders.count,
}

/** Answers with the figures of each interval as a CSV, with a column for the bulk orders of each currency. */
export const sendStatisticsCsv = (statistics: Statistics, res: ServerResponse): Promise<void> => {
  const currencies = [...new Set(statistics.bulk_orders.flatMap(({ value }) => value.map(({ currency_code }) => currency_code)))].sort()
  const totals = currencies.map((currency): [string, (row: Row) => number] => [
    `bulk_orders_${currency}`,
    ({ bulk_orders }) => bulk_orders.value.find(({ currency_code }) => currency_code === currency)?.total ?? 0,
  ])
  const rows = statistics.sign_ups.map((signUps, index) => ({ ...signUps, bulk_orders: statistics.bulk_orders[index] }))
  return sendCsv(res, { name: "statistics", columns: { ...COLUMNS, ...Object.fromEntries(totals) }, rows, count: rows.length })
}
