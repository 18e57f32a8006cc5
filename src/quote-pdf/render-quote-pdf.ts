import pdfmake from "pdfmake"
import type { TDocumentDefinitions, TDocumentInformation } from "pdfmake/interfaces"
import { cleanLine } from "./text/clean-text"
import { footer } from "./sections/footer"
import { createFormats, toKnownLocale } from "./formats"
import { labelsFor } from "./labels"
import { letterhead } from "./sections/letterhead"
import { linesTable } from "./sections/lines-table"
import { message } from "./sections/message"
import { MARGINS } from "./page"
import { parties } from "./sections/parties"
import { title, titleOf } from "./sections/title"
import type { Tools } from "./tools"
import { totals } from "./sections/totals"
import { Typeface } from "./text/typeface"
import { Typesetter } from "./text/typesetter"
import type { FontFiles, QuoteDocument } from "./types"

/** Options that are not part of the document. */
export type RenderQuotePdfOptions = {
  /** The shop's own fonts, for its design or for scripts other than Latin, Greek and Cyrillic. @default Roboto */
  fonts?: FontFiles
}

/**
 * Returns the PDF of a quote's revision. Depends on its arguments and the font files only: no network, no clock, and text is
 * never interpreted as markup. The same data gives the same bytes.
 *
 * @throws UnusableFontError for one of the shop's own fonts; no content of a document makes it throw
 *
 * @example
 * const pdf = await renderQuotePdf(quote)
 * res.type("application/pdf").send(pdf)
 */
export const renderQuotePdf = async (document: QuoteDocument, { fonts }: RenderQuotePdfOptions = {}): Promise<Buffer> => {
  const typeface = new Typeface(fonts)
  return print(compose(document, typeface), typeface)
}

const compose = (quote: QuoteDocument, typeface: Typeface): TDocumentDefinitions => {
  const typesetter = new Typesetter(typeface)
  const locale = toKnownLocale(quote.locale)
  const { labels, language } = labelsFor(locale)
  const formats = createFormats({
    locale,
    currencyCode: quote.currency_code,
    decimalDigits: quote.decimal_digits,
    covers: (text) => typesetter.covers(text),
  })
  const tools = { typesetter, formats, labels }
  return {
    info: propertiesOf(quote, tools),
    language: language === new Intl.Locale(locale).language ? locale : language,
    displayTitle: true,
    version: "1.7",
    pageSize: "A4",
    pageMargins: [MARGINS.left, MARGINS.top, MARGINS.right, MARGINS.bottom],
    defaultStyle: { font: typeface.families[0].name },
    content: [
      ...letterhead(quote.seller, tools),
      ...title(quote, tools),
      parties(quote, tools),
      linesTable(quote, tools),
      totals(quote, tools),
      ...message(quote.message, tools),
    ],
    footer: footer(quote, tools),
  }
}

/** The properties that a PDF viewer shows. */
const propertiesOf = (quote: QuoteDocument, tools: Tools): TDocumentInformation => {
  const { labels, formats } = tools
  const revision = quote.revision > 0 ? `, ${labels.revision} ${formats.quantity(quote.revision)}` : ""
  return {
    title: cleanLine(`${titleOf(quote, tools)}${revision}`),
    author: cleanLine(quote.seller.name),
    creationDate: new Date(quote.issued_at.getTime() || 0),
  }
}

/** Creates a printer of its own, because pdfmake's default one shares its settings with the whole process. */
const print = (definition: TDocumentDefinitions, { families }: Typeface): Promise<Buffer> => {
  const printer: typeof pdfmake = Object.create(pdfmake)
  const files = families.flatMap((family) => Object.values(family.files))
  printer.setUrlAccessPolicy(() => false)
  printer.setLocalAccessPolicy((path) => files.includes(path))
  printer.setFonts(Object.fromEntries(families.map((family) => [family.name, { ...family.files }])))
  printer.setTableLayouts({})
  return printer.createPdf(definition).getBuffer()
}
