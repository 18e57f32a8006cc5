import { UNSTORABLE } from "../text/storable"

const LONGEST_ID = 255

/**
 * Tells whether a value can be an id of Clerk's: a text that the tables can store and their indexes accept.
 *
 * @example
 * isClerkId("user_123") // true
 */
export const isClerkId = (value: unknown): value is string =>
  typeof value === "string" && value !== "" && value.length <= LONGEST_ID && !UNSTORABLE.test(value)

/** The end of the year 9999. `Date` and PostgreSQL accept later times, but no sender means them. */
const LATEST = 253_402_300_799_999

/**
 * Tells whether a value is a time in milliseconds since 1970 that the tables can store.
 *
 * @example
 * isTime(9e15) // false
 */
export const isTime = (value: unknown): value is number => typeof value === "number" && value >= 0 && value <= LATEST
