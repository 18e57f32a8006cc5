import { createPublicKey, generateKeyPairSync } from "node:crypto"

import { newId } from "./secrets"

/** The key pair that session tokens are signed with. Plain strings, so that it can be stored. */
export type StandInKeys = {
  /** The `kid` of tokens and of the JWKS entry; Clerk uses the instance id. */
  kid: string
  /** PKCS #8, PEM */
  privateKey: string
  /** SPKI, PEM with real newlines */
  publicKey: string
}

/** One entry of `GET /v1/jwks`. */
export type StandInJwk = { kid: string; use: "sig"; alg: "RS256"; kty: "RSA"; n: string; e: string }

/**
 * Generates a key pair: RSA 2048, the only kind that Clerk's SDK reads. Takes about 100 ms, so tests that start
 * several stand-ins may share one.
 *
 * @example
 * const keys = generateKeys();
 * const standIn = await startClerkStandIn({ keys });
 */
export function generateKeys(): StandInKeys {
  const { privateKey, publicKey } = generateKeyPairSync("rsa", {
    modulusLength: 2048,
    publicExponent: 0x10001,
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
    publicKeyEncoding: { type: "spki", format: "pem" },
  })
  return { kid: newId("ins"), privateKey, publicKey }
}

/** The public half as a JSON Web Key. */
export function toJwk({ kid, publicKey }: StandInKeys): StandInJwk {
  const { n, e } = createPublicKey(publicKey).export({ format: "jwk" })
  if (!n || !e) {
    throw new Error("clerk-stand-in: the key pair is not an RSA one.")
  }
  return { kid, use: "sig", alg: "RS256", kty: "RSA", n, e }
}
