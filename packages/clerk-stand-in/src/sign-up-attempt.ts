import { type EmailChallenge, verificationJson } from "./email-codes"
import type { JsonObject } from "./json"
import { newId } from "./secrets"

const ONE_DAY = 24 * 60 * 60 * 1000

/** A sign-up under way in a browser. It becomes a user once the address is verified and there is a password. */
export type SignUpAttempt = {
  readonly id: string
  readonly abandonAt: number
  email: string | null
  password: string | null
  firstName: string | null
  lastName: string | null
  unsafeMetadata: JsonObject
  challenge: EmailChallenge | null
  created: { userId: string; sessionId: string } | null
}

/** A sign-up that nothing is known of yet. */
export function newSignUp(): SignUpAttempt {
  return {
    id: newId("sua"),
    abandonAt: Date.now() + ONE_DAY,
    email: null,
    password: null,
    firstName: null,
    lastName: null,
    unsafeMetadata: {},
    challenge: null,
    created: null,
  }
}

/** The sign-up as Clerk shows it. */
export function signUpJson(signUp: SignUpAttempt) {
  const { email, password, challenge, created } = signUp
  const isVerified = challenge?.isVerified ?? false
  return {
    object: "sign_up",
    id: signUp.id,
    status: created ? "complete" : "missing_requirements",
    required_fields: ["email_address", "password"],
    optional_fields: ["first_name", "last_name"],
    missing_fields: [...(email === null ? ["email_address"] : []), ...(password === null ? ["password"] : [])],
    unverified_fields: email !== null && !isVerified ? ["email_address"] : [],
    username: null,
    first_name: signUp.firstName,
    last_name: signUp.lastName,
    email_address: email,
    phone_number: null,
    web3_wallet: null,
    external_account_strategy: null,
    external_account: null,
    has_password: password !== null,
    unsafe_metadata: signUp.unsafeMetadata,
    created_session_id: created?.sessionId ?? null,
    created_user_id: created?.userId ?? null,
    abandon_at: signUp.abandonAt,
    legal_accepted_at: null,
    locale: null,
    timezone: null,
    verifications: {
      email_address: email === null ? null : emailVerification(challenge),
      phone_number: null,
      web3_wallet: null,
      external_account: null,
    },
  }
}

function emailVerification(challenge: EmailChallenge | null) {
  const sent = challenge ? verificationJson(challenge) : { status: "unverified", strategy: "email_code", attempts: 0, expire_at: null }
  const nextAction = challenge ? "needs_attempt" : "needs_prepare"
  return { ...sent, next_action: challenge?.isVerified ? "" : nextAction, supported_strategies: ["email_code"] }
}
