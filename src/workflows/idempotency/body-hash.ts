import { createHash } from "node:crypto"

/**
 * Returns a hash of a request body that does not depend on the order of its fields.
 *
 * @example
 * hashOf({ sku: "BOLT-10", quantity: 4 }) === hashOf({ quantity: 4, sku: "BOLT-10" })
 */
export const hashOf = (body: Record<string, unknown>): string =>
  createHash("sha256")
    .update(JSON.stringify(sorted(body)))
    .digest("hex")

const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) {
    return value.map(sorted)
  }
  return typeof value === "object" && value !== null
    ? Object.fromEntries(
        Object.entries(value)
          .sort(([one], [other]) => (one < other ? -1 : 1))
          .map(([key, part]) => [key, sorted(part)])
      )
    : value
}
