import type { Content } from "pdfmake/interfaces"
import { CONTENT_WIDTH, INK, SMALL } from "../page"
import type { Tools } from "../tools"
import type { QuoteDocumentSeller } from "../types"

const GAP = 20
const COLUMN = (CONTENT_WIDTH - GAP) / 2

const NAME = { size: 14, bold: true, color: INK }

/** The shop, at the top of the first page. */
export const letterhead = ({ name, lines }: QuoteDocumentSeller, { typesetter }: Tools): Content[] => [
  {
    columns: [
      { width: COLUMN, stack: typesetter.paragraph(name, COLUMN, NAME) },
      { width: COLUMN, stack: lines.flatMap((line) => typesetter.paragraph(line, COLUMN, SMALL)), alignment: "right" },
    ],
    columnGap: GAP,
  },
  {
    canvas: [{ type: "line", x1: 0, y1: 0, x2: CONTENT_WIDTH, y2: 0, lineWidth: 0.75, lineColor: INK }],
    margin: [0, 12, 0, 26],
  },
]
