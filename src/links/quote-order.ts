import OrderModule from "@medusajs/medusa/order"
import { defineLink } from "@medusajs/framework/utils"
import QuoteModule from "../modules/quote"

/** `query.graph({ entity: "quote", fields: ["order.*"] })`: the order of an accepted quote. */
export default defineLink({ linkable: QuoteModule.linkable.quote, field: "order_id" }, OrderModule.linkable.order, { readOnly: true })
