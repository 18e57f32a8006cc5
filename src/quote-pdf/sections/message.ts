import type { Content } from "pdfmake/interfaces"
import { CONTENT_WIDTH, LABEL, TEXT } from "../page"
import type { Tools } from "../tools"

/** A message of at most this many lines stays on one page: most are a greeting and a name. */
const TOGETHER = 12

/** Of a longer message, lines that stay on the page of the heading, and lines that do not begin a page alone. */
const WITH_HEADING = 2
const AT_END = 2

/** The shop's message, over as many pages as it needs. */
export const message = (text: string | null, { typesetter, labels }: Tools): Content[] => {
  const lines = typesetter.paragraph(text ?? "", CONTENT_WIDTH, TEXT)
  if (lines.length === 0) {
    return []
  }
  const heading: Content = { stack: typesetter.paragraph(labels.message, CONTENT_WIDTH, LABEL), margin: [0, 0, 0, 4] }
  const isShort = lines.length <= TOGETHER
  const first = isShort ? lines : lines.slice(0, WITH_HEADING)
  return [
    { stack: [heading, ...first], unbreakable: true, margin: [0, 24, 0, 0] },
    ...(isShort ? [] : [...lines.slice(WITH_HEADING, -AT_END), { stack: lines.slice(-AT_END), unbreakable: true }]),
  ]
}
