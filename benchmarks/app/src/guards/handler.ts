import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"

/** The handler of all measured routes. */
export const tellCustomer = (req: AuthenticatedMedusaRequest, res: MedusaResponse): void => {
  res.json({ customer_id: req.auth_context?.actor_id ?? null })
}
