import { type EmailChallenge, verificationJson } from "./email-codes"
import { newId } from "./secrets"
import { type ClerkUserJson, primaryEmail } from "./user-json"

/** The ways to prove who one is. */
export type SignInStrategy = "password" | "email_code" | "reset_password_email_code"

/** A sign-in under way in a browser. */
export type SignInAttempt = {
  readonly id: string
  status: "needs_identifier" | "needs_first_factor" | "needs_new_password" | "complete"
  identifier: string | null
  userId: string | null
  /** The code that was sent, and what for. */
  sent: { strategy: SignInStrategy; challenge: EmailChallenge } | null
  verifiedBy: SignInStrategy | null
  sessionId: string | null
}

/** A sign-in of somebody who has not said who they are. */
export function newSignIn(): SignInAttempt {
  return {
    id: newId("sia"),
    status: "needs_identifier",
    identifier: null,
    userId: null,
    sent: null,
    verifiedBy: null,
    sessionId: null,
  }
}

/** The sign-in as Clerk shows it. `user` is who it is about, once that is known. */
export function signInJson(signIn: SignInAttempt, user: ClerkUserJson | undefined) {
  return {
    object: "sign_in",
    id: signIn.id,
    status: signIn.status,
    supported_identifiers: ["email_address"],
    identifier: signIn.identifier,
    user_data: user
      ? { first_name: user.first_name, last_name: user.last_name, image_url: user.image_url, has_image: user.has_image }
      : null,
    supported_first_factors: user ? firstFactors(user) : null,
    supported_second_factors: null,
    first_factor_verification: firstFactorVerification(signIn),
    second_factor_verification: null,
    created_session_id: signIn.sessionId,
    timezone: null,
  }
}

function firstFactors(user: ClerkUserJson) {
  const address = primaryEmail(user)
  const byEmail = { safe_identifier: address?.email_address, email_address_id: address?.id, primary: true }
  return [
    ...(user.password_enabled ? [{ strategy: "password" }] : []),
    ...(address ? [{ strategy: "email_code", ...byEmail }] : []),
    ...(address && user.password_enabled ? [{ strategy: "reset_password_email_code", ...byEmail }] : []),
  ]
}

function firstFactorVerification({ sent, verifiedBy }: SignInAttempt) {
  if (verifiedBy === "password") {
    return { status: "verified", strategy: "password", attempts: 1, expire_at: null, error: null }
  }
  return sent ? verificationJson(sent.challenge, sent.strategy) : null
}
