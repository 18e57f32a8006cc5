const INTERVAL_MS = 20

/**
 * Asks again until the assertions in `check` hold, and gives what it gives.
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
