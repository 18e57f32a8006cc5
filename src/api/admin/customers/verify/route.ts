import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { pluginOptions } from "../../../../modules/customer-role/plugin-options"
import type { VerificationDecision } from "../../../../modules/customer-role/types"
import { verifyBusinessWorkflow } from "../../../../workflows/customer-role"
import { answering } from "../../../http/answer"
import { toAdminCustomerRole } from "../../../views/customer-role"
import { adminActorOf } from "../../../caller/actors"
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

/** Returns one decision for each customer that the request names. */
const toDecisions = (body: VerifyCustomersType): VerificationDecision[] => {
  const { is_verified, note, internal_note } = body
  return "customer_id" in body
    ? [{ customer_id: body.customer_id, is_verified, note, internal_note, expected_updated_at: body.expected_updated_at }]
    : body.customer_ids.map((customer_id) => ({
        customer_id,
        is_verified,
        note,
        internal_note,
        expected_updated_at: body.expected_updated_at?.[customer_id],
      }))
}
