/** Runs checks, prints each result, and counts successes and failures. */
export type Checks = {
  /** Runs one check. The next ones run even if it fails. */
  check(name: string, attempt: () => unknown): Promise<void>
  /** Runs a check that the next ones depend on. Throws {@link GivenUp} if it fails. */
  need<T>(name: string, attempt: () => Promise<T>): Promise<T>
  passed(): number
  failed(): number
}

/** Thrown when a required check has failed and its error is already printed. */
export class GivenUp extends Error {}

/** @example const checks = createChecks(console.log) */
export const createChecks = (say: (line: string) => void): Checks => {
  const counts = { passed: 0, failed: 0 }
  const attemptTo = async <T>(name: string, attempt: () => T): Promise<Awaited<T>> => {
    const begun = performance.now()
    try {
      const result = await attempt()
      counts.passed += 1
      say(`ok      ${name}${duration(begun)}`)
      return result
    } catch (error) {
      counts.failed += 1
      say(`FAILED  ${name}${duration(begun)}\n${indented(error instanceof Error ? error.message : String(error))}`)
      throw new GivenUp(name)
    }
  }
  return {
    check: (name, attempt) =>
      attemptTo(name, attempt).then(
        () => undefined,
        () => undefined
      ),
    need: attemptTo,
    passed: () => counts.passed,
    failed: () => counts.failed,
  }
}

const duration = (begun: number): string => {
  const seconds = (performance.now() - begun) / 1000
  return seconds < 1 ? "" : ` (${seconds.toFixed(0)} s)`
}

const indented = (text: string): string =>
  text
    .split("\n")
    .map((line) => `        ${line}`)
    .join("\n")
