import { notFound } from "../errors"
import type { Route } from "../http/router"
import type { ClerkSessionEnd } from "../sessions-store"
import { currentUser, type FrontendApiContext, type FrontendCall, frontendRoutes, ownSession } from "./frontend-call"

/** Sessions of a browser: tokens, and the ways to end them. */
export function sessionRoutes(context: FrontendApiContext): Route[] {
  const { sessions, views } = context
  const { resource, plain } = frontendRoutes(context)

  const end = (call: FrontendCall, id: string, how: ClerkSessionEnd) =>
    views.session(sessions.end(ownSession(context, call, id).id, how), call.origin)

  const endAll = ({ client, origin }: FrontendCall) => {
    for (const { id } of sessions.active({ clientId: client.id })) {
      sessions.end(id, "removed")
    }
    client.signIn = null
    client.signUp = null
    return views.client(client, origin)
  }

  return [
    resource("DELETE", "/v1/client", endAll),
    resource("DELETE", "/v1/client/sessions", endAll),
    resource("GET", "/v1/client/sessions/:id", (call, id) => views.session(ownSession(context, call, id), call.origin)),
    resource("POST", "/v1/client/sessions/:id/touch", (call, id) => {
      refuseOrganization(call, "active_organization_id")
      const session = ownSession(context, call, id)
      sessions.touch(session.id)
      call.client.lastActiveSessionId = session.id
      return views.session(session, call.origin)
    }),
    plain("POST", "/v1/client/sessions/:id/tokens", (call, id) => {
      refuseOrganization(call, "organization_id")
      const session = ownSession(context, call, id)
      return views.token(session, call.origin)
    }),
    resource("POST", "/v1/client/sessions/:id/end", (call, id) => end(call, id, "ended")),
    resource("POST", "/v1/client/sessions/:id/remove", (call, id) => end(call, id, "removed")),

    // Clerk's script takes this list as it is, without an envelope.
    plain("GET", "/v1/me/sessions/active", (call) =>
      sessions.active({ userId: currentUser(context, call).id }).map((session) => ({
        ...views.session(session, call.origin),
        user: null,
        last_active_token: null,
        latest_activity: { object: "session_activity", id: session.id, ip_address: "127.0.0.1", is_mobile: false },
      }))
    ),
    resource("POST", "/v1/me/sessions/:id/revoke", (call, id) => {
      const own = sessions.active({ userId: currentUser(context, call).id }).find((session) => session.id === id)
      if (!own) {
        throw notFound("Session", id)
      }
      return views.session(sessions.end(own.id, "revoked"), call.origin)
    }),
  ]
}

/** There are none yet. Clerk's script tells about its tab as well, more with each version, and nothing depends on that. */
function refuseOrganization({ request }: FrontendCall, name: string): void {
  const id = new URLSearchParams(request.body).get(name)
  if (id) {
    throw notFound("Organization", id)
  }
}
