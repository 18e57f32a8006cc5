import { model } from "@medusajs/framework/utils"
import { QuoteMessage } from "./quote-message"

/** A file that came with a message. */
export const QuoteAttachment = model
  .define("quote_attachment", {
    id: model.id({ prefix: "quoatt" }).primaryKey(),
    /** Medusa's File Module knows the file by it. */
    file_id: model.text(),
    /** The sender's word. */
    filename: model.text(),
    /** Found in the content. */
    mime_type: model.text(),
    /** Bytes. */
    size: model.number(),
    message: model.belongsTo(() => QuoteMessage, { mappedBy: "attachments" }),
  })
  .indexes([{ name: "IDX_quote_attachment_message_id", on: ["message_id"], where: "deleted_at IS NULL" }])
