import { model } from "@medusajs/framework/utils"
import { QUOTE_AUTHORS } from "../types"
import { Quote } from "./quote"
import { QuoteAttachment } from "./quote-attachment"

/** What customer and shop write to each other about a quote. */
export const QuoteMessage = model
  .define("quote_message", {
    id: model.id({ prefix: "quomsg" }).primaryKey(),
    author: model.enum([...QUOTE_AUTHORS]),
    /** The customer or the user who wrote it. */
    author_id: model.text().nullable(),
    text: model.text(),
    /** The line it is about. */
    item_id: model.text().nullable(),
    attachments: model.hasMany(() => QuoteAttachment, { mappedBy: "message" }),
    quote: model.belongsTo(() => Quote, { mappedBy: "messages" }),
  })
  .indexes([{ name: "IDX_quote_message_quote_id", on: ["quote_id"], where: "deleted_at IS NULL" }])
