import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { CustomerRoleError } from "../../../../errors"
import { pluginOptions } from "../../../../modules/customer-role/plugin-options"
import type { RoleLookup } from "../../../../modules/customer-role/types"
import { syncCaller } from "../../../../workflows/customer-role/sync-caller"
import { callerOf, requireCustomerId, roleOf } from "../../../caller/caller"
import { answering } from "../../../http/answer"
import { toCustomerRole } from "../../../views/customer-role"

/** Syncs the caller's role with Clerk. */
export const POST = answering(async (req: MedusaRequest, res: MedusaResponse) => {
  const options = pluginOptions(req.scope)
  const { clerk_user_id, impersonator_id } = callerOf(req)
  const linked = clerk_user_id ?? (requireCustomerId(req) && linkedUserOf(await roleOf(req)))
  if (!linked) {
    throw new CustomerRoleError("role_not_synced")
  }
  const result = await syncCaller(req.scope, {
    clerk_user_id: linked,
    actor: { type: "customer", impersonator_id },
    // A Medusa token does not prove a sign-in at Clerk.
    signed_in: clerk_user_id !== undefined && !impersonator_id,
  })
  if (result.claim_error) {
    throw new CustomerRoleError(
      "invalid_account_claim",
      `The account details at Clerk are not valid: ${result.claim_error}. Correct them and sync again.`
    )
  }
  res.json({ customer_role: toCustomerRole(result.record, options), customer: result.customer, created: result.created })
})

/** Returns the Clerk user of a record. An imported record has none until its Clerk user signs in. */
const linkedUserOf = ({ record }: RoleLookup): string | undefined => (record?.clerk_updated_at ? record.clerk_user_id : undefined)
