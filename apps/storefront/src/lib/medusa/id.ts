/**
 * Tells whether a value from outside can be an id of Medusa. Whatever else it is, it must not become a part of a path.
 *
 * @example
 * isId("order_01J8ZK") // true
 * isId("../../admin") // false
 */
export const isId = (value: unknown): value is string => typeof value === "string" && /^[\w-]{1,100}$/.test(value)
