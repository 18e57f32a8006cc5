import { model } from "@medusajs/framework/utils"
import { QuoteRevision } from "./quote-revision"

/** A line of a revision. Amounts are in major units of the quote's currency. A trigger rejects every change. */
export const QuoteRevisionItem = model
  .define("quote_revision_item", {
    id: model.id({ prefix: "quorli" }).primaryKey(),
    /** The id of the draft line, the same in all revisions. */
    item_id: model.text(),
    position: model.number(),
    variant_id: model.text(),
    sku: model.text().nullable(),
    title: model.text(),
    /** The name of the variant within its product. */
    variant_title: model.text().nullable(),
    quantity: model.number(),
    list_unit_price: model.bigNumber().nullable(),
    unit_price: model.bigNumber().nullable(),
    target_unit_price: model.bigNumber().nullable(),
    is_tax_inclusive: model.boolean(),
    note: model.text().nullable(),
    revision: model.belongsTo(() => QuoteRevision, { mappedBy: "items" }),
  })
  .indexes([{ name: "IDX_quote_revision_item_unique", on: ["revision_id", "item_id"], unique: true }])
