import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { CustomerRoleError } from "../../../../../errors"
import { CUSTOMER_ROLE_MODULE } from "../../../../../modules/customer-role"
import { callerOf, customerIdOf, requireCustomerId, roleOf } from "../../../../guards/caller"
import { answering } from "../../../../http/answer"
import { toCustomerRole } from "../../../../http/customer-role"

/** Gives the caller's own role: by customer id, Clerk id or `me`. */
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
  res.json({ customer_role: toCustomerRole(record, req.scope.resolve(CUSTOMER_ROLE_MODULE).options) })
})
