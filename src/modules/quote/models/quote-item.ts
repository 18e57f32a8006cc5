import { model } from "@medusajs/framework/utils"
import { Quote } from "./quote"

/** A line of the draft. Amounts are in major units of the quote's currency. */
export const QuoteItem = model
  .define("quote_item", {
    id: model.id({ prefix: "quoitm" }).primaryKey(),
    /** The order of the lines, from 0. */
    position: model.number(),
    variant_id: model.text(),
    /** SKU and title of the moment when the line was added. */
    sku: model.text().nullable(),
    title: model.text(),
    /** The name of the variant within its product. */
    variant_title: model.text().nullable(),
    quantity: model.number(),
    /** The customer's price when the line was added; `null` if there was none. */
    list_unit_price: model.bigNumber().nullable(),
    /** The price of the next offer; `null` until the shop sets one. */
    unit_price: model.bigNumber().nullable(),
    /** The price that the customer asks for. */
    target_unit_price: model.bigNumber().nullable(),
    /** Whether the prices include taxes. */
    is_tax_inclusive: model.boolean().default(false),
    note: model.text().nullable(),
    quote: model.belongsTo(() => Quote, { mappedBy: "items" }),
  })
  .indexes([{ name: "IDX_quote_item_quote_id", on: ["quote_id"], where: "deleted_at IS NULL" }])
