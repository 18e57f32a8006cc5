import { definePolicies } from "@medusajs/framework/utils"

/** What admins may do with bulk orders if the shop uses Medusa's RBAC. */
export const BULK_ORDER_POLICIES = {
  read: { resource: "bulk_order", operation: "read" },
} as const

export default definePolicies([
  {
    name: "ReadBulkOrder",
    ...BULK_ORDER_POLICIES.read,
    description: "Find orders by their purchase order number, and see who placed them",
  },
])
