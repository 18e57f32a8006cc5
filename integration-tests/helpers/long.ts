/**
 * Whether this is `npm run test:long`, where properties are tried with many more random examples than in `npm test`.
 *
 * @example
 * const RUNS = isLong() ? 60 : 16
 */
export const isLong = (): boolean => process.env.LONG_TESTS === "true"
