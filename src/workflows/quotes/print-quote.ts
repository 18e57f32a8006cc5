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
  /** Where a customer prints: whose quote it must be. */
  customer_id?: string
  /** Which revision; 0 is the request. @default the last one sent */
  revision?: number
  /** BCP 47. @default what the plugin's `quotes.pdf` option says */
  locale?: string
}

/** A printed quote. */
export type PrintedQuote = { filename: string; pdf: Buffer }

/** A long quote is seconds of work for a core. Nobody prints more than two at a time. */
const printing = new TurnQueue({ atOnce: 1, mostWaiting: 100, mostPerOwner: 2 })

const WAIT_AT_MOST_SECONDS = 30
const RENDER_WITHIN_MS = 60_000

/**
 * Prints a revision of a quote as PDF: what its customer may see of it. Nothing is fetched for it.
 *
 * @throws CustomerRoleError `not_found`, also for another customer's and for a revision that was never sent; `busy`
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
