import type { AuthContext, MedusaNextFunction, MedusaRequest, MedusaResponse, MiddlewareFunction } from "@medusajs/framework/http"
import { PUBLISHABLE_KEY_HEADER } from "@medusajs/framework/utils"
import { bearerTokenIn, claimsIn } from "../caller/credential-text"
import { lookUpClerkUserOnce, lookUpCustomerOnce, lookUpSignInOnce } from "../caller/role-lookups"
import { lookUpCartOwnerAhead } from "./owner"
import { exchangedIn } from "./refuse-lost-access"

/**
 * Starts what the guards of a store route will look up, while Medusa looks up the publishable key: the role of whoever the
 * token names, and the owner of a cart that is read. It decides nothing. The guards verify the token first, ask for the
 * role of the customer whom it proves, and fail if that look-up does. A request without a publishable key, which Medusa
 * refuses without a look-up, causes none here either.
 */
export const lookUpAhead: MiddlewareFunction = (req: MedusaRequest, _res: MedusaResponse, next: MedusaNextFunction) => {
  if (req.headers[PUBLISHABLE_KEY_HEADER]) {
    for (const lookUp of [lookUpRoleAhead, lookUpCartOwnerAhead]) {
      lookUp(req).catch(() => undefined)
    }
  }
  next()
}

const lookUpRoleAhead = async (req: MedusaRequest): Promise<void> => {
  const { actor_type, actor_id, auth_provider, app_metadata, sub }: Partial<AuthContext> & { sub?: unknown } =
    claimsIn(bearerTokenIn(req.headers.authorization)) ?? {}
  if (actor_type === undefined) {
    await (typeof sub === "string" ? lookUpClerkUserOnce(req, sub) : undefined)
  } else if (actor_type === "customer" && typeof actor_id === "string" && actor_id !== "") {
    const sessionId = exchangedIn({ auth_provider, app_metadata })
    await (sessionId === null ? lookUpCustomerOnce(req, actor_id) : lookUpSignInOnce(req, actor_id, sessionId))
  }
}
