import type { AuthenticatedMedusaRequest } from "@medusajs/framework/http"
import type { QuoteActor } from "../../../modules/quote/types"

/** Who acts: a user of the admin, or a secret API key. */
export const adminQuoteActorOf = ({ auth_context }: AuthenticatedMedusaRequest<unknown>): QuoteActor => ({
  type: auth_context.actor_type === "api-key" ? "api_key" : "admin",
  id: auth_context.actor_id,
})
