import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { CUSTOMER_ROLE_MODULE } from "../../../../../modules/customer-role"
import { compareWithClerk } from "../../../../../workflows/customer-role"
import { answering } from "../../../../http/answer"
import type { CompareWithClerkType } from "../../validators"

/** Returns the last comparison with Clerk, and how many differences of each kind are known. */
export const GET = answering(async (req: AuthenticatedMedusaRequest, res: MedusaResponse) => {
  const { reconciliations, differences } = req.scope.resolve(CUSTOMER_ROLE_MODULE)
  const reconciliation = await reconciliations.last()
  res.json({ reconciliation, differences_by_kind: await differences.countByKind() })
})

/** Begins a comparison with Clerk: a dry run, or what a dry run has shown. Answers before it has ended. */
export const POST = answering(async (req: AuthenticatedMedusaRequest<CompareWithClerkType>, res: MedusaResponse) => {
  res.status(202).json({ reconciliation: await compareWithClerk(req.scope, req.validatedBody.dry_run_id) })
})
