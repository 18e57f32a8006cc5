import { callPlugin } from "./call-plugin"
import type { PluginRoute } from "./plugin-routes"

/** A CSV file, and how many rows it leaves out. */
export type Csv = { file: Blob; leftOut: number }

/**
 * Returns the rows that a list's query finds as a CSV file, and how many rows the file leaves out.
 *
 * @example
 * const { file, leftOut } = await downloadCsv("GET /admin/quotes", { status: "sent" })
 */
export const downloadCsv = async (route: PluginRoute, query: object): Promise<Csv> => {
  const answer = await callPlugin<Response>(route, { query: { ...query, format: "csv" }, headers: { accept: "text/csv" } })
  return { file: await answer.blob(), leftOut: Number(answer.headers.get("x-rows-left-out") ?? 0) }
}
