import { createPublicKey, type JsonWebKey } from "node:crypto"
import { CustomerRoleError } from "../errors"
import type { ClerkOptions } from "../options"
import { clerkClient, withDeadline } from "./client"

/** How long Clerk's keys are trusted before they are read again. Clerk's own SDK does the same. */
const MAX_AGE_MS = 5 * 60_000

/** A key id that we do not know makes us read the keys again, but strangers cannot make us do so all the time. */
const MIN_AGE_MS = 10_000

/** Clerk's public signing keys in PEM form, by key id. */
export class SigningKeys {
  private keys = new Map<string, string>()
  private readAt = Number.NEGATIVE_INFINITY
  private reading?: Promise<void>

  constructor(
    private readonly read: () => Promise<Map<string, string>>,
    private readonly now: () => number = Date.now
  ) {}

  /**
   * The key with an id, `undefined` where Clerk has none.
   *
   * @throws whatever reading the keys throws
   */
  async find(keyId: string): Promise<string | undefined> {
    const age = this.now() - this.readAt
    if (age >= (this.keys.has(keyId) ? MAX_AGE_MS : MIN_AGE_MS)) {
      await this.refresh()
    }
    return this.keys.get(keyId)
  }

  /** Whoever comes while the keys are being read waits for the same answer. */
  private async refresh(): Promise<void> {
    this.reading ??= this.readNow()
    await this.reading
  }

  private async readNow(): Promise<void> {
    try {
      this.keys = await this.read()
      this.readAt = this.now()
    } finally {
      this.reading = undefined
    }
  }
}

/**
 * Reads Clerk's signing keys.
 *
 * @see https://clerk.com/docs/reference/backend-api/tag/jwks/GET/jwks
 * @throws CustomerRoleError `identity_provider_unavailable` where Clerk cannot be reached or has no keys
 */
export const readSigningKeys = async (options: ClerkOptions): Promise<Map<string, string>> => {
  const keys = new Map<string, string>()
  try {
    const jwks = await withDeadline(clerkClient(options).jwks.getJwks())
    for (const { kid, ...jwk } of jwks.keys ?? []) {
      const pem = toPem({ ...jwk })
      if (pem) {
        keys.set(kid, pem)
      }
    }
  } catch {
    throw new CustomerRoleError("identity_provider_unavailable")
  }
  if (!keys.size) {
    throw new CustomerRoleError("identity_provider_unavailable")
  }
  return keys
}

/** A key of a kind that Node does not know is none of those that session tokens are signed with. */
const toPem = (jwk: JsonWebKey): string | undefined => {
  try {
    return createPublicKey({ key: jwk, format: "jwk" }).export({ type: "spki", format: "pem" }).toString()
  } catch {
    return undefined
  }
}
