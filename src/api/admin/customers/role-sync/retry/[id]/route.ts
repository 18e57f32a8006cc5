import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { retryRoleSync } from "../../../../../../workflows/customer-role"
import { answering } from "../../../../../http/answer"
import { adminActorOf } from "../../../../../caller/actors"

/** Retries what has failed for one Clerk user: webhooks, their write-back and differences. */
export const POST = answering(async (req: AuthenticatedMedusaRequest, res: MedusaResponse) => {
  res.json(await retryRoleSync(req.scope, adminActorOf(req), req.params.id))
})
