import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { CUSTOMER_ROLE_MODULE } from "../../../../../../modules/customer-role"
import { pluginOptions } from "../../../../../../modules/customer-role/plugin-options"
import { CustomerRoleError } from "../../../../../../errors"
import { restoreSetAsideWorkflow } from "../../../../../../workflows/customer-role"
import { answering } from "../../../../../http/answer"
import { toAdminCustomerRole } from "../../../../../views/customer-role"
import { adminActorOf } from "../../../../../caller/actors"
import { historyOf } from "../../../../../views/role-history"
import { setAsideOf } from "../../../../../views/set-aside"

/** Restores what was set aside when a customer was linked. */
export const POST = answering(async (req: AuthenticatedMedusaRequest, res: MedusaResponse) => {
  const service = req.scope.resolve(CUSTOMER_ROLE_MODULE)
  const customer_id = req.params.id
  await restoreSetAsideWorkflow(req.scope).run({ input: { customer_id, restored_by: adminActorOf(req).id } })
  const record = await service.getLatestCustomerMeta(customer_id)
  if (!record) {
    throw new CustomerRoleError("not_found")
  }
  const [history, set_aside] = await Promise.all([historyOf(req.scope, customer_id), setAsideOf(req.scope, customer_id)])
  res.json({ customer_role: toAdminCustomerRole(record, pluginOptions(req.scope)), history, set_aside })
})
