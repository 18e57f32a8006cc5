import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { recordDelivery } from "../../../record-delivery"

/** Does the minimum for a webhook: parses the body and stores the delivery. */
export const POST = async ({ scope }: MedusaRequest, res: MedusaResponse): Promise<void> => {
  await recordDelivery(scope)
  res.json({})
}
