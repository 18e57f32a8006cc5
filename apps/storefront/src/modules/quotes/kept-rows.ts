import type { Input } from "@/lib/kept-input"

/** What a customer wishes for a line of a quote. */
export type Wish = { target?: string; note?: string }

/** A line of the form that asks for a quote, with its wish. */
export type KeptRow = { id: string; sku: string; quantity: string; wish: Wish }

/** Returns lines as input of a form, to be kept while the language changes. */
export const inputOfRows = (rows: KeptRow[]): Input =>
  Object.fromEntries(
    rows.flatMap(({ id, sku, quantity, wish: { target = "", note = "" } }, at) =>
      Object.entries({ id, sku, quantity, target, note }).map(([field, value]) => [`${at}.${field}`, value])
    )
  )

/** Returns the lines that input was made of. */
export const rowsOfInput = (input: Input): KeptRow[] => {
  const rows: KeptRow[] = []
  const read = (field: string) => String(input[`${rows.length}.${field}`] ?? "")
  while (`${rows.length}.id` in input) {
    rows.push({ id: read("id"), sku: read("sku"), quantity: read("quantity"), wish: { target: read("target"), note: read("note") } })
  }
  return rows
}
