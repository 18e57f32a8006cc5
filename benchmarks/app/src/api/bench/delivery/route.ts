import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { recordDelivery } from "../../../record-delivery"

/** The least that a webhook's receiver can do: parse the body, note the delivery. */
export const POST = async ({ scope }: MedusaRequest, res: MedusaResponse): Promise<void> => {
  await recordDelivery(scope)
  res.json({})
}
