import { answerChallenge } from "../email-codes"
import { ClerkApiError, invalidParam, missingParam, notFound, wrongPassword } from "../errors"
import { readForm } from "../http/request"
import type { Route } from "../http/router"
import { newSignIn, type SignInAttempt, signInJson, type SignInStrategy } from "../sign-in-attempt"
import { checkPassword } from "../user-checks"
import { type ClerkUserJson, primaryEmail } from "../user-json"
import { beginSession, type FrontendApiContext, type FrontendCall, frontendRoutes, refuseSecondSession } from "./frontend-call"

const STRATEGIES: readonly SignInStrategy[] = ["password", "email_code", "reset_password_email_code"]

/** Sign-in by password, by a code, or with a new password after a code. */
export function signInRoutes(context: FrontendApiContext): Route[] {
  const { users, sessions, emailCodes } = context
  const { resource } = frontendRoutes(context)

  const own = ({ client }: FrontendCall, id: string): SignInAttempt => {
    if (client.signIn?.id !== id) {
      throw notFound("Sign-in", id)
    }
    return client.signIn
  }

  const userOf = ({ userId }: SignInAttempt): ClerkUserJson => {
    const user = users.get(userId ?? "")
    if (!user) {
      throw missingParam("identifier")
    }
    return user
  }

  const shown = (signIn: SignInAttempt) => signInJson(signIn, users.get(signIn.userId ?? ""))

  const identify = (signIn: SignInAttempt, identifier: string): void => {
    const user = users.findByEmail(identifier)
    if (!user) {
      throw new ClerkApiError(422, "form_identifier_not_found", "Couldn't find your account.", undefined, "identifier")
    }
    Object.assign(signIn, { identifier, userId: user.id, status: "needs_first_factor" })
  }

  const send = (signIn: SignInAttempt, strategy: SignInStrategy): void => {
    const address = primaryEmail(userOf(signIn))
    if (!address || strategy === "password") {
      throw invalidParam("strategy", "one that sends a code")
    }
    const purpose = strategy === "email_code" ? "sign-in" : "new-password"
    signIn.sent = { strategy, challenge: emailCodes.send(address.email_address, purpose) }
  }

  const complete = ({ client }: FrontendCall, signIn: SignInAttempt): void => {
    const session = beginSession(context, client, userOf(signIn))
    Object.assign(signIn, { status: "complete", sessionId: session.id })
    client.signIn = null
  }

  const attemptPassword = (call: FrontendCall, signIn: SignInAttempt, password: string): void => {
    if (!users.hasPassword(userOf(signIn).id, password)) {
      throw wrongPassword("password")
    }
    signIn.verifiedBy = "password"
    complete(call, signIn)
  }

  const attemptCode = (call: FrontendCall, signIn: SignInAttempt, strategy: SignInStrategy, code: string | undefined): void => {
    // A code for a new password is no sign-in, and the other way round.
    answerChallenge(signIn.sent?.strategy === strategy ? signIn.sent.challenge : null, code)
    signIn.verifiedBy = strategy
    if (strategy === "email_code") {
      complete(call, signIn)
    } else {
      signIn.status = "needs_new_password"
    }
  }

  return [
    resource("POST", "/v1/client/sign_ins", (call) => {
      refuseSecondSession(sessions, call.client)
      const { identifier, password, strategy } = readForm(call.request, { identifier: "text", password: "text", strategy: "text" })
      const signIn = newSignIn()
      call.client.signIn = signIn
      if (identifier !== undefined) {
        identify(signIn, identifier)
      }
      if (password !== undefined) {
        attemptPassword(call, signIn, password)
      } else if (strategy !== undefined && strategy !== "password") {
        send(signIn, knownStrategy(strategy))
      }
      return shown(signIn)
    }),
    resource("GET", "/v1/client/sign_ins/:id", (call, id) => shown(own(call, id))),
    resource("POST", "/v1/client/sign_ins/:id/prepare_first_factor", (call, id) => {
      const signIn = own(call, id)
      const { strategy, email_address_id: addressId } = readForm(call.request, { strategy: "text", email_address_id: "text" })
      if (addressId !== undefined && addressId !== userOf(signIn).primary_email_address_id) {
        throw notFound("Email address", addressId)
      }
      send(signIn, knownStrategy(strategy))
      return shown(signIn)
    }),
    resource("POST", "/v1/client/sign_ins/:id/attempt_first_factor", (call, id) => {
      const signIn = own(call, id)
      const { strategy: named, password, code } = readForm(call.request, { strategy: "text", password: "text", code: "text" })
      const strategy = knownStrategy(named)
      if (strategy !== "password") {
        attemptCode(call, signIn, strategy, code)
      } else if (password === undefined) {
        throw missingParam("password")
      } else {
        attemptPassword(call, signIn, password)
      }
      return shown(signIn)
    }),
    resource("POST", "/v1/client/sign_ins/:id/reset_password", (call, id) => {
      const signIn = own(call, id)
      const { password, sign_out_of_other_sessions: endOthers } = readForm(call.request, {
        password: "text",
        sign_out_of_other_sessions: "flag",
      })
      if (signIn.status !== "needs_new_password") {
        throw new ClerkApiError(400, "verification_missing", "Verify the code first.")
      }
      if (password === undefined) {
        throw missingParam("password")
      }
      checkPassword(password)
      const { id: userId } = users.update(userOf(signIn).id, { password })
      for (const session of endOthers ? sessions.active({ userId }) : []) {
        sessions.end(session.id, "revoked")
      }
      complete(call, signIn)
      return shown(signIn)
    }),
  ]
}

function knownStrategy(named: string | undefined): SignInStrategy {
  const strategy = STRATEGIES.find((one) => one === named)
  if (!strategy) {
    throw invalidParam("strategy", `one of ${STRATEGIES.join(", ")}`)
  }
  return strategy
}
