const INTERVAL_MS = 20

/**
 * Repeats `check` until its assertions hold, and returns its result.
 *
 * @throws what `check` threw last, after `within` milliseconds
 *
 * @example
 * await eventually(async () => expect(await shop.groupNamesOf(id)).toEqual(["Verified businesses"]))
 */
export const eventually = async <T>(check: () => T | Promise<T>, within = 10_000): Promise<T> => {
  const end = Date.now() + within
  for (;;) {
    try {
      return await check()
    } catch (error) {
      if (Date.now() > end) {
        throw error
      }
      await new Promise((resolve) => setTimeout(resolve, INTERVAL_MS))
    }
  }
}
