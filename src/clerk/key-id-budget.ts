/** How many unknown key ids are looked up at Clerk in one window. */
const LOOK_UPS = 20
const WINDOW_MS = 10_000

/**
 * Bounds how often tokens with made-up key ids make us fetch Clerk's keys. Key ids that Clerk has answered for are
 * free; a rotated key is found with the next look-up.
 */
export class KeyIdBudget {
  private readonly known = new Set<string>()
  private windowStart = 0
  private used = 0

  /** Marks a key id as one of Clerk's. */
  know(keyId: string): void {
    this.known.add(keyId)
  }

  /** Whether a token with this key id may be verified, counting the look-up that it may cost. */
  mayAskFor(keyId: string, now = Date.now()): boolean {
    if (this.known.has(keyId)) {
      return true
    }
    if (now - this.windowStart >= WINDOW_MS) {
      this.windowStart = now
      this.used = 0
    }
    this.used += 1
    return this.used <= LOOK_UPS
  }
}
