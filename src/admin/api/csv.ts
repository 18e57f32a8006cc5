import { sdk } from "../sdk"

/** A CSV file, and how many rows it leaves out. */
export type Csv = { file: Blob; leftOut: number }

/**
 * Returns the rows that a list's query finds as a CSV file, and how many rows the file leaves out.
 *
 * @example
 * const { file, leftOut } = await downloadCsv("/admin/quotes", { status: "sent" })
 */
export const downloadCsv = async (path: string, query: object): Promise<Csv> => {
  const answer = await sdk.client.fetch<Response>(path, { query: { ...query, format: "csv" }, headers: { accept: "text/csv" } })
  return { file: await answer.blob(), leftOut: Number(answer.headers.get("x-rows-left-out") ?? 0) }
}
