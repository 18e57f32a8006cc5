import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { CustomerRoleError } from "../../../../../errors"
import { CUSTOMER_ROLE_MODULE } from "../../../../../modules/customer-role"
import { pluginOptions } from "../../../../../modules/customer-role/plugin-options"
import { correctRole } from "../../../../../workflows/customer-role"
import { answering } from "../../../../http/answer"
import { toAdminCustomerRole } from "../../../../views/customer-role"
import { contextOf } from "../../../../views/role-context"
import { historyOf, lastDecisionOf } from "../../../../views/role-history"
import { adminActorOf } from "../../../../caller/actors"
import { setAsideOf } from "../../../../views/set-aside"
import type { CorrectRoleType, GetRoleType } from "../../validators"

type GetRequest = AuthenticatedMedusaRequest & { validatedQuery: GetRoleType }

/** Returns a customer's role with a page of its history and what else an admin should know, also for deleted accounts. */
export const GET = answering(async (req: GetRequest, res: MedusaResponse) => {
  const service = req.scope.resolve(CUSTOMER_ROLE_MODULE)
  const record = await service.getLatestCustomerMeta(req.params.id)
  if (!record) {
    throw new CustomerRoleError("not_found")
  }
  const [history, set_aside, last_decision, context] = await Promise.all([
    historyOf(req.scope, record.customer_id, req.validatedQuery),
    setAsideOf(req.scope, record.customer_id),
    lastDecisionOf(req.scope, record),
    contextOf(req.scope, record),
  ])
  res.json({ customer_role: toAdminCustomerRole(record, pluginOptions(req.scope)), history, set_aside, last_decision, ...context })
})

/** Corrects at Clerk what customers state about themselves, and syncs. */
export const POST = answering(async (req: AuthenticatedMedusaRequest<CorrectRoleType>, res: MedusaResponse) => {
  const options = pluginOptions(req.scope)
  const record = await correctRole(req.scope, {
    customer_id: req.params.id,
    correction: req.validatedBody,
    actor: adminActorOf(req),
  })
  const history = await historyOf(req.scope, record.customer_id)
  res.json({ customer_role: toAdminCustomerRole(record, options), history })
})
