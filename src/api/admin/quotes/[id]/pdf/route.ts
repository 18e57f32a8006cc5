import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { printQuote } from "../../../../../workflows/quotes"
import { answering } from "../../../../http/answer"
import type { PrintQuoteParamsType } from "../../../../http/quotes/pdf-query"
import { sendPdf } from "../../../../http/quotes/send-pdf"

type Request = AuthenticatedMedusaRequest & { validatedQuery: PrintQuoteParamsType }

/** Returns the PDF that the customer gets. */
export const GET = answering(async (req: Request, res: MedusaResponse) => {
  sendPdf(res, await printQuote(req.scope, { ...req.validatedQuery, quote_id: req.params.id }))
})
