/** What is said to whoever has stopped the command. */
export const GO_ON = "Run it again: it goes on from there."

/** With thousands separated, as English does it. */
export const formatCount = (count: number): string => count.toLocaleString("en-US")

/** Of milliseconds, as `0.8 s`, `12 s` or `3 min 5 s`. */
export const formatDuration = (milliseconds: number): string => {
  const seconds = milliseconds / 1000
  if (seconds < 10) {
    return `${seconds.toFixed(1)} s`
  }
  const whole = Math.round(seconds)
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`
}

/** A line of a summary: what, how many, and what that means. */
export type SummaryLine = [name: string, count: number, meaning?: string]

/**
 * Lays counts out in columns.
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
