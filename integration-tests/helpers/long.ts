/**
 * Returns true in `npm run test:long`, which tries properties with many more random examples than `npm test`.
 *
 * @example
 * const RUNS = isLong() ? 60 : 16
 */
export const isLong = (): boolean => process.env.LONG_TESTS === "true"
