import { verifyToken } from "@clerk/backend"
import { TokenVerificationError, TokenVerificationErrorReason } from "@clerk/backend/errors"
import { decodeJwt } from "@clerk/backend/jwt"
import { CustomerRoleError } from "../errors"
import type { ClerkOptions } from "../options"
import { KeyIdBudget } from "./key-id-budget"

/** Who a verified Clerk session token speaks for. */
export type ClerkSession = {
  clerk_user_id: string
  /** Who impersonates the user (`act`), where somebody does. */
  impersonator_id: string | null
  /** When the token ends, in milliseconds since 1970. */
  expires_at: number
}

/** The key server itself failed, which says nothing about the token. */
const UNAVAILABLE_REASONS = new Set<string>([
  TokenVerificationErrorReason.RemoteJWKFailedToLoad,
  TokenVerificationErrorReason.RemoteJWKInvalid,
  TokenVerificationErrorReason.InvalidSecretKey,
])

/** How far Clerk's clock and ours may differ. Clerk's own default. */
const CLOCK_SKEW_MS = 5_000

const budgets = new WeakMap<ClerkOptions, KeyIdBudget>()

const budgetOf = (options: ClerkOptions): KeyIdBudget => {
  const budget = budgets.get(options) ?? new KeyIdBudget()
  budgets.set(options, budget)
  return budget
}

/**
 * Verifies a Clerk session token: signature (RS256 only), times, origin (`azp`), issuer where configured, that it
 * belongs to a session (`sid`) and that the session is active (`sts`).
 *
 * `verifyToken` alone accepts a token without `azp`, without `sid` and with `sts: "pending"`.
 *
 * @see https://clerk.com/docs/guides/sessions/manual-jwt-verification
 * @throws CustomerRoleError `invalid_token`, or `identity_provider_unavailable` where Clerk's key server fails
 *
 * @example
 * const { clerk_user_id } = await verifySessionToken(token, options.clerk)
 */
export const verifySessionToken = async (token: string, options: ClerkOptions): Promise<ClerkSession> => {
  const claims = await verify(token, options)
  const { sub, sid, sts, azp, act, iss, exp } = claims
  const actor: unknown = typeof act === "object" && act !== null && "sub" in act ? act.sub : act
  const authorised = typeof azp === "string" && options.authorizedParties.includes(azp)
  const issued = options.issuer === undefined || iss === options.issuer
  const active = sts === undefined || sts === "active"
  if (!authorised || !issued || !active || !isText(sub) || !isText(sid) || typeof exp !== "number") {
    throw new CustomerRoleError("invalid_token")
  }
  return {
    clerk_user_id: sub,
    impersonator_id: actor === undefined || actor === null ? null : isText(actor) ? actor : "unknown",
    expires_at: exp * 1000,
  }
}

const isText = (value: unknown): value is string => typeof value === "string" && value.length > 0

const verify = async (token: string, options: ClerkOptions): Promise<Record<string, unknown>> => {
  const keyId = readKeyId(token)
  const budget = options.jwtKey ? undefined : budgetOf(options)
  // An unknown key id makes the SDK ask Clerk for its keys: strangers must not be able to make us ask all the time.
  if (budget && !budget.mayAskFor(keyId)) {
    throw new CustomerRoleError("invalid_token")
  }
  try {
    const claims = await verifyToken(token, {
      ...(options.jwtKey ? { jwtKey: options.jwtKey } : { secretKey: options.secretKey }),
      apiUrl: options.apiUrl,
      authorizedParties: options.authorizedParties,
      clockSkewInMs: CLOCK_SKEW_MS,
    })
    budget?.know(keyId)
    return { ...claims }
  } catch (error) {
    if (isUnavailable(error)) {
      throw new CustomerRoleError("identity_provider_unavailable")
    }
    if (budget && error instanceof TokenVerificationError && error.reason !== TokenVerificationErrorReason.JWKKidMismatch) {
      budget.know(keyId)
    }
    throw new CustomerRoleError("invalid_token")
  }
}

const readKeyId = (token: string): string => {
  const { kid, alg } = readHeader(token)
  if (!isText(kid) || alg !== "RS256" || kid in Object.prototype) {
    throw new CustomerRoleError("invalid_token")
  }
  return kid
}

const readHeader = (token: string): { kid?: unknown; alg?: unknown } => {
  try {
    return decodeJwt(token).header
  } catch {
    throw new CustomerRoleError("invalid_token")
  }
}

const isUnavailable = (error: unknown): boolean => {
  if (error instanceof TokenVerificationError) {
    return UNAVAILABLE_REASONS.has(error.reason)
  }
  // `fetch failed` and an answer that is no JSON come through as they are, possibly from another realm.
  const name = typeof error === "object" && error !== null && "name" in error ? error.name : undefined
  return name === "TypeError" || name === "SyntaxError"
}
