import { model } from "@medusajs/framework/utils"
import { QuoteMessage } from "./quote-message"

/** A file of a message. */
export const QuoteAttachment = model
  .define("quote_attachment", {
    id: model.id({ prefix: "quoatt" }).primaryKey(),
    /** The id in Medusa's File Module. */
    file_id: model.text(),
    /** The sender's name for the file, made safe. */
    filename: model.text(),
    /** Detected from the content. */
    mime_type: model.text(),
    /** Bytes. */
    size: model.number(),
    message: model.belongsTo(() => QuoteMessage, { mappedBy: "attachments" }),
  })
  .indexes([{ name: "IDX_quote_attachment_message_id", on: ["message_id"], where: "deleted_at IS NULL" }])
