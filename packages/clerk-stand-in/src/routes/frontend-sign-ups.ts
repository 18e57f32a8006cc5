import { answerChallenge } from "../email-codes"
import { invalidParam, missingParam, notFound } from "../errors"
import { readForm } from "../http/request"
import type { Route } from "../http/router"
import { newSignUp, type SignUpAttempt, signUpJson } from "../sign-up-attempt"
import { checkNewEmail, checkPassword } from "../user-checks"
import { beginSession, type FrontendApiContext, type FrontendCall, frontendRoutes, refuseSecondSession } from "./frontend-call"

const FIELDS = {
  email_address: "text",
  password: "text",
  first_name: "text",
  last_name: "text",
  unsafe_metadata: "object",
  strategy: "text",
} as const

/** Sign-up with an e-mail address that a code verifies, a password and `unsafeMetadata`. */
export function signUpRoutes(context: FrontendApiContext): Route[] {
  const { users, sessions, emailCodes } = context
  const { resource } = frontendRoutes(context)

  const own = ({ client }: FrontendCall, id: string): SignUpAttempt => {
    if (client.signUp?.id !== id) {
      throw notFound("Sign-up", id)
    }
    return client.signUp
  }

  const fill = (call: FrontendCall, signUp: SignUpAttempt): void => {
    const { email_address: email, password, first_name, last_name, unsafe_metadata } = readForm(call.request, FIELDS)
    if (email !== undefined && email !== signUp.email) {
      checkNewEmail(users, email)
      signUp.email = email
      // A code verifies the address that it was sent to, and no other.
      signUp.challenge = null
    }
    if (password !== undefined) {
      checkPassword(password)
      signUp.password = password
    }
    signUp.firstName = first_name ?? signUp.firstName
    signUp.lastName = last_name ?? signUp.lastName
    signUp.unsafeMetadata = unsafe_metadata ?? signUp.unsafeMetadata
  }

  const completeIfReady = ({ client }: FrontendCall, signUp: SignUpAttempt): object => {
    const { email, password } = signUp
    if (email === null || password === null || !signUp.challenge?.isVerified) {
      client.signUp = signUp
      return signUpJson(signUp)
    }
    checkNewEmail(users, email)
    const user = users.create({
      email,
      password,
      first_name: signUp.firstName,
      last_name: signUp.lastName,
      unsafe_metadata: signUp.unsafeMetadata,
    })
    const session = beginSession(context, client, user)
    client.signUp = null
    return signUpJson({ ...signUp, created: { userId: user.id, sessionId: session.id } })
  }

  return [
    resource("POST", "/v1/client/sign_ups", (call) => {
      refuseSecondSession(sessions, call.client)
      const signUp = newSignUp()
      fill(call, signUp)
      return completeIfReady(call, signUp)
    }),
    resource("GET", "/v1/client/sign_ups/:id", (call, id) => signUpJson(own(call, id))),
    resource("PATCH", "/v1/client/sign_ups/:id", (call, id) => {
      const signUp = own(call, id)
      fill(call, signUp)
      return completeIfReady(call, signUp)
    }),
    resource("POST", "/v1/client/sign_ups/:id/prepare_verification", (call, id) => {
      const signUp = own(call, id)
      requireEmailCode(readForm(call.request, { strategy: "text" }).strategy)
      if (signUp.email === null) {
        throw missingParam("email_address")
      }
      signUp.challenge = emailCodes.send(signUp.email, "sign-up")
      return signUpJson(signUp)
    }),
    resource("POST", "/v1/client/sign_ups/:id/attempt_verification", (call, id) => {
      const signUp = own(call, id)
      const { strategy, code } = readForm(call.request, { strategy: "text", code: "text" })
      requireEmailCode(strategy)
      answerChallenge(signUp.challenge, code)
      return completeIfReady(call, signUp)
    }),
  ]
}

function requireEmailCode(strategy: string | undefined): void {
  if (strategy !== "email_code") {
    throw invalidParam("strategy", "email_code")
  }
}
