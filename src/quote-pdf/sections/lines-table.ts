import type { Content, ContentText, TableCell } from "pdfmake/interfaces"
import { columnsOf, GUTTER, type SizedColumn } from "./columns"
import { CONTENT_WIDTH, HAIRLINE, INK, LABEL, SMALL } from "../page"
import type { Tools } from "../tools"
import type { QuoteDocument } from "../types"

/** A row of the table: a line, or a part of a very long one. */
type Row = { cells: ContentText[][]; isLast: boolean }

/** Lines of text per row. Longer content continues in another row, so that every row fits on a page. */
const MAX_ROW = 24

const PADDING = 5.5
const CONTINUED_PADDING = 2

/** The table of lines. Its head repeats on every page, and rows do not break. */
export const linesTable = (quote: QuoteDocument, tools: Tools): Content => {
  const columns = columnsOf(quote, tools)
  const rows = rowsOf(quote, columns, tools)
  const isLast = (row: number): boolean => rows[row - 1]?.isLast ?? true
  return {
    table: {
      headerRows: 1,
      keepWithHeaderRows: 1,
      dontBreakRows: true,
      widths: columns.map(({ width }) => width),
      body: [
        columns.map((column) => toCell(tools.typesetter.paragraph(column.label, column.width, LABEL), column)),
        ...(rows.length > 0
          ? rows.map(({ cells }) => cells.map((lines, index) => toCell(lines, columns[index])))
          : [emptyRow(columns, tools)]),
      ],
    },
    layout: {
      hLineWidth: (line) => (line === 0 ? 0 : line === 1 ? 0.75 : isLast(line - 1) ? 0.5 : 0),
      hLineColor: (line) => (line === 1 ? INK : HAIRLINE),
      vLineWidth: () => 0,
      paddingLeft: (column) => (column === 0 ? 0 : GUTTER),
      paddingRight: () => 0,
      paddingTop: (row) => (isLast(row - 1) ? PADDING : CONTINUED_PADDING),
      paddingBottom: (row) => (isLast(row) ? PADDING : 0),
    },
  }
}

const rowsOf = ({ lines }: QuoteDocument, columns: SizedColumn[], { typesetter }: Tools): Row[] =>
  lines.flatMap((line, index) => {
    const cells = columns.map(({ parts, width }) =>
      parts(line, index + 1).flatMap(({ text, style }) => typesetter.paragraph(text, width, style))
    )
    const count = Math.ceil(Math.max(1, ...cells.map(({ length }) => length)) / MAX_ROW)
    return Array.from({ length: count }, (_, part) => ({
      cells: cells.map((texts) => texts.slice(part * MAX_ROW, (part + 1) * MAX_ROW)),
      isLast: part === count - 1,
    }))
  })

const toCell = (stack: ContentText[], { kind }: SizedColumn): TableCell => ({
  stack,
  alignment: kind === "number" ? "right" : "left",
})

const emptyRow = (columns: SizedColumn[], { typesetter, labels }: Tools): TableCell[] => [
  { stack: typesetter.paragraph(labels.noLines, CONTENT_WIDTH, SMALL), colSpan: columns.length },
  ...columns.slice(1).map(() => ({})),
]
