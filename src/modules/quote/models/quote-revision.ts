import { model } from "@medusajs/framework/utils"
import { Quote } from "./quote"
import { QuoteRevisionItem } from "./quote-revision-item"

/** What the customer was shown at one time: revision 0 is his own request. A trigger refuses every change. */
export const QuoteRevision = model
  .define("quote_revision", {
    id: model.id({ prefix: "quorev" }).primaryKey(),
    revision: model.number(),
    /** Company and tax id of the customer at that time. */
    company_name: model.text().nullable(),
    tax_id: model.text().nullable(),
    valid_until: model.dateTime().nullable(),
    /** Σ `unit_price` × `quantity` of the lines; `null` for a request with lines that have no price. */
    total: model.bigNumber().nullable(),
    /** What the shop wrote to the customer with it. */
    message: model.text().nullable(),
    items: model.hasMany(() => QuoteRevisionItem, { mappedBy: "revision" }),
    quote: model.belongsTo(() => Quote, { mappedBy: "revisions" }),
  })
  .indexes([{ name: "IDX_quote_revision_unique", on: ["quote_id", "revision"], unique: true }])
