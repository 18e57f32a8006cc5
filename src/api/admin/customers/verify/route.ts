import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { pluginOptions } from "../../../../modules/customer-role/plugin-options"
import { verifyBusinessWorkflow } from "../../../../workflows/customer-role"
import { answering } from "../../../http/answer"
import { toAdminCustomerRole } from "../../../views/customer-role"
import { adminActorOf } from "../../../caller/actors"
import { toDecisions } from "../decisions"
import type { VerifyCustomersType } from "../validators"

/** Verifies, rejects or revokes businesses. */
export const POST = answering(async (req: AuthenticatedMedusaRequest<VerifyCustomersType>, res: MedusaResponse) => {
  const { result } = await verifyBusinessWorkflow(req.scope).run({
    input: { decisions: toDecisions(req.validatedBody), actor: adminActorOf(req) },
  })
  const options = pluginOptions(req.scope)
  const customer_roles = result.map((record) => toAdminCustomerRole(record, options))
  res.json({ customer_roles, ...("customer_id" in req.validatedBody ? { customer_role: customer_roles[0] } : {}) })
})
