import { definePolicies } from "@medusajs/framework/utils"

/** What admins may do with quotes if the shop uses Medusa's RBAC. */
export const QUOTE_POLICIES = {
  read: { resource: "quote", operation: "read" },
  update: { resource: "quote", operation: "update" },
  send: { resource: "quote", operation: "send" },
} as const

export default definePolicies([
  { name: "ReadQuote", ...QUOTE_POLICIES.read, description: "See quotes, their messages and files" },
  { name: "UpdateQuote", ...QUOTE_POLICIES.update, description: "Create, change and reject quotes, and write to their customers" },
  { name: "SendQuote", ...QUOTE_POLICIES.send, description: "Send quotes with prices that customers can accept" },
])
