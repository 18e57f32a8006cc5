import { createPrivateKey, createSecretKey, type KeyObject } from "node:crypto"
import type { generateJwtToken } from "@medusajs/framework/utils"

type Secret = Parameters<typeof generateJwtToken>[1]["secret"]

const keys = new Map<string, KeyObject>()

/**
 * Returns Medusa's `jwtSecret` as a key object. Given a string, `jsonwebtoken` first tries to parse it as a PEM private key
 * for every token, which costs thirty times as much as signing.
 */
export const signingKeyOf = (secret: Secret): Secret => {
  if (typeof secret !== "string" || secret === "") {
    return secret
  }
  const key = keys.get(secret) ?? readKey(secret)
  keys.set(secret, key)
  return key
}

/** Reads the secret the way `jsonwebtoken` does. */
const readKey = (secret: string): KeyObject => {
  try {
    return createPrivateKey(secret)
  } catch {
    return createSecretKey(Buffer.from(secret))
  }
}
