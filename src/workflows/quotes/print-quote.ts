import type { MedusaContainer } from "@medusajs/framework/types"
import { CustomerRoleError } from "../../errors"
import { pluginOptions } from "../../modules/customer-role/plugin-options"
import { QUOTE_MODULE } from "../../modules/quote"
import { renderInThread, RenderTimeoutError } from "../../quote-pdf/render-in-thread"
import type { RenderQuotePdfOptions } from "../../quote-pdf/render-quote-pdf"
import type { QuoteDocument } from "../../quote-pdf/types"
import { TurnQueue } from "../../queues/turn-queue"
import { loadQuoteDocument } from "./pdf/load-quote-document"

export type PrintQuoteInput = {
  quote_id: string
  /** For a customer's request: throws `not_found` if the quote is someone else's. */
  customer_id?: string
  /** The number of a revision; 0 prints the request. @default the last revision sent */
  revision?: number
  /** BCP 47. @default the plugin option `quotes.pdf.locale` */
  locale?: string
}

export type PrintedQuote = { filename: string; pdf: Buffer }

/** A long quote keeps a core busy for seconds, so at most two PDFs per customer are in progress or waiting. */
const printing = new TurnQueue({ atOnce: 1, mostWaiting: 100, mostPerOwner: 2 })

const WAIT_AT_MOST_SECONDS = 30
const RENDER_WITHIN_MS = 60_000

/**
 * Returns a revision of a quote as a PDF, with what its customer may see. Makes no network request.
 *
 * @throws CustomerRoleError `not_found`, also for another customer's quote and for a revision that does not exist; `busy`
 *
 * @example
 * const { filename, pdf } = await printQuote(container, { quote_id: "quo_123", customer_id: "cus_123", locale: "de-DE" })
 */
export const printQuote = async (
  container: MedusaContainer,
  { quote_id, customer_id, revision, locale }: PrintQuoteInput
): Promise<PrintedQuote> => {
  const quote = await container.resolve(QUOTE_MODULE).getQuote({ id: quote_id, customer_id })
  const document = await loadQuoteDocument(container, { quote, revision, locale })
  const { fonts } = pluginOptions(container).quotes.pdf
  const pdf = await printing.run(
    () => render(document, { fonts }),
    () => new CustomerRoleError("busy"),
    { waitAtMostSeconds: WAIT_AT_MOST_SECONDS, owner: customer_id }
  )
  return { filename: document.revision === 0 ? `${quote.number}.pdf` : `${quote.number}-${document.revision}.pdf`, pdf }
}

const render = async (document: QuoteDocument, options: RenderQuotePdfOptions): Promise<Buffer> => {
  try {
    return await renderInThread(document, options, RENDER_WITHIN_MS)
  } catch (error) {
    throw error instanceof RenderTimeoutError ? new CustomerRoleError("busy") : error
  }
}
