import type { MedusaStoreRequest } from "@medusajs/framework/http"
import { printQuote } from "../../../../../workflows/quotes"
import { requireCustomerId } from "../../../../caller/caller"
import { answering } from "../../../../http/answer"
import { type PrintQuoteParamsType, storeLocaleOf } from "../../../../http/quotes/pdf-query"
import { sendPdf } from "../../../../http/quotes/send-pdf"

/** Returns one of the caller's quotes as PDF. */
export const GET = answering(async (req: MedusaStoreRequest<unknown, PrintQuoteParamsType>, res) => {
  const printed = await printQuote(req.scope, {
    quote_id: req.params.id,
    customer_id: requireCustomerId(req),
    revision: req.validatedQuery.revision,
    locale: storeLocaleOf(req),
  })
  sendPdf(res, printed)
})
