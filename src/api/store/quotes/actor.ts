import type { MedusaRequest } from "@medusajs/framework/http"
import type { QuoteActor } from "../../../modules/quote/types"
import { callerOf, requireCustomerId } from "../../guards/caller"

/** Who acts: the signed-in customer, and whoever impersonates him. */
export const customerActorOf = (req: MedusaRequest): QuoteActor => ({
  type: "customer",
  id: requireCustomerId(req),
  impersonator_id: callerOf(req).impersonator_id ?? null,
})
