import { missingParam, notFound, userBanned } from "../errors"
import { jsonReply } from "../http/reply"
import { readParams } from "../http/request"
import { route, type Route } from "../http/router"
import type { SessionsStore } from "../sessions-store"
import { mintToken, type TokenSettings } from "../tokens"
import type { ClerkStandInUsers } from "../users-store"

export type SessionRoutesContext = { users: ClerkStandInUsers; sessions: SessionsStore; tokens: TokenSettings }

/** `/v1/sessions` of the Backend API. */
export function sessionRoutes({ users, sessions, tokens }: SessionRoutesContext): Route[] {
  return [
    route("POST", "/v1/sessions", (request) => {
      const { user_id: userId } = readParams(request, { user_id: "text" })
      if (!userId) {
        throw missingParam("user_id")
      }
      const user = users.get(userId)
      if (!user) {
        throw notFound("User", userId)
      }
      if (user.banned) {
        throw userBanned()
      }
      return jsonReply(sessions.begin(userId))
    }),
    route("GET", "/v1/sessions/:id", (_request, id) => {
      const session = sessions.get(id)
      if (!session) {
        throw notFound("Session", id)
      }
      return jsonReply(session)
    }),
    route("POST", "/v1/sessions/:id/revoke", (_request, id) => jsonReply(sessions.end(id, "revoked"))),
    route("POST", "/v1/sessions/:id/tokens", (request, id) => {
      const session = sessions.getActive(id)
      const { expires_in_seconds: expiresInSeconds } = readParams(request, { expires_in_seconds: "seconds" })
      // Made by a server, not in a browser: like Clerk's, the token has no authorised party.
      const jwt = mintToken(tokens, session.user_id, { sid: session.id, azp: null, expiresInSeconds })
      return jsonReply({ object: "token", jwt })
    }),
  ]
}
