/** How often in {@link WITHIN} milliseconds a page may load itself anew. More would be a loop. */
const MOST = 2
const WITHIN = 30_000

const RELOADS = "cedar.reloads"

let isLeaving = false

/**
 * Says that this page is about to be left on purpose, after a sign-in or a sign-out, so that {@link reloadPage} does not
 * come in between. Returns a function that takes it back.
 */
export const beginLeaving = (): (() => void) => {
  isLeaving = true
  return () => {
    isLeaving = false
  }
}

/** Opens a page of this site anew, without what the router has kept of earlier ones. */
export const leaveTo = (url: string): void => {
  isLeaving = true
  window.location.assign(url)
}

/** Loads the page anew, unless it is being left or has just been loaded anew again and again. */
export const reloadPage = (): void => {
  if (isLeaving) {
    return
  }
  const now = Date.now()
  const reloads = recentReloads(now)
  if (reloads.length < MOST) {
    storeReloads([...reloads, now])
    window.location.reload()
  }
}

/**
 * Loads a page anew that Back has brought out of the browser's memory, which may show an account that has been left since.
 * Hides it first. It comes back as it was left, so neither a sign-out under way nor earlier reloads may hold this up; only
 * visitors bring pages back, so it is no loop.
 */
export const reloadRestoredPage = (): void => {
  isLeaving = false
  document.body.style.setProperty("display", "none", "important")
  window.location.reload()
}

const recentReloads = (now: number): number[] => {
  try {
    const stored: unknown = JSON.parse(sessionStorage.getItem(RELOADS) ?? "[]")
    return Array.isArray(stored) ? stored.filter((time): time is number => typeof time === "number" && now - time < WITHIN) : []
  } catch {
    return []
  }
}

const storeReloads = (reloads: number[]): void => {
  try {
    sessionStorage.setItem(RELOADS, JSON.stringify(reloads))
  } catch {
    // Storage is off. The browser itself slows down pages that reload for ever.
  }
}
