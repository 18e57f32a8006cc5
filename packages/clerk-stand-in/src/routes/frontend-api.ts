import { environmentJson } from "../environment-json"
import { jsonReply } from "../http/reply"
import { route, type RouteGroup } from "../http/router"
import { type FrontendApiContext, frontendRoutes, originOf } from "./frontend-call"
import { handshakeRoute } from "./frontend-handshake"
import { sessionRoutes } from "./frontend-sessions"
import { signInRoutes } from "./frontend-sign-ins"
import { signUpRoutes } from "./frontend-sign-ups"
import { profileRoutes } from "./frontend-profile"

/**
 * Clerk's Frontend API, as far as `@clerk/clerk-js` needs it for sign-up, sign-in, sessions and the profile.
 *
 * Pages reach it through a proxy on their own origin. There are no CORS headers, so that pages of other sites cannot read
 * what it answers.
 */
export function frontendApi(context: FrontendApiContext): RouteGroup {
  const { plain } = frontendRoutes(context)
  return {
    owns: /^\/v1\/(environment|dev_browser|client|me)(\/|$)/,
    routes: [
      // Clerk's script reads it with GET, and with PATCH where it says which page it is on.
      ...["GET", "PATCH"].map((method) =>
        route(method, "/v1/environment", (request) => jsonReply(environmentJson(originOf(context, request), context.applicationName)))
      ),
      route("POST", "/v1/dev_browser", () => {
        const { token } = context.clients.create()
        return { ...jsonReply({ object: "dev_browser", id: token, token }), headers: { "clerk-db-jwt": token } }
      }),
      ...["GET", "PUT", "POST"].map((method) =>
        plain(method, "/v1/client", ({ client, origin }) => ({ response: context.views.client(client, origin), client: null }))
      ),
      handshakeRoute(context),
      ...sessionRoutes(context),
      ...signUpRoutes(context),
      ...signInRoutes(context),
      ...profileRoutes(context),
    ],
  }
}
