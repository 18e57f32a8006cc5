import CustomerModule from "@medusajs/medusa/customer"
import { defineLink } from "@medusajs/framework/utils"
import { checkConfiguredOptions } from "../config/configured-options"
import CustomerRoleModule, { CUSTOMER_ROLE_MODULE } from "../modules/customer-role"
// Medusa loads links before all workflows, so this import sees the hooks of Medusa's checkout before a shop's workflow uses one.
import "../workflows/bulk-orders/checkout/checkout-hooks"

checkConfiguredOptions(CUSTOMER_ROLE_MODULE)

/** Reaches a customer's live record: `query.graph({ entity: "customer", fields: ["customer_meta.*"] })`. */
export default defineLink(
  { linkable: CustomerModule.linkable.customer, field: "id" },
  { ...CustomerRoleModule.linkable.customerMeta.id, primaryKey: "customer_id" },
  { readOnly: true }
)
