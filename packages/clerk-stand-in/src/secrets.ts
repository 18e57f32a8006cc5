import { randomBytes } from "node:crypto"

/**
 * A fresh identifier in Clerk's manner.
 *
 * @example
 * newId("user"); // "user_5f1c…"
 */
export function newId(prefix: string): string {
  return `${prefix}_${randomBytes(12).toString("hex")}`
}

/** A fresh Backend API key, `sk_test_…`. */
export function newSecretKey(): string {
  return `sk_test_${randomBytes(24).toString("hex")}`
}

/** A fresh webhook signing secret, `whsec_…`. */
export function newWebhookSigningSecret(): string {
  return `whsec_${randomBytes(24).toString("base64")}`
}
