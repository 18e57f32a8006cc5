import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { exportPersonalData } from "../../../../../../workflows/customer-role"
import { answering } from "../../../../../http/answer"

/** Returns the plugin's data about a customer. */
export const GET = answering(async (req: AuthenticatedMedusaRequest, res: MedusaResponse) => {
  res.setHeader("Cache-Control", "no-store")
  res.json(await exportPersonalData(req.scope, req.params.id))
})
