import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { erasePersonalData } from "../../../../../../workflows/customer-role"
import { answering } from "../../../../../http/answer"
import { adminActorOf } from "../../../../../caller/actors"
import type { EraseCustomerType } from "../../../validators"

/** Erases the plugin's data about a customer. */
export const POST = answering(async (req: AuthenticatedMedusaRequest<EraseCustomerType>, res: MedusaResponse) => {
  const { force } = req.validatedBody
  res.json({ erased: await erasePersonalData(req.scope, { customer_id: req.params.id, force, actor: adminActorOf(req) }) })
})
