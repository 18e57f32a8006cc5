import { model } from "@medusajs/framework/utils"
import { Quote } from "./quote"

/** A line of a quote. Amounts are in major units of the quote's currency. */
export const QuoteItem = model
  .define("quote_item", {
    id: model.id({ prefix: "quoitm" }).primaryKey(),
    /** The place among the lines, from 0. */
    position: model.number(),
    variant_id: model.text(),
    sku: model.text().nullable(),
    title: model.text(),
    quantity: model.number(),
    /** What the customer would have paid when the quote was asked for. */
    list_unit_price: model.bigNumber(),
    /** What the shop offers. */
    unit_price: model.bigNumber(),
    /** What the customer would like to pay. */
    target_unit_price: model.bigNumber().nullable(),
    note: model.text().nullable(),
    quote: model.belongsTo(() => Quote, { mappedBy: "items" }),
  })
  .indexes([{ name: "IDX_quote_item_quote_id", on: ["quote_id"], where: "deleted_at IS NULL" }])
