/** Returns the value below which a `share` (0 to 1) of the sample lies. */
export const quantile = (sample: readonly number[], share: number): number => {
  const sorted = [...sample].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

export const median = (sample: readonly number[]): number => quantile(sample, 0.5)

/** Rounds to four significant digits, because more are noise. */
export const rounded = (value: number): number => Number(value.toPrecision(4))
