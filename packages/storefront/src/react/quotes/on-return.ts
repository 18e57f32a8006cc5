/** How often a return to the tab counts, in milliseconds. */
const AT_MOST_EVERY = 5000

/** Calls a listener when somebody comes back to the tab or the network, but not again and again. */
export const onReturn = (listener: () => void): (() => void) => {
  let last = Date.now()
  const wake = () => {
    if (!document.hidden && Date.now() - last >= AT_MOST_EVERY) {
      last = Date.now()
      listener()
    }
  }
  const events = ["focus", "online", "visibilitychange"]
  events.forEach((event) => window.addEventListener(event, wake))
  return () => events.forEach((event) => window.removeEventListener(event, wake))
}
