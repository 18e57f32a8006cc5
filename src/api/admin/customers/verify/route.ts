import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { CUSTOMER_ROLE_MODULE } from "../../../../modules/customer-role"
import { verifyBusinessWorkflow } from "../../../../workflows/customer-role"
import { answering } from "../../../http/answer"
import { toAdminCustomerRole } from "../../../http/customer-role"
import { adminActorOf } from "../actor"
import { toDecisions } from "../decisions"
import type { VerifyCustomersType } from "../validators"

/** Verifies, rejects or revokes businesses. */
export const POST = answering(async (req: AuthenticatedMedusaRequest<VerifyCustomersType>, res: MedusaResponse) => {
  const { result } = await verifyBusinessWorkflow(req.scope).run({
    input: { decisions: toDecisions(req.validatedBody), actor: adminActorOf(req) },
  })
  const { options } = req.scope.resolve(CUSTOMER_ROLE_MODULE)
  const customer_roles = result.map((record) => toAdminCustomerRole(record, options))
  res.json({ customer_roles, ...("customer_id" in req.validatedBody ? { customer_role: customer_roles[0] } : {}) })
})
