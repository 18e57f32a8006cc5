import type { ServerResponse } from "node:http"
import { Readable } from "node:stream"
import { pipeline } from "node:stream/promises"
import { stringify } from "csv-stringify"
import { TurnQueue } from "../../queues/turn-queue"
import { guardFormulas } from "../../text/formulas"
import { answerInTurn } from "./answer-in-turn"

/** The most rows of a CSV. */
export const MOST_CSV_ROWS = 50_000

/** Rows that are loaded at once. A list of this length costs the database about as much as a page of it. */
const BATCH = 500

/** Each export keeps up to {@link MOST_CSV_ROWS} ids in memory while its client reads. */
const downloads = new TurnQueue({ atOnce: 4, mostWaiting: 20 })
const TURN = { waitAtMostSeconds: 30, takeAtMostSeconds: 600 }

type Cell = string | number | boolean | Date | null

/** The columns of a CSV by their headings: what each takes from a row. */
export type CsvColumns<Row> = Record<string, (row: Row) => Cell>

/** A table to send. */
export type CsvTable<Row> = {
  /** The file's name, to which the date is added. */
  name: string
  columns: CsvColumns<Row>
  rows: AsyncIterable<Row> | Iterable<Row>
  /** How many rows match, of which at most {@link MOST_CSV_ROWS} are sent. */
  count: number
}

/**
 * Yields the rows with these ids, loaded in batches: however slowly a client reads, no connection to the database waits for
 * it.
 *
 * @example
 * inBatches(ids, (some) => service.listRecords(some))
 */
export async function* inBatches<Row>(ids: string[], load: (ids: string[]) => Promise<Row[]>): AsyncGenerator<Row> {
  for (let start = 0; start < ids.length; start += BATCH) {
    yield* await load(ids.slice(start, start + BATCH))
  }
}

/**
 * Answers with a CSV as a download. Spreadsheets read it as UTF-8 and find no formula in it. `X-Rows-Left-Out` says how many
 * rows are missing beyond {@link MOST_CSV_ROWS}.
 *
 * @throws CustomerRoleError `busy` if too many exports are running
 *
 * @example
 * await sendCsv(res, { name: "quotes", columns: { number: (quote) => quote.number }, rows, count })
 */
export const sendCsv = <Row>(res: ServerResponse, { name, columns, rows, count }: CsvTable<Row>): Promise<void> =>
  answerInTurn(downloads, TURN, res, async () => {
    res.statusCode = 200
    res.setHeader("Content-Type", "text/csv; charset=utf-8")
    res.setHeader("Content-Disposition", `attachment; filename="${name}-${new Date().toISOString().slice(0, 10)}.csv"`)
    res.setHeader("X-Rows-Left-Out", String(Math.max(0, count - MOST_CSV_ROWS)))
    res.setHeader("X-Content-Type-Options", "nosniff")
    res.setHeader("Cache-Control", "private, no-store")
    const writer = stringify({
      header: true,
      columns: Object.keys(columns),
      bom: true,
      record_delimiter: "windows",
      escape_formulas: true,
      // By default the library does not quote line breaks other than its own.
      quoted_match: /[\r\n]/,
    })
    try {
      await pipeline(Readable.from(toRecords(rows, Object.values(columns))), writer, res)
    } catch (error) {
      if (isLeaving(error)) {
        return
      }
      throw error
    }
  })

/** Stops at the limit, whatever the rows are. */
async function* toRecords<Row>(rows: CsvTable<Row>["rows"], cells: ((row: Row) => Cell)[]): AsyncGenerator<string[]> {
  let left = MOST_CSV_ROWS
  for await (const row of rows) {
    if (left-- === 0) {
      return
    }
    yield cells.map((cell) => toText(cell(row)))
  }
}

const toText = (cell: Cell): string => {
  if (cell === null) {
    return ""
  }
  return cell instanceof Date ? cell.toISOString() : guardFormulas(String(cell))
}

/** The client has closed the connection: there is nobody to tell. */
const isLeaving = (error: unknown): boolean =>
  typeof error === "object" && error !== null && "code" in error && error.code === "ERR_STREAM_PREMATURE_CLOSE"
