import { verifyToken } from "@clerk/backend"
import { decodeJwt } from "@clerk/backend/jwt"
import { CustomerRoleError } from "../errors"
import type { ClerkOptions } from "../options"
import { isClerkId } from "./values"
import { readSigningKeys, SigningKeys } from "./signing-keys"
import { VerifiedTokens } from "./verified-tokens"

/** The session that a verified Clerk token belongs to. */
export type ClerkSession = {
  clerk_user_id: string
  clerk_session_id: string
  /** Who impersonates the user (`act`); `null` if nobody does. */
  impersonator_id: string | null
}

/** Why a token is refused although Clerk signed it. The cause is the configuration of the shop or of Clerk. */
export type TokenFault = "azp_missing" | "azp_not_listed" | "session_pending"

/** A token refused because of a {@link TokenFault}. The answer equals that for any bad token; the log names the reason. */
export class RefusedToken extends CustomerRoleError {
  constructor(
    readonly reason: TokenFault,
    readonly azp: unknown
  ) {
    super("invalid_token")
  }
}

/** How far Clerk's clock and ours may differ: Clerk's own default. */
const CLOCK_SKEW_MS = 5_000

type Verifier = { keys: SigningKeys; tokens: VerifiedTokens<ClerkSession> }

const verifiers = new WeakMap<ClerkOptions, Verifier>()

const verifierOf = (options: ClerkOptions): Verifier => {
  const known = verifiers.get(options)
  if (known) {
    return known
  }
  const verifier = { keys: new SigningKeys(() => readSigningKeys(options)), tokens: new VerifiedTokens<ClerkSession>(CLOCK_SKEW_MS) }
  verifiers.set(options, verifier)
  return verifier
}

/**
 * Verifies a Clerk session token: the signature (RS256 only), the times, the origin (`azp`), the issuer if one is
 * configured, that the token belongs to a session (`sid`), and that the session is active (`sts`). Clerk's `verifyToken`
 * ignores the last three.
 *
 * @see https://clerk.com/docs/guides/sessions/manual-jwt-verification
 * @throws CustomerRoleError `invalid_token`, or `identity_provider_unavailable` if Clerk's keys cannot be read
 *
 * @example
 * const { clerk_user_id } = await verifySessionToken(token, options.clerk)
 */
export const verifySessionToken = async (token: string, options: ClerkOptions): Promise<ClerkSession> => {
  const { keys, tokens } = verifierOf(options)
  const known = tokens.get(token)
  if (known) {
    return known
  }
  const keyId = readKeyId(token)
  const jwtKey = options.jwtKey ?? (await keys.find(keyId))
  if (!jwtKey) {
    throw new CustomerRoleError("invalid_token")
  }
  const { sub, sid, sts, azp, act, iss, exp, nbf, iat } = await verifyWith(jwtKey, token)
  const authorised = typeof azp === "string" && options.authorizedParties.includes(azp)
  const reason = reasonOf({ azp, sts, authorised })
  if (reason) {
    throw new RefusedToken(reason, azp)
  }
  const issued = options.issuer === undefined || iss === options.issuer
  const active = sts === undefined || sts === "active"
  if (!authorised || !issued || !active || !isClerkId(sub) || !isClerkId(sid) || typeof exp !== "number") {
    throw new CustomerRoleError("invalid_token")
  }
  const session = Object.freeze({ clerk_user_id: sub, clerk_session_id: sid, impersonator_id: readImpersonator(act) })
  tokens.add(token, session, { exp, nbf, iat })
  return session
}

const reasonOf = ({ azp, sts, authorised }: { azp: unknown; sts: unknown; authorised: boolean }): TokenFault | undefined => {
  if (azp === undefined || azp === null) {
    return "azp_missing"
  }
  if (!authorised) {
    return "azp_not_listed"
  }
  return sts === "pending" ? "session_pending" : undefined
}

const isText = (value: unknown): value is string => typeof value === "string" && value.length > 0

/** Treats an `act` of any shape as an impersonation. */
const readImpersonator = (act: unknown): string | null => {
  if (act === undefined || act === null) {
    return null
  }
  const id: unknown = typeof act === "object" && "sub" in act ? act.sub : act
  return isText(id) ? id : "unknown"
}

/** Leaves the origin to us: `verifyToken` checks it before the signature, so the log would report forgeries as wrong origins. */
const verifyWith = async (jwtKey: string, token: string): Promise<Record<string, unknown>> => {
  try {
    return { ...(await verifyToken(token, { jwtKey, clockSkewInMs: CLOCK_SKEW_MS })) }
  } catch {
    // The key is known, so only the token can be at fault.
    throw new CustomerRoleError("invalid_token")
  }
}

const readKeyId = (token: string): string => {
  const header = readHeader(token)
  const { kid, alg } = typeof header === "object" && header !== null ? { kid: undefined, alg: undefined, ...header } : {}
  if (!isText(kid) || alg !== "RS256") {
    throw new CustomerRoleError("invalid_token")
  }
  return kid
}

const readHeader = (token: string): unknown => {
  try {
    return decodeJwt(token).header
  } catch {
    throw new CustomerRoleError("invalid_token")
  }
}
