import type { ClerkStandInEmailCodes } from "../email-codes"
import { ClerkApiError, missingParam, userBanned, userLocked } from "../errors"
import { jsonReply } from "../http/reply"
import { readParams } from "../http/request"
import { route, type RouteGroup } from "../http/router"
import type { SessionsStore } from "../sessions-store"
import { sessionClaims, signToken, type TokenSettings } from "../tokens"
import type { UsersStore } from "../users-store"

export type StandInRoutesContext = {
  users: UsersStore
  sessions: SessionsStore
  tokens: TokenSettings
  emailCodes: ClerkStandInEmailCodes
}

/** Routes that Clerk does not have: a sign-in for somebody with curl, and the e-mails that nobody receives. */
export function standInRoutes({ users, sessions, tokens, emailCodes }: StandInRoutesContext): RouteGroup {
  return {
    owns: /^\/v1\/stand-in\//,
    routes: [
      route("GET", "/v1/stand-in/email-codes", ({ query }) => jsonReply({ email_codes: emailCodes.list(query.get("email") ?? undefined) })),
      route("POST", "/v1/stand-in/sign-in", (request) => {
        const { email, password } = readParams(request, { email: "text", password: "text" })
        if (!email || !password) {
          throw missingParam(email ? "password" : "email")
        }
        const user = users.findByEmail(email)
        if (!user || !users.hasPassword(user.id, password)) {
          throw new ClerkApiError(401, "form_password_incorrect", "Email or password is incorrect.")
        }
        if (user.banned) {
          throw userBanned()
        }
        if (user.locked) {
          throw userLocked()
        }
        users.recordSignIn(user.id)
        const session = sessions.begin(user.id)
        const claims = sessionClaims(tokens, user.id, { sid: session.id })
        return jsonReply({
          token: signToken(tokens.keys, claims),
          user_id: user.id,
          session_id: session.id,
          expires_at: claims.exp * 1000,
        })
      }),
    ],
  }
}
