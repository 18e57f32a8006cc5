import { createHmac, createPrivateKey, createSign, type KeyObject, randomBytes } from "node:crypto"

import type { StandInKeys } from "./keys"
import { newId } from "./secrets"

/** How Clerk's own nbf lies before iat, in seconds. */
const NOT_BEFORE_LEEWAY = 10

export type MintTokenOptions = {
  /** Authorised party; `null` leaves the claim out. @default the first of `authorizedParties` */
  azp?: string | null
  /** Session id; `null` leaves the claim out. @default a fresh `sess_…` */
  sid?: string | null
  /** Session status; `null` leaves the claim out. @default "active" */
  sts?: string | null
  /** @default the stand-in's issuer */
  iss?: string
  /** Seconds from now, negative for a token that has expired already. @default `tokenTtlSeconds` */
  expiresInSeconds?: number
  /** Seconds from now, positive for a token that is not valid yet. @default 10 s before it is issued */
  notBeforeSeconds?: number
  /** Further claims; they win over all of the above. */
  claims?: Record<string, unknown>
  /** Hostile: `none` leaves it unsigned, `HS256` signs it with the public PEM as secret. @default "RS256" */
  alg?: "RS256" | "none" | "HS256"
  /** Another RSA key to sign with (PEM or KeyObject): a forgery. */
  privateKey?: string | KeyObject
  /** @default the stand-in's key id */
  kid?: string
}

export type SessionClaims = Record<string, unknown> & { exp: number }

export type TokenSettings = {
  keys: StandInKeys
  issuer: string
  authorizedParties: string[]
  tokenTtlSeconds: number
}

/** The claims of a Clerk session token, version 2. */
export function sessionClaims(settings: TokenSettings, userId: string, options: MintTokenOptions = {}): SessionClaims {
  const now = Math.floor(Date.now() / 1000)
  const expiresIn = options.expiresInSeconds ?? settings.tokenTtlSeconds
  // An expired token was issued a lifetime before it expired, not after.
  const issuedAt = expiresIn < 0 ? now + expiresIn - settings.tokenTtlSeconds : now
  const { azp = settings.authorizedParties[0], sid = newId("sess"), sts = "active" } = options
  return {
    ...(azp === null ? {} : { azp }),
    exp: now + expiresIn,
    fea: "",
    fva: [0, -1],
    iat: issuedAt,
    iss: options.iss ?? settings.issuer,
    jti: randomBytes(10).toString("hex"),
    nbf: options.notBeforeSeconds === undefined ? issuedAt - NOT_BEFORE_LEEWAY : now + options.notBeforeSeconds,
    pla: "u:free_user",
    ...(sid === null ? {} : { sid }),
    ...(sts === null ? {} : { sts }),
    sub: userId,
    v: 2,
    ...options.claims,
  }
}

/** Signs claims as a compact JWT, or mis-signs them where the options ask for that. */
export function signToken(keys: StandInKeys, claims: SessionClaims, options: MintTokenOptions = {}): string {
  const { alg = "RS256", kid = keys.kid, privateKey = keys.privateKey } = options
  const input = `${encode({ alg, cat: "cl_B7d4PD111AAA", kid, typ: "JWT" })}.${encode(claims)}`
  if (alg === "none") {
    return `${input}.`
  }
  if (alg === "HS256") {
    return `${input}.${createHmac("sha256", keys.publicKey).update(input).digest("base64url")}`
  }
  const key = typeof privateKey === "string" ? createPrivateKey(privateKey) : privateKey
  return `${input}.${createSign("RSA-SHA256").update(input).sign(key, "base64url")}`
}

/**
 * A session token, right or wrong in exactly the way that the options ask for. The user need not exist.
 *
 * @example
 * mintToken(settings, "user_1", { expiresInSeconds: -30 }); // expired half a minute ago
 */
export function mintToken(settings: TokenSettings, userId: string, options?: MintTokenOptions): string {
  return signToken(settings.keys, sessionClaims(settings, userId, options), options)
}

function encode(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString("base64url")
}
