export type JsonObject = Record<string, unknown>

/** What `value` is after a trip over the wire: a copy that shares nothing, without `undefined`. */
export function cloneJson<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T
}

/** True for a JSON object, false for `null` and arrays. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value)
}

/**
 * Merges metadata as Clerk does: objects deeply, anything else replaced, `null` removes the key.
 *
 * @example
 * mergeMetadata({ a: { b: 1, c: 2 } }, { a: { b: null }, d: 3 }); // { a: { c: 2 }, d: 3 }
 */
export function mergeMetadata(current: JsonObject, patch: JsonObject): JsonObject {
  // A map and Object.fromEntries keep a key named "__proto__" an ordinary key.
  const merged = new Map(Object.entries(current))
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) {
      merged.delete(key)
      continue
    }
    const before = merged.get(key)
    merged.set(key, isJsonObject(value) ? mergeMetadata(isJsonObject(before) ? before : {}, value) : value)
  }
  return Object.fromEntries(merged)
}
