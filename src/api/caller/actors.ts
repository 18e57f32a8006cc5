import type { AuthenticatedMedusaRequest, MedusaRequest } from "@medusajs/framework/http"
import type { QuoteActor } from "../../modules/quote/types"
import { callerOf, requireCustomerId } from "./caller"

/** An admin user, or a secret API key. */
type AdminActor = { type: "admin" | "api_key"; id: string }

/** Returns the admin user or the API key that sends the request, for the history. */
export const adminActorOf = ({ auth_context }: AuthenticatedMedusaRequest<unknown>): AdminActor => ({
  type: auth_context.actor_type === "api-key" ? "api_key" : "admin",
  id: auth_context.actor_id,
})

/** Returns the signed-in customer and whoever impersonates them, for the history. */
export const customerActorOf = (req: MedusaRequest): QuoteActor => ({
  type: "customer",
  id: requireCustomerId(req),
  impersonator_id: callerOf(req).impersonator_id ?? null,
})
