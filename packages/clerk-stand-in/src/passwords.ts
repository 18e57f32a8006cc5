import { randomBytes, scryptSync, timingSafeEqual } from "node:crypto"

// Light on purpose: fixtures create many users, and nothing here guards anything real.
const COST = { N: 1024 }
const LENGTH = 32

/** Salted hash of a password, so that a state file holds none in plain text. */
export function hashPassword(password: string): string {
  const salt = randomBytes(16)
  return `${salt.toString("base64url")}.${scryptSync(password, salt, LENGTH, COST).toString("base64url")}`
}

/**
 * Whether `password` is the one that was hashed.
 *
 * @example
 * isPassword("correct horse", hashPassword("correct horse")); // true
 */
export function isPassword(password: string, hash: string): boolean {
  const [salt = "", expected = ""] = hash.split(".")
  const actual = scryptSync(password, Buffer.from(salt, "base64url"), LENGTH, COST)
  const wanted = Buffer.from(expected, "base64url")
  return actual.length === wanted.length && timingSafeEqual(actual, wanted)
}
