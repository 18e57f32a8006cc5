import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { pluginOptions } from "../../../../../../modules/customer-role/plugin-options"
import { resyncRole } from "../../../../../../workflows/customer-role"
import { answering } from "../../../../../http/answer"
import { toAdminCustomerRole } from "../../../../../views/customer-role"
import { historyOf } from "../../../../../views/role-history"
import { adminActorOf } from "../../../../../caller/actors"

/** Syncs a customer's role with Clerk at once. */
export const POST = answering(async (req: AuthenticatedMedusaRequest, res: MedusaResponse) => {
  const options = pluginOptions(req.scope)
  const record = await resyncRole(req.scope, req.params.id, adminActorOf(req))
  const history = await historyOf(req.scope, record.customer_id)
  res.json({ customer_role: toAdminCustomerRole(record, options), history })
})
