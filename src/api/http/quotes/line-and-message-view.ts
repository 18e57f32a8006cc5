import type { QuoteAuthor, QuoteItemRecord, QuoteMessageRecord } from "../../../modules/quote/types"

/** A line of a quote as its customer sees it. */
export type StoreQuoteItem = Omit<QuoteItemRecord, "position">

/** A message as the customer sees it, without the name of the admin who wrote it. */
export type StoreQuoteMessage = {
  id: string
  author: QuoteAuthor
  text: string
  /** The line that the message is about. */
  item_id: string | null
  attachments: StoreQuoteAttachment[]
  created_at: Date
}

/** A file of a message. */
export type StoreQuoteAttachment = { id: string; filename: string; mime_type: string; size: number }

/** Removes the internal fields of a line. */
export const toQuoteItemView = ({ position, ...item }: QuoteItemRecord): StoreQuoteItem => item

/** Removes the name of the admin who wrote the message, and the storage ids of its files. */
export const toQuoteMessageView = ({ id, author, text, item_id, attachments, created_at }: QuoteMessageRecord): StoreQuoteMessage => ({
  id,
  author,
  text,
  item_id,
  attachments: attachments.map(({ id: attachmentId, filename, mime_type, size }) => ({ id: attachmentId, filename, mime_type, size })),
  created_at,
})
