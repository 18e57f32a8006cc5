/** The hint after a stop. */
export const CONTINUE_HINT = "Run the command again to continue."

/** Formats a count with thousands separators. */
export const formatCount = (count: number): string => count.toLocaleString("en-US")

/** Formats milliseconds as `0.8 s`, `12 s` or `3 min 5 s`. */
export const formatDuration = (milliseconds: number): string => {
  const seconds = milliseconds / 1000
  if (seconds < 10) {
    return `${seconds.toFixed(1)} s`
  }
  const whole = Math.round(seconds)
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`
}

/** A line of a summary. */
export type SummaryLine = [name: string, count: number, meaning?: string]

/**
 * Formats counts in columns.
 *
 * @example
 * formatSummary([["taken", 1200], ["refused", 3, "see below"]])
 */
export const formatSummary = (lines: SummaryLine[]): string => {
  const names = Math.max(...lines.map(([name]) => name.length))
  const counts = Math.max(...lines.map(([, count]) => formatCount(count).length))
  return lines
    .map(([name, count, meaning = ""]) => `  ${name.padEnd(names)}  ${formatCount(count).padStart(counts)}  ${meaning}`.trimEnd())
    .join("\n")
}
