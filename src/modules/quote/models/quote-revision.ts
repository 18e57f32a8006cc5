import { model } from "@medusajs/framework/utils"
import { Quote } from "./quote"
import { QuoteRevisionItem } from "./quote-revision-item"

/** An offer as it was sent. Revision 0 is the request. A trigger rejects every change. */
export const QuoteRevision = model
  .define("quote_revision", {
    id: model.id({ prefix: "quorev" }).primaryKey(),
    revision: model.number(),
    /** Company name and tax id of the customer at that time. */
    company_name: model.text().nullable(),
    tax_id: model.text().nullable(),
    valid_until: model.dateTime().nullable(),
    /** Σ `unit_price` × `quantity` of the lines; `null` for a request with lines that have no price. */
    total: model.bigNumber().nullable(),
    /** The shop's message to the customer. */
    message: model.text().nullable(),
    items: model.hasMany(() => QuoteRevisionItem, { mappedBy: "revision" }),
    quote: model.belongsTo(() => Quote, { mappedBy: "revisions" }),
  })
  .indexes([{ name: "IDX_quote_revision_unique", on: ["quote_id", "revision"], unique: true }])
