import { UNSTORABLE } from "../text/storable"

const MAX_LENGTH = 255

/**
 * Whether a value can be the id of something at Clerk: a text that the tables can store and their indexes can take.
 *
 * @example
 * isClerkId("user_123") // true
 */
export const isClerkId = (value: unknown): value is string =>
  typeof value === "string" && value !== "" && value.length <= MAX_LENGTH && !UNSTORABLE.test(value)
