import OrderModule from "@medusajs/medusa/order"
import { defineLink } from "@medusajs/framework/utils"
import QuoteModule from "../modules/quote"

/** Reaches the quote of an order: `query.graph({ entity: "order", fields: ["quote.*"] })`. */
export default defineLink(
  { linkable: OrderModule.linkable.order, field: "id" },
  { ...QuoteModule.linkable.quote.id, primaryKey: "order_id" },
  { readOnly: true }
)
