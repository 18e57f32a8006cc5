import { LRUCache } from "lru-cache"

/** A storefront sends one token for most of a minute, so this many serve as many customers at a time. */
const MAX_TOKENS = 5_000

/** How long a signature counts as checked, however long the token lives. After that, a key that Clerk withdrew stops counting. */
const MAX_AGE_MS = 60_000

type Times = { exp: number; nbf?: unknown; iat?: unknown }
type Entry<Session> = { session: Session; until: number; from: number }

/**
 * Remembers which tokens passed verification, so that not every request checks a signature. The key is the whole token,
 * signature included. It remembers no refusals and nothing about what the customer may do. Every use compares the times
 * of the token with the clock.
 */
export class VerifiedTokens<Session> {
  private readonly entries = new LRUCache<string, Entry<Session>>({ max: MAX_TOKENS })

  constructor(private readonly clockSkewMs: number) {}

  /** Returns the session of a token that was verified a moment ago and is still valid. */
  get(token: string): Session | undefined {
    const entry = this.entries.get(token)
    const now = Date.now()
    if (!entry || now < entry.from) {
      return undefined
    }
    if (now >= entry.until) {
      this.entries.delete(token)
      return undefined
    }
    return entry.session
  }

  /** Remembers a token after its signature, times, origin and session have been verified. */
  add(token: string, session: Session, { exp, nbf, iat }: Times): void {
    this.entries.set(token, {
      session,
      until: Math.min(exp * 1000 + this.clockSkewMs, Date.now() + MAX_AGE_MS),
      from: Math.max(toMilliseconds(nbf), toMilliseconds(iat)) - this.clockSkewMs,
    })
  }
}

const toMilliseconds = (seconds: unknown): number => (typeof seconds === "number" ? seconds * 1000 : 0)
