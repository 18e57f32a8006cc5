import type { MedusaRequest, MedusaResponse, MiddlewareFunction } from "@medusajs/framework/http"
import { z } from "@medusajs/framework/zod"
import { CustomerRoleError } from "../../errors"
import { CUSTOMER_ROLE_MODULE } from "../../modules/customer-role"
import type { QuoteFileInput } from "../../workflows/quotes"
import { OrderQueue } from "../../workflows/bulk-orders/order-queue"
import { customerIdOf } from "../guards/caller"
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

/** A form is in memory until it is answered. Those that wait are not read yet. A customer who sends slowly leaves room for others. */
const forms = new OrderQueue({ atOnce: 4, atOncePerOwner: 2, mostWaiting: 100, mostPerOwner: 25 })

const WAIT_AT_MOST_SECONDS = 30

/**
 * Reads a message: JSON, or a form with files, as many and as large as the option `quotes.attachments` allows. It is to
 * come last: who may not write is refused before anything of the body is read. The result is `req.validatedBody`.
 */
export const validateQuoteMessage: MiddlewareFunction = answering(async (req, res, next) => {
  if (!isForm(req)) {
    return validateJson(req, res, next)
  }
  await forms.run(
    async () => {
      req.validatedBody = await readMessage(req, res)
      const answered = closed(res)
      next()
      await answered
    },
    () => new CustomerRoleError("busy"),
    { waitAtMostSeconds: WAIT_AT_MOST_SECONDS, owner: customerIdOf(req) }
  )
})

const readMessage = async (req: MedusaRequest, res: MedusaResponse): Promise<QuoteMessageType> => {
  const { attachments } = req.scope.resolve(CUSTOMER_ROLE_MODULE).options.quotes
  const { fields, files } = await readForm(req, res, {
    ...attachments,
    maxFields: Object.keys(QuoteMessage.shape).length,
    maxFieldBytes: MOST_CHARACTERS * BYTES_OF_A_CHARACTER,
  })
  return {
    ...parseOrThrow(QuoteMessage, fields),
    // Workflows pass on what JSON can hold.
    files: files.map(({ filename, content }) => ({ filename, content: content.toString("base64") })),
  }
}

/** Resolves once nobody waits for an answer any more. */
const closed = (res: MedusaResponse): Promise<void> =>
  new Promise((resolve) => {
    if (res.closed) {
      resolve()
    } else {
      res.once("close", resolve)
    }
  })
