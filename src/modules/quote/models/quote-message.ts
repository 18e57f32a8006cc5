import { model } from "@medusajs/framework/utils"
import { QUOTE_AUTHORS } from "../types"
import { Quote } from "./quote"
import { QuoteAttachment } from "./quote-attachment"

/** A message between customer and shop about a quote. */
export const QuoteMessage = model
  .define("quote_message", {
    id: model.id({ prefix: "quomsg" }).primaryKey(),
    author: model.enum([...QUOTE_AUTHORS]),
    /** The id of the customer or the admin user. */
    author_id: model.text().nullable(),
    text: model.text(),
    /** The line that the message is about. */
    item_id: model.text().nullable(),
    attachments: model.hasMany(() => QuoteAttachment, { mappedBy: "message" }),
    quote: model.belongsTo(() => Quote, { mappedBy: "messages" }),
  })
  .indexes([{ name: "IDX_quote_message_quote_id", on: ["quote_id"], where: "deleted_at IS NULL" }])
