import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { pluginOptions } from "../../../../../../modules/customer-role/plugin-options"
import { writeInternalNoteWorkflow } from "../../../../../../workflows/customer-role"
import { adminActorOf } from "../../../../../caller/actors"
import { answering } from "../../../../../http/answer"
import { toAdminCustomerRole } from "../../../../../views/customer-role"
import { historyOf } from "../../../../../views/role-history"
import type { WriteInternalNoteType } from "../../../validators"

/** Writes the note that only admins see. */
export const POST = answering(async (req: AuthenticatedMedusaRequest<WriteInternalNoteType>, res: MedusaResponse) => {
  const { result } = await writeInternalNoteWorkflow(req.scope).run({
    input: { customer_id: req.params.id, ...req.validatedBody, actor: adminActorOf(req) },
  })
  const history = await historyOf(req.scope, result.customer_id)
  res.json({ customer_role: toAdminCustomerRole(result, pluginOptions(req.scope)), history })
})
