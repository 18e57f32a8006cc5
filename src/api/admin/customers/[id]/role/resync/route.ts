import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { CustomerRoleError } from "../../../../../../errors"
import { CUSTOMER_ROLE_MODULE } from "../../../../../../modules/customer-role"
import { syncClerkUser } from "../../../../../../workflows/customer-role"
import { answering } from "../../../../../http/answer"
import { toAdminCustomerRole } from "../../../../../http/customer-role"
import { adminActorOf } from "../../../actor"

/** Syncs a customer's role with Clerk, now. */
export const POST = answering(async (req: AuthenticatedMedusaRequest, res: MedusaResponse) => {
  const service = req.scope.resolve(CUSTOMER_ROLE_MODULE)
  const known = await service.getCustomerMetaByCustomerId(req.params.id)
  if (!known) {
    throw new CustomerRoleError("not_found")
  }
  const { record } = await syncClerkUser(req.scope, { clerk_user_id: known.clerk_user_id, actor: adminActorOf(req) })
  const history = await service.getHistory(record.customer_id)
  res.json({ customer_role: toAdminCustomerRole(record, service.options), history })
})
