/** Returns a list of objects as the backend sends it, or an empty one. */
export function list(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value : []
}

/** Returns an object as the backend sends it, or an empty one. */
export function part(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? { ...value } : {}
}
