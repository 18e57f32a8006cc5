/**
 * Reads an amount that somebody has typed: `2.50` or `2,50`. `undefined` for anything else, such as `1.234`, which may be
 * one thing or the other.
 *
 * @example
 * amountOf("2,50") // 2.5
 */
export const amountOf = (text: string): number | undefined => {
  const match = /^\s*(\d{1,9})(?:[.,](\d{1,2}))?\s*$/.exec(text)
  return match ? Number(`${match[1]}.${match[2] ?? "0"}`) : undefined
}
