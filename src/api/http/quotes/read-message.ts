import type { MedusaRequest, MedusaResponse, MiddlewareFunction } from "@medusajs/framework/http"
import { z } from "@medusajs/framework/zod"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { pluginOptions } from "../../../modules/customer-role/plugin-options"
import { publicFolderOf } from "../../../files/public-files"
import type { QuoteFileInput } from "../../../workflows/quotes"
import { type FormFolder, openFormFolder } from "../../../files/form-folders"
import { TurnQueue } from "../../../queues/turn-queue"
import { customerIdOf } from "../../caller/caller"
import { answering } from "../answer"
import { answerInTurn } from "../answer-in-turn"
import { isForm, readForm } from "../multipart"
import { filledText, idText } from "../schemas"
import { parseOrThrow, validateBody } from "../validate"

const MOST_CHARACTERS = 5_000

/** UTF-8 needs at most this much for one UTF-16 unit, which JavaScript counts as a character. */
const BYTES_PER_CHARACTER = 3

/** The body of a message, for customers and the shop. */
const QuoteMessage = z.strictObject({ text: filledText(MOST_CHARACTERS), item_id: idText.optional() })

/** A message with its files. */
export type QuoteMessageType = z.infer<typeof QuoteMessage> & { files?: QuoteFileInput[] }

const validateJson = validateBody(QuoteMessage, {
  otherTypes: "Send the message as application/json in UTF-8, or with files as multipart/form-data.",
})

/** Bounds the files on disk: a form keeps its files until its answer, and a waiting form is not read yet. The shop never waits for customers. */
const formsOfCustomers = new TurnQueue({ atOnce: 4, atOncePerOwner: 2, mostWaiting: 100, mostPerOwner: 25 })
const formsOfTheShop = new TurnQueue({ atOnce: 2, mostWaiting: 100 })

const WAIT_AT_MOST_SECONDS = 30

/** Enough for the largest form on a slow connection. */
const TAKE_AT_MOST_SECONDS = 180

/**
 * Reads a message into `req.validatedBody`: JSON, or a form with files within the option `quotes.attachments`. Mount it last, so
 * that callers without access are refused before the server reads their body.
 */
export const validateQuoteMessage: MiddlewareFunction = answering(async (req, res, next) => {
  if (!isForm(req)) {
    return validateJson(req, res, next)
  }
  const owner = customerIdOf(req)
  const turn = { owner, waitAtMostSeconds: WAIT_AT_MOST_SECONDS, takeAtMostSeconds: TAKE_AT_MOST_SECONDS }
  let folder: FormFolder | undefined
  try {
    await answerInTurn(owner === undefined ? formsOfTheShop : formsOfCustomers, turn, res, async () => {
      folder = await openFormFolder()
      req.validatedBody = await readMessage(req, res, folder)
      next()
    })
  } finally {
    await folder?.remove()
  }
})

const readMessage = async (req: MedusaRequest, res: MedusaResponse, folder: FormFolder): Promise<QuoteMessageType> => {
  const { attachments } = pluginOptions(req.scope).quotes
  const areFilesPublic = publicFolderOf(req.scope.resolve(ContainerRegistrationKeys.CONFIG_MODULE)) !== undefined
  const { fields, files } = await readForm(req, res, folder, {
    ...attachments,
    // The shop serves stored files to the public, so it must not accept any.
    ...(areFilesPublic ? { maxFiles: 0 } : {}),
    maxFields: Object.keys(QuoteMessage.shape).length,
    maxFieldBytes: MOST_CHARACTERS * BYTES_PER_CHARACTER,
  })
  return {
    ...parseOrThrow(QuoteMessage, fields),
    files,
  }
}
