import { ClerkApiError } from "../errors"
import type { FaultTarget } from "../faults"
import { jsonReply, type Reply } from "../http/reply"
import type { ApiRequest } from "../http/request"
import { route, type RouteGroup } from "../http/router"
import type { StandInJwk } from "../keys"
import { type SessionRoutesContext, sessionRoutes } from "./backend-sessions"
import { type UserRoutesContext, userRoutes } from "./backend-users"

export type BackendApiContext = UserRoutesContext &
  SessionRoutesContext & {
    secretKey: string
    jwk: StandInJwk
    recordRequest: (request: { method: string; path: string }) => void
    interceptWithFault: (request: FaultTarget) => Promise<Reply | undefined>
  }

/** Clerk's Backend API, as far as `@clerk/backend` is used here: keys, users and sessions. */
export function backendApi(context: BackendApiContext): RouteGroup {
  return {
    owns: /^\/v1\//,
    async before(request) {
      context.recordRequest(request)
      const fault = await context.interceptWithFault(request)
      if (!fault) {
        authenticate(request, context.secretKey)
      }
      return fault
    },
    routes: [route("GET", "/v1/jwks", () => jsonReply({ keys: [context.jwk] })), ...userRoutes(context), ...sessionRoutes(context)],
  }
}

function authenticate({ headers }: ApiRequest, secretKey: string): void {
  const [, key] = /^Bearer (.+)$/i.exec(headers.authorization ?? "") ?? []
  if (key === undefined) {
    throw new ClerkApiError(
      401,
      "authorization_header_format_invalid",
      "Invalid Authorization header format",
      'Invalid Authorization header format. Must be "Bearer <YOUR_API_KEY>"'
    )
  }
  if (key !== secretKey) {
    throw new ClerkApiError(
      401,
      "clerk_key_invalid",
      "The provided Clerk Secret Key is invalid. Make sure that your Clerk Secret Key is correct."
    )
  }
}
