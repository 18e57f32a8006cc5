import { once } from "node:events"
import { createServer, type Server, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"
import { type CsvTable, inBatches, MOST_CSV_ROWS, sendCsv } from "../csv"

type Row = Record<string, string | number | boolean | Date | null>

const COLUMNS = { name: ({ name }: Row) => name, value: ({ value }: Row) => value }

describe("sendCsv", () => {
  let server: Server
  let outcome: Promise<string>

  const serve = async (answer: (res: ServerResponse) => Promise<void>): Promise<string> => {
    server = createServer((_req, res) => {
      outcome = answer(res).then(
        () => "over",
        (error: Error) => error.message
      )
    })
    server.listen(0, "127.0.0.1")
    await once(server, "listening")
    const { port } = server.address() as AddressInfo
    return `http://127.0.0.1:${port}`
  }
  const table = (rows: CsvTable<Row>["rows"], count = 0): CsvTable<Row> => ({ name: "things", columns: COLUMNS, rows, count })
  const read = async (rows: CsvTable<Row>["rows"], count?: number) => {
    const response = await fetch(await serve((res) => sendCsv(res, table(rows, count))))
    return { response, text: Buffer.from(await response.arrayBuffer()).toString("utf8") }
  }

  afterEach(async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })

  it("writes a byte order mark, headings and rows, as a download with the day in its name", async () => {
    const { response, text } = await read([
      { name: 'Größe "M", lang', value: 7.25 },
      { name: null, value: new Date("2026-11-30T10:00:00Z") },
      { name: "two\nlines", value: false },
    ])

    expect(text).toBe('\uFEFFname,value\r\n"Größe ""M"", lang",7.25\r\n,2026-11-30T10:00:00.000Z\r\n"two\nlines",false\r\n')
    expect(response.headers.get("content-type")).toBe("text/csv; charset=utf-8")
    expect(response.headers.get("content-disposition")).toMatch(/^attachment; filename="things-\d{4}-\d{2}-\d{2}\.csv"$/)
    expect(response.headers.get("x-rows-left-out")).toBe("0")
  })

  it("writes headings when there are no rows", async () => {
    expect((await read([])).text).toBe("\uFEFFname,value\r\n")
  })

  it.each(["=1+1", "+49 30 1", "-1", "@SUM(A1)", "\t=1", "\uFF1D1", "=cmd|' /C calc'!A0"])(
    "keeps spreadsheets from running %j",
    async (name) => {
      const { text } = await read([{ name, value: 1 }])

      expect(text.split("\r\n")[1]).toMatch(/^"?'/)
    }
  )

  it.each([";", "\n", ';"'])("keeps spreadsheets that split at %j from running what follows", async (separator) => {
    expect((await read([{ name: `Bolts${separator}=1+1`, value: 1 }])).text).not.toMatch(/[;\n][\s"]*=/)
  })

  it(`stops after ${MOST_CSV_ROWS} rows and says how many are left out`, async () => {
    const rows = Array.from({ length: MOST_CSV_ROWS + 7 }, (_, value) => ({ name: "n", value }))
    const { response, text } = await read(rows, rows.length)

    expect(text.trimEnd().split("\r\n")).toHaveLength(MOST_CSV_ROWS + 1)
    expect(response.headers.get("x-rows-left-out")).toBe("7")
  })

  it("loads no further batches after the client has left", async () => {
    let loaded = 0
    const ids = Array.from({ length: MOST_CSV_ROWS }, (_, id) => String(id))
    const rows = inBatches(ids, async (some): Promise<Row[]> => {
      loaded += some.length
      return some.map((value) => ({ name: "x".repeat(2_000), value }))
    })
    const leaving = new AbortController()
    const response = await fetch(await serve((res) => sendCsv(res, table(rows))), { signal: leaving.signal })
    leaving.abort()
    await response.text().catch(() => undefined)

    expect(await outcome).toBe("over")
    expect(loaded).toBeLessThan(MOST_CSV_ROWS)
  })

  it("breaks the connection off if a batch cannot be loaded, so that nobody takes a part for the whole", async () => {
    const rows = inBatches(["1", "2"], async (): Promise<Row[]> => {
      throw new Error("The database has gone.")
    })

    await expect(fetch(await serve((res) => sendCsv(res, table(rows)))).then((response) => response.text())).rejects.toThrow()
    expect(await outcome).toBe("The database has gone.")
  })
})
