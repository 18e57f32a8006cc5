import type { Content } from "pdfmake/interfaces"
import { CONTENT_WIDTH, LABEL, TEXT } from "../page"
import type { Tools } from "../tools"

/** Lines that stay on the page of the heading. */
const WITH_HEADING = 2

/** The shop's message, over as many pages as it needs. */
export const message = (text: string | null, { typesetter, labels }: Tools): Content[] => {
  const lines = typesetter.paragraph(text ?? "", CONTENT_WIDTH, TEXT)
  if (lines.length === 0) {
    return []
  }
  const heading: Content = { stack: typesetter.paragraph(labels.message, CONTENT_WIDTH, LABEL), margin: [0, 0, 0, 4] }
  return [{ stack: [heading, ...lines.slice(0, WITH_HEADING)], unbreakable: true, margin: [0, 24, 0, 0] }, ...lines.slice(WITH_HEADING)]
}
