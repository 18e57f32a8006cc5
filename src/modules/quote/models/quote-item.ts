import { model } from "@medusajs/framework/utils"
import { Quote } from "./quote"

/** A line of the draft. Amounts are in major units of the quote's currency. */
export const QuoteItem = model
  .define("quote_item", {
    id: model.id({ prefix: "quoitm" }).primaryKey(),
    /** The place among the lines, from 0. */
    position: model.number(),
    variant_id: model.text(),
    /** SKU and title as they were when the line came into the quote. */
    sku: model.text().nullable(),
    title: model.text(),
    /** What tells the variant from others of the product. */
    variant_title: model.text().nullable(),
    quantity: model.number(),
    /** What the customer would have paid when the line came into the quote; `null` where there was no price. */
    list_unit_price: model.bigNumber().nullable(),
    /** What the shop is going to offer; `null` until it sets a price. */
    unit_price: model.bigNumber().nullable(),
    /** What the customer would like to pay. */
    target_unit_price: model.bigNumber().nullable(),
    /** Whether both prices include taxes. */
    is_tax_inclusive: model.boolean().default(false),
    note: model.text().nullable(),
    quote: model.belongsTo(() => Quote, { mappedBy: "items" }),
  })
  .indexes([{ name: "IDX_quote_item_quote_id", on: ["quote_id"], where: "deleted_at IS NULL" }])
