import fc from "fast-check"
import { CustomerRoleError } from "../../../../../errors"
import { readOrderLines } from "../read-order-lines"

type Row = { sku: string; quantity: number; texts: string[] }

const HEADINGS: [string, string, string][] = [
  ["Part No.", "Order qty", "Description"],
  ["Artikelnummer", "Bestellmenge (Stk)", "Bezeichnung"],
  ["Référence", "Quantité", "Désignation"],
  ["Código de artículo", "Cantidad", "Descripción"],
  ["Codice articolo", "Q.tà", "Descrizione"],
  ["Artikelcode", "Aantal", "Omschrijving"],
  ["SKU", "Qty", "Name"],
]

const skuText = fc
  .tuple(fc.constantFrom("BOLT", "NUT", "X", "7", "00", "Ä"), fc.constantFrom("-", " ", "/", "."), fc.nat(9999))
  .map(([one, mark, two]) => `${one}${mark}${two}`)

/** Texts in other columns: numbers, quotation marks, delimiters, line breaks, and what looks like rows. */
const freeText = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      "",
      "plain",
      "1,5 mm",
      "a; b",
      '2"',
      '"',
      '1/2" pipe',
      '"M" gloves',
      'say "hi"',
      "12",
      "1,000",
      "x,5",
      "two\nlines",
      "FALSE",
      "☐",
      "-",
      "\\",
      "a|b",
      "a\tb"
    ),
  },
  fc
    .array(fc.constantFrom('"', ",", ";", "\t", "|", "\n", "\\", "a", "1", " ", "BOLT-1", "\r\n"), { maxLength: 6 })
    .map((parts) => parts.join(""))
)

type Format = (quantity: number) => string
const grouped = (quantity: number, mark: string): string => String(quantity).replace(/\B(?=(\d{3})+$)/g, mark)
const FORMATS: Format[] = [
  String,
  (quantity) => `${grouped(quantity, ".")},00`,
  (quantity) => `${grouped(quantity, ",")}.00`,
  (quantity) => `${quantity},0`,
  (quantity) => `${grouped(quantity, "'")}.0`,
  (quantity) => `${grouped(quantity, ".")},000`,
  (quantity) => grouped(quantity, "."),
  (quantity) => grouped(quantity, ","),
  (quantity) => `${quantity}.000`,
]

/** How a sheet is written. Quotation marks quote cells as in RFC 4180, or are plain characters. */
type Writer = { delimiter: string; end: string; quotes: "always" | "needed" | "clipboard" }

const writeCell = (cell: string, { delimiter, quotes }: Writer): string => {
  const hasBreak = /[\r\n]/.test(cell) || cell.includes(delimiter)
  const isQuoted = quotes === "always" || hasBreak || (quotes === "needed" && cell.includes('"'))
  // Excel's clipboard escapes quotation marks only in cells that it quotes for another reason.
  return isQuoted ? `"${cell.replaceAll('"', '""')}"` : cell
}

const write = (rows: string[][], writer: Writer): string =>
  rows.map((row) => row.map((cell) => writeCell(cell, writer)).join(writer.delimiter)).join(writer.end)

const writers = fc.record<Writer>({
  delimiter: fc.constantFrom(",", ";", "\t", "|"),
  end: fc.constantFrom("\n", "\r\n", "\r"),
  quotes: fc.constantFrom("always", "needed", "clipboard"),
})

const tables = fc.record({
  headings: fc.constantFrom(...HEADINGS),
  rows: fc.array(
    fc.record({
      sku: skuText,
      quantity: fc.oneof(fc.nat(30), fc.integer({ min: 1, max: 2_000_000 })),
      texts: fc.array(freeText, { minLength: 3, maxLength: 3 }),
    }),
    { minLength: 1, maxLength: 8 }
  ),
  order: fc.shuffledSubarray([0, 1, 2, 3, 4], { minLength: 5, maxLength: 5 }),
  format: fc.constantFrom(...FORMATS),
  preamble: fc.array(fc.constantFrom<string[]>(["Order 4711", "", "", "", ""], ["", "Cedar GmbH", "", "", ""], ["", "", "", "", ""]), {
    maxLength: 3,
  }),
  total: fc.constantFrom(undefined, "Total", "Summe", "Gesamt", "Total général", "Totale", "Totaal"),
  blanks: fc.nat(2),
})

type TableInput = typeof tables extends fc.Arbitrary<infer T> ? T : never

/** Returns the cells of a table in any column order: SKU, quantity, a text with a heading, another text and a tick box. */
const cellsOf = ({ headings: [sku, quantity, text], rows, order, format, preamble, total, blanks }: TableInput): string[][] => {
  const arrange = (cells: string[]): string[] => order.map((column) => cells[column])
  const sum = rows.reduce((whole, row) => whole + row.quantity, 0)
  return [
    ...preamble,
    arrange([sku, quantity, text, "Remark", "Done"]),
    ...rows.map((row: Row) =>
      arrange([row.sku, row.quantity === 0 ? "" : format(row.quantity), row.texts[0], row.texts[1], row.quantity % 2 ? "TRUE" : "FALSE"])
    ),
    ...Array.from({ length: blanks }, () => arrange(["", "", "", "", "FALSE"])),
    ...(total ? [arrange(["", format(sum), total, "", ""])] : []),
  ]
}

type Line = [string | undefined, number | null]

const read = (csv: string): Line[] | "refused" => {
  try {
    const { lines } = readOrderLines(csv, { maxLines: 1000 })
    return lines.some(({ problem }) => problem) ? "refused" : lines.map(({ sku, quantity }): Line => [sku, quantity])
  } catch (error) {
    if (error instanceof CustomerRoleError) {
      return "refused"
    }
    throw error
  }
}

const linesOf = ({ rows }: TableInput): Line[] =>
  rows.filter(({ quantity }) => quantity > 0).map(({ sku, quantity }): Line => [sku, quantity])

const RUNS = { numRuns: 1000 }

describe("reading generated tables", () => {
  it("returns exactly the table's lines or rejects the text", () => {
    let count = 0
    fc.assert(
      fc.property(tables, writers, (table, writer) => {
        const found = read(write(cellsOf(table), writer))
        count += found === "refused" ? 0 : 1
        expect([linesOf(table), "refused"]).toContainEqual(found)
      }),
      RUNS
    )
    expect(count).toBeGreaterThan(RUNS.numRuns / 4)
  })

  it("reads every table of words and plain numbers with quotation marks as in RFC 4180", () => {
    const plain = tables.map((table) => ({
      ...table,
      format: String,
      rows: table.rows.map((row) => ({
        ...row,
        quantity: row.quantity + 1,
        texts: row.texts.map((text) => text.replace(/[^a-z ;|"]/gi, "")),
      })),
    }))

    fc.assert(
      fc.property(plain, writers, (table, writer) => {
        expect(read(write(cellsOf(table), { ...writer, quotes: "needed" }))).toEqual(linesOf(table))
      }),
      RUNS
    )
  })

  it("returns the same lines with columns in another order or one more column", () => {
    fc.assert(
      fc.property(
        tables,
        writers,
        fc.shuffledSubarray([0, 1, 2, 3, 4], { minLength: 5, maxLength: 5 }),
        fc.array(freeText, { minLength: 20, maxLength: 20 }),
        (table, writer, order, more) => {
          const first = read(write(cellsOf(table), writer))
          const permuted = read(write(cellsOf({ ...table, order }), writer))
          const cells = cellsOf(table)
          const head = table.preamble.length
          const wider = cells.map((row, index) => [
            ...row,
            index === head ? "Comment" : index > head && index <= head + table.rows.length ? more[index] : "",
          ])
          const found = [first, permuted, read(write(wider, writer))].filter((lines) => lines !== "refused")
          expect(new Set(found.map((lines) => JSON.stringify(lines))).size).toBeLessThanOrEqual(1)
        }
      ),
      RUNS
    )
  })
})
