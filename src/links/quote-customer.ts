import CustomerModule from "@medusajs/medusa/customer"
import { defineLink } from "@medusajs/framework/utils"
import QuoteModule from "../modules/quote"

/** Reaches a quote's customer: `query.graph({ entity: "quote", fields: ["customer.*"] })`. */
export default defineLink({ linkable: QuoteModule.linkable.quote, field: "customer_id" }, CustomerModule.linkable.customer, {
  readOnly: true,
})
