/** A storefront sends one token for most of a minute; this many customers at a time are plenty. */
const MAX_TOKENS = 5_000

/** However long a token lives, its signature is checked again after this long: a key that Clerk withdrew stops counting. */
const MAX_AGE_MS = 60_000

type Times = { exp: number; nbf?: unknown; iat?: unknown }
type Entry<Session> = { session: Session; until: number; from: number }

/**
 * Remembers which tokens have passed verification, so that the signature is not checked for every request. Keyed by
 * the whole token, signature included; never a refusal, and nothing of what the customer may do. The times of the
 * token are held against the clock at every use, as they were the first time.
 */
export class VerifiedTokens<Session> {
  private readonly entries = new Map<string, Entry<Session>>()

  constructor(private readonly clockSkewMs: number) {}

  /** What the token says, where it was verified a moment ago and still counts. */
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

  /** Remembers a token whose signature, times, origin and session were found in order. */
  add(token: string, session: Session, { exp, nbf, iat }: Times): void {
    const now = Date.now()
    const [oldest] = this.entries.size >= MAX_TOKENS ? this.entries.keys() : []
    if (oldest !== undefined) {
      this.entries.delete(oldest)
    }
    this.entries.set(token, {
      session,
      until: Math.min(exp * 1000 + this.clockSkewMs, now + MAX_AGE_MS),
      from: Math.max(toMilliseconds(nbf), toMilliseconds(iat)) - this.clockSkewMs,
    })
  }
}

const toMilliseconds = (seconds: unknown): number => (typeof seconds === "number" ? seconds * 1000 : 0)
