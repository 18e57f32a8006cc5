/** Creates locks like the browser's: one holder per name at a time, in order of arrival. */
export const createLocks = () => {
  const tails = new Map<string, Promise<unknown>>()
  return {
    request: <T>(name: string, task: () => Promise<T>): Promise<T> => {
      const turn = (tails.get(name) ?? Promise.resolve()).then(task)
      tails.set(
        name,
        turn.catch(() => undefined)
      )
      return turn
    },
  }
}

/** Gives the page the browser's locks, or removes them. */
export const setLocks = (locks: ReturnType<typeof createLocks> | undefined): void => {
  Object.defineProperty(navigator, "locks", { value: locks, configurable: true })
}
