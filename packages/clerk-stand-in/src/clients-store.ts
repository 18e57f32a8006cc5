import { newId } from "./secrets"
import type { SignInAttempt } from "./sign-in-attempt"
import type { SignUpAttempt } from "./sign-up-attempt"

/** A browser, which Clerk calls a client: what it is known by, and what is under way in it. Times in milliseconds. */
export type BrowserClient = {
  readonly id: string
  /** Clerk's dev browser. Whoever has it is this browser. */
  readonly token: string
  lastActiveSessionId: string | null
  signUp: SignUpAttempt | null
  signIn: SignInAttempt | null
  readonly createdAt: number
}

export type ClientsStore = {
  create(): BrowserClient
  find(token: string): BrowserClient | undefined
}

/**
 * Browsers in memory; they start fresh after a restart.
 *
 * @example
 * const clients = createClientsStore()
 * clients.find(clients.create().token)
 */
export function createClientsStore(): ClientsStore {
  const clients = new Map<string, BrowserClient>()
  return {
    create() {
      const client: BrowserClient = {
        id: newId("client"),
        token: newId("dvb"),
        lastActiveSessionId: null,
        signUp: null,
        signIn: null,
        createdAt: Date.now(),
      }
      clients.set(client.token, client)
      return client
    },
    find: (token) => clients.get(token),
  }
}
