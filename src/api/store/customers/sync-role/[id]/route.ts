import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { CustomerRoleError } from "../../../../../errors"
import { pluginOptions } from "../../../../../modules/customer-role/plugin-options"
import { callerOf, customerIdOf, requireCustomerId, roleOf } from "../../../../caller/caller"
import { answering } from "../../../../http/answer"
import { toCustomerRole } from "../../../../views/customer-role"

/** Returns the caller's own role, by customer id, Clerk user id or `me`. */
export const GET = answering(async (req: MedusaRequest, res: MedusaResponse) => {
  const clerkUserId = callerOf(req).clerk_user_id
  const customerId = clerkUserId ? customerIdOf(req) : requireCustomerId(req)
  const { record } = await roleOf(req)
  if (!["me", customerId, clerkUserId, record?.clerk_user_id].includes(req.params.id)) {
    throw new CustomerRoleError("not_your_role")
  }
  if (!record) {
    throw new CustomerRoleError("role_not_synced")
  }
  res.json({ customer_role: toCustomerRole(record, pluginOptions(req.scope)) })
})
