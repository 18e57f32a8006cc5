import type { AuthenticatedMedusaRequest } from "@medusajs/framework/http"
import type { RoleEventActor } from "../../../modules/customer-role/types"

/** Who decides: a user of the admin, or a secret API key. */
export const adminActorOf = ({ auth_context }: AuthenticatedMedusaRequest<unknown>): RoleEventActor => ({
  type: auth_context.actor_type === "api-key" ? "api_key" : "admin",
  id: auth_context.actor_id,
})
