import { createPrivateKey, createSecretKey, type KeyObject } from "node:crypto"
import type { generateJwtToken } from "@medusajs/framework/utils"

type Secret = Parameters<typeof generateJwtToken>[1]["secret"]

const keys = new Map<string, KeyObject>()

/**
 * Medusa's `jwtSecret` ready for signing. Given a string, `jsonwebtoken` tries to read it as a private key in PEM
 * first, for every token anew, and that attempt alone costs thirty times as much as signing.
 */
export const signingKeyOf = (secret: Secret): Secret => {
  if (typeof secret !== "string" || secret === "") {
    return secret
  }
  const key = keys.get(secret) ?? readKey(secret)
  keys.set(secret, key)
  return key
}

/** As `jsonwebtoken` reads it. */
const readKey = (secret: string): KeyObject => {
  try {
    return createPrivateKey(secret)
  } catch {
    return createSecretKey(Buffer.from(secret))
  }
}
