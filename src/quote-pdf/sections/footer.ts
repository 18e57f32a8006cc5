import type { Content } from "pdfmake/interfaces"
import { CONTENT_WIDTH, HAIRLINE, MARGINS, SMALL } from "../page"
import { shownState } from "./states"
import { titleOf } from "./title"
import type { Tools } from "../tools"
import type { QuoteDocument } from "../types"

const GAP = 20
const PAGE = 110
const NAME = CONTENT_WIDTH - GAP - PAGE

/** Names the quote, its revision, status and the page on every page, so that a single sheet can be identified. */
export const footer = (quote: QuoteDocument, tools: Tools): ((page: number, pages: number) => Content) => {
  const { typesetter, formats, labels } = tools
  const name = [
    titleOf(quote, tools),
    ...(quote.revision > 0 ? [`${labels.revision} ${formats.quantity(quote.revision)}`] : []),
    ...[shownState(quote, labels)].flatMap((state) => (state ? [state.word] : [])),
  ].join("  ·  ")
  return (page, pages) => ({
    margin: [MARGINS.left, 14, MARGINS.right, 0],
    stack: [
      { canvas: [{ type: "line", x1: 0, y1: 0, x2: CONTENT_WIDTH, y2: 0, lineWidth: 0.5, lineColor: HAIRLINE }] },
      {
        columns: [
          { width: NAME, stack: [typesetter.line(name, NAME, SMALL)] },
          { width: PAGE, stack: [typesetter.line(labels.page(page, pages), PAGE, SMALL)], alignment: "right" },
        ],
        columnGap: GAP,
        margin: [0, 7, 0, 0],
      },
    ],
  })
}
