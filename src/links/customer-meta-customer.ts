import CustomerModule from "@medusajs/medusa/customer"
import { defineLink } from "@medusajs/framework/utils"
import CustomerRoleModule from "../modules/customer-role"

/** Reaches a role's customer: `query.graph({ entity: "customer_meta", fields: ["customer.*"] })`. */
export default defineLink({ linkable: CustomerRoleModule.linkable.customerMeta, field: "customer_id" }, CustomerModule.linkable.customer, {
  readOnly: true,
})
