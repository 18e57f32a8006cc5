import type { Content } from "pdfmake/interfaces"
import { CONTENT_WIDTH, INK, STRONG } from "../page"
import { type ShownState, shownState } from "./states"
import type { Tools } from "../tools"
import type { QuoteDocument } from "../types"

const TITLE = { size: 21, bold: true, color: INK }
const BAR = 2.5
const PADDING = 10

/** The title of the document as plain text. */
export const titleOf = ({ number, revision }: QuoteDocument, { labels }: Tools): string =>
  revision > 0 ? labels.quote(number) : labels.request(number)

/** The title, with the status unless the quote is a plain offer. */
export const title = (quote: QuoteDocument, tools: Tools): Content[] => {
  const state = shownState(quote, tools.labels)
  return [
    { stack: tools.typesetter.paragraph(titleOf(quote, tools), CONTENT_WIDTH, TITLE), margin: [0, 0, 0, state ? 10 : 14] },
    ...(state ? [banner(state, tools)] : []),
  ]
}

const banner = ({ sentence, ink, paper }: ShownState, { typesetter }: Tools): Content => ({
  table: {
    widths: [CONTENT_WIDTH - BAR - 2 * PADDING],
    body: [[{ stack: typesetter.paragraph(sentence, CONTENT_WIDTH - BAR - 2 * PADDING, { ...STRONG, color: ink }), fillColor: paper }]],
  },
  layout: {
    hLineWidth: () => 0,
    vLineWidth: (column) => (column === 0 ? BAR : 0),
    vLineColor: () => ink,
    paddingLeft: () => PADDING,
    paddingRight: () => PADDING,
    paddingTop: () => 6,
    paddingBottom: () => 6,
  },
  margin: [0, 0, 0, 18],
})
