import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { retryRoleSync } from "../../../../../workflows/customer-role"
import { answering } from "../../../../http/answer"
import { adminActorOf } from "../../../../caller/actors"

/** Tries again what has failed between Clerk and the shop. */
export const POST = answering(async (req: AuthenticatedMedusaRequest, res: MedusaResponse) => {
  res.json(await retryRoleSync(req.scope, adminActorOf(req)))
})
