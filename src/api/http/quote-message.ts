import type { MiddlewareFunction } from "@medusajs/framework/http"
import { z } from "@medusajs/framework/zod"
import { CUSTOMER_ROLE_MODULE } from "../../modules/customer-role"
import type { QuoteFileInput } from "../../workflows/quotes"
import { answering } from "./answer"
import { isForm, readForm } from "./multipart"
import { filledText, idText } from "./schemas"
import { parseOrThrow, validateBody } from "./validate"

const MOST_CHARACTERS = 5_000

/** UTF-8 needs no more for what JavaScript counts as one. */
const BYTES_OF_A_CHARACTER = 3

/** What is written about a quote, by customer and shop alike. */
const QuoteMessage = z.strictObject({ text: filledText(MOST_CHARACTERS), item_id: idText.optional() })

/** A message and the files that come with it. */
export type QuoteMessageType = z.infer<typeof QuoteMessage> & { files?: QuoteFileInput[] }

const validateJson = validateBody(QuoteMessage)

/**
 * Reads a message: JSON, or a form with files, as many and as large as the option `quotes.attachments` allows. It is to
 * come last: who may not write is refused before anything of the body is read. The result is `req.validatedBody`.
 */
export const validateQuoteMessage: MiddlewareFunction = answering(async (req, res, next) => {
  if (!isForm(req)) {
    return validateJson(req, res, next)
  }
  const { attachments } = req.scope.resolve(CUSTOMER_ROLE_MODULE).options.quotes
  const { fields, files } = await readForm(req, res, {
    ...attachments,
    maxFields: Object.keys(QuoteMessage.shape).length,
    maxFieldBytes: MOST_CHARACTERS * BYTES_OF_A_CHARACTER,
  })
  const message: QuoteMessageType = {
    ...parseOrThrow(QuoteMessage, fields),
    // Workflows pass on what JSON can hold.
    files: files.map(({ filename, content }) => ({ filename, content: content.toString("base64") })),
  }
  req.validatedBody = message
  next()
})
