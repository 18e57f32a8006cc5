import { definePolicies } from "@medusajs/framework/utils"

/** What admins may do with customers' roles if the shop uses Medusa's RBAC. */
export const CUSTOMER_ROLE_POLICIES = {
  read: { resource: "customer_role", operation: "read" },
  update: { resource: "customer_role", operation: "update" },
  verify: { resource: "customer_role", operation: "verify" },
  erase: { resource: "customer_role", operation: "erase" },
} as const

export default definePolicies([
  {
    name: "ReadCustomerRole",
    ...CUSTOMER_ROLE_POLICIES.read,
    description: "See the roles of customers, their history and differences from Clerk",
  },
  {
    name: "UpdateCustomerRole",
    ...CUSTOMER_ROLE_POLICIES.update,
    description: "Correct the account details of customers, write internal notes, and sync them with Clerk",
  },
  { name: "VerifyCustomerRole", ...CUSTOMER_ROLE_POLICIES.verify, description: "Verify, reject and revoke businesses" },
  { name: "EraseCustomerRole", ...CUSTOMER_ROLE_POLICIES.erase, description: "Erase a person's data" },
])
