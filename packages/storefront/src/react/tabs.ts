const SYNCED = "customer-role.synced"

/** Enough for the sessions that a browser has at the same time. */
const MOST_CHARACTERS = 200

/** After this many milliseconds, a tab that started a sync counts as closed. */
const LEASE = 10_000

/** Reads or writes an entry of the local storage. If storage is off, each tab works on its own. */
const storageEntry = (key: string, text?: string): string | null => {
  try {
    if (text === undefined) {
      return localStorage.getItem(key)
    }
    localStorage.setItem(key, text)
  } catch {
    // Storage is off.
  }
  return null
}

/** Tells whether a Clerk session was synced in any tab or page. */
export const wasSynced = (sessionId: string): boolean => !!storageEntry(SYNCED)?.includes(sessionId)

/** Remembers that a Clerk session was synced. */
export const markSynced = (sessionId: string): void => {
  storageEntry(SYNCED, `${sessionId} ${storageEntry(SYNCED)}`.slice(0, MOST_CHARACTERS))
}

/** Runs a task in one tab at a time, with the browser's locks. Pages without HTTPS have no locks and use the local storage. */
export const inTurn = async <T>(name: string, task: () => Promise<T>): Promise<T> => {
  if (navigator.locks) {
    // The types wrap the promise in a promise, which `await` unwraps.
    return await navigator.locks.request(name, task)
  }
  while (Date.now() - Number(storageEntry(name)) < LEASE) {
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  storageEntry(name, String(Date.now()))
  return await task().finally(() => storageEntry(name, ""))
}
