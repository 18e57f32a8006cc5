import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"

/** Verifies businesses like an admin does. */
export const POST = async ({ scope, body }: MedusaRequest<{ customer_ids: string[] }>, res: MedusaResponse): Promise<void> => {
  const service = scope.resolve("customer_role")
  await service.decideVerification(
    body.customer_ids.map((customer_id) => ({ customer_id, is_verified: true })),
    { type: "system" }
  )
  res.json({})
}
