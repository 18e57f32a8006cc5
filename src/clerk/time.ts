/** The end of the year 9999: `Date` and PostgreSQL know later times, and none of them is meant. */
const LATEST = 253_402_300_799_999

/**
 * Whether a value is a time in milliseconds since 1970 that the tables can store.
 *
 * @example
 * isTime(9e15) // false
 */
export const isTime = (value: unknown): value is number => typeof value === "number" && value >= 0 && value <= LATEST
