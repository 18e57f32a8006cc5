import OrderModule from "@medusajs/medusa/order"
import { defineLink } from "@medusajs/framework/utils"
import QuoteModule from "../modules/quote"

/** `query.graph({ entity: "order", fields: ["quote.*"] })`: the quote that the order accepted, or none. */
export default defineLink(
  { linkable: OrderModule.linkable.order, field: "id" },
  { ...QuoteModule.linkable.quote.id, primaryKey: "order_id" },
  { readOnly: true }
)
