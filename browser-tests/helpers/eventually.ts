const PAUSE_MS = 100

/**
 * Repeats something until it succeeds, and returns its result.
 *
 * @throws Error with the last failure if it has not succeeded in time
 */
export async function eventually<T>(what: string, attempt: () => Promise<T>, seconds = 15): Promise<T> {
  const end = Date.now() + seconds * 1000
  for (;;) {
    try {
      return await attempt()
    } catch (error) {
      if (Date.now() > end) {
        throw new Error(`It did not come about within ${seconds} s that ${what}: ${String(error)}`)
      }
    }
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
  }
}
