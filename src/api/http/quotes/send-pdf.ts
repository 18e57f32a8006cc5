import type { MedusaResponse } from "@medusajs/framework/http"
import type { PrintedQuote } from "../../../workflows/quotes"

/** Answers with a PDF as a download that proxies must not cache. The name needs no escaping: it has letters, digits and `-` only. */
export const sendPdf = (res: MedusaResponse, { filename, pdf }: PrintedQuote): void => {
  res.setHeader("Content-Type", "application/pdf")
  res.setHeader("Content-Disposition", `attachment; filename="${filename}"`)
  res.setHeader("Content-Length", pdf.length)
  res.setHeader("Cache-Control", "private, no-store")
  res.setHeader("X-Content-Type-Options", "nosniff")
  res.end(pdf)
}
