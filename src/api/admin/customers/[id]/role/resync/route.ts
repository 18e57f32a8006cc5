import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { CUSTOMER_ROLE_MODULE } from "../../../../../../modules/customer-role"
import { resyncRole } from "../../../../../../workflows/customer-role"
import { answering } from "../../../../../http/answer"
import { toAdminCustomerRole } from "../../../../../http/customer-role"
import { historyOf } from "../../../history"
import { adminActorOf } from "../../../actor"

/** Syncs a customer's role with Clerk, now. */
export const POST = answering(async (req: AuthenticatedMedusaRequest, res: MedusaResponse) => {
  const service = req.scope.resolve(CUSTOMER_ROLE_MODULE)
  const record = await resyncRole(req.scope, req.params.id, adminActorOf(req))
  const history = await historyOf(req.scope, record.customer_id)
  res.json({ customer_role: toAdminCustomerRole(record, service.options), history })
})
