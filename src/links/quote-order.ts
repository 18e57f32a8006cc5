import OrderModule from "@medusajs/medusa/order"
import { defineLink } from "@medusajs/framework/utils"
import QuoteModule from "../modules/quote"

/** Reaches the order of an accepted quote: `query.graph({ entity: "quote", fields: ["order.*"] })`. */
export default defineLink({ linkable: QuoteModule.linkable.quote, field: "order_id" }, OrderModule.linkable.order, { readOnly: true })
