/** Counts what holds and what does not, and prints each as it comes. */
export type Checks = {
  /** One thing that must hold. What follows runs in any case. */
  check(name: string, attempt: () => unknown): Promise<void>
  /** One thing that what follows needs: the rest is given up where it fails. */
  need<T>(name: string, attempt: () => Promise<T>): Promise<T>
  passed(): number
  failed(): number
}

/** Thrown where a needed thing failed, which has been said already. */
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
