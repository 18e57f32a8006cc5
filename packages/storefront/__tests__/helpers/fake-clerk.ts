import { useSyncExternalStore } from "react"
import type { ClerkAuth } from "../../src/react/index.js"

type Signed = Omit<ClerkAuth, "getToken">

const LOADING: Signed = { isLoaded: false }
const SIGNED_OUT: Signed = { isLoaded: true, userId: null, sessionId: null }

/** Creates a Clerk for the browser, with the parts that the kit uses. Several pages may share one, as tabs share Clerk's session. */
export const createClerk = (first: Signed = LOADING) => {
  const listeners = new Set<() => void>()
  const tokens: boolean[] = []
  let signed = first
  const become = (next: Signed) => {
    signed = next
    listeners.forEach((listener) => listener())
  }
  const subscribe = (listener: () => void) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }
  const getToken: ClerkAuth["getToken"] = async ({ skipCache = false } = {}) => {
    tokens.push(skipCache)
    return `${signed.sessionId}${skipCache ? "-renewed" : ""}`
  }
  return {
    /** For each requested token, whether it had to be fresh. */
    tokens,
    useAuth: (): ClerkAuth => ({
      ...useSyncExternalStore(
        subscribe,
        () => signed,
        () => signed
      ),
      getToken,
    }),
    signIn: (user = "ada", session = `sess_${user}`) => become(signedIn(user, session)),
    signOut: () => become(SIGNED_OUT),
    load: () => become(LOADING),
  }
}

export const signedIn = (user = "ada", session = `sess_${user}`): Signed => ({
  isLoaded: true,
  userId: `user_${user}`,
  sessionId: session,
})
