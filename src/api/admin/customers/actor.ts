import type { AuthenticatedMedusaRequest } from "@medusajs/framework/http"

/** A user of the admin, or a secret API key. */
type AdminActor = { type: "admin" | "api_key"; id: string }

/** Who decides. */
export const adminActorOf = ({ auth_context }: AuthenticatedMedusaRequest<unknown>): AdminActor => ({
  type: auth_context.actor_type === "api-key" ? "api_key" : "admin",
  id: auth_context.actor_id,
})
