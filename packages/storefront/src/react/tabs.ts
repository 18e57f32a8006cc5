const SYNCED = "customer-role.synced"

/** Room for the sessions that a browser has at once. */
const MOST_CHARACTERS = 200

/** After so long a tab that has begun to sync is taken for closed. */
const LEASE = 10_000

/** Reads a note, or writes one. Storage may be switched off; then each tab is on its own. */
const note = (key: string, text?: string): string | null => {
  try {
    if (text === undefined) {
      return localStorage.getItem(key)
    }
    localStorage.setItem(key, text)
  } catch {
    // As above.
  }
  return null
}

/** Whether a session of Clerk's was synced, in whatever tab or page. */
export const wasSynced = (sessionId: string): boolean => !!note(SYNCED)?.includes(sessionId)

/** Notes that a session of Clerk's was synced. */
export const noteSynced = (sessionId: string): void => {
  note(SYNCED, `${sessionId} ${note(SYNCED)}`.slice(0, MOST_CHARACTERS))
}

/** Runs something in one tab at a time: by the browser's locks, or a note in the storage where a page without HTTPS has none. */
export const inTurn = async <T>(name: string, task: () => Promise<T>): Promise<T> => {
  if (navigator.locks) {
    // Its types have the promise in a promise.
    return await navigator.locks.request(name, task)
  }
  while (Date.now() - Number(note(name)) < LEASE) {
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  note(name, String(Date.now()))
  return await task().finally(() => note(name, ""))
}
