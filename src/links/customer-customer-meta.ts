import CustomerModule from "@medusajs/medusa/customer"
import { defineLink } from "@medusajs/framework/utils"
import { checkConfiguredOptions } from "../config/configured-options"
import CustomerRoleModule, { CUSTOMER_ROLE_MODULE } from "../modules/customer-role"

checkConfiguredOptions(CUSTOMER_ROLE_MODULE)

/** `query.graph({ entity: "customer", fields: ["customer_meta.*"] })`: the live record, or none. */
export default defineLink(
  { linkable: CustomerModule.linkable.customer, field: "id" },
  { ...CustomerRoleModule.linkable.customerMeta.id, primaryKey: "customer_id" },
  { readOnly: true }
)
