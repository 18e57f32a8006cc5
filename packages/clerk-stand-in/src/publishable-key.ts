import { createHash } from "node:crypto"

/**
 * The publishable key of a development instance at this host. Clerk's script reads the host from it.
 *
 * @example
 * publishableKeyOf("https://clerk.shop.test") // "pk_test_Y2xlcmsuc2hvcC50ZXN0JA"
 */
export function publishableKeyOf(issuer: string): string {
  return `pk_test_${Buffer.from(`${new URL(issuer).host}$`)
    .toString("base64")
    .replace(/=+$/, "")}`
}

/** What Clerk puts behind the names of its cookies, so that two shops on one host do not share them. */
export function cookieSuffixOf(publishableKey: string): string {
  return createHash("sha1").update(publishableKey).digest("base64url").slice(0, 8)
}
