import { createPublicKey, type JsonWebKey } from "node:crypto"
import { z } from "@medusajs/framework/zod"
import { CustomerRoleError } from "../errors"
import type { ClerkOptions } from "../options"
import { readFromClerk } from "./read"

const jwksSchema = z.looseObject({ keys: z.array(z.looseObject({ kid: z.string() })) })

/** How long Clerk's keys are trusted before they are read again. Clerk's own SDK does the same. */
const MAX_AGE_MS = 5 * 60_000

/** How long keys are trusted that cannot be read again because Clerk is away. Longer, a withdrawn key might count. */
const MAX_STALE_MS = 24 * 60 * 60_000

/** Where Clerk is away, a request that has its key does not wait for it, and asks again at most this often. */
const RETRY_MS = 10_000

/** A key id that we do not know makes us read the keys again, but strangers cannot make us do so all the time. */
const MIN_AGE_MS = 10_000

/** Clerk's public signing keys in PEM form, by key id. */
export class SigningKeys {
  private keys = new Map<string, string>()
  private readAt = Number.NEGATIVE_INFINITY
  private failedAt = Number.NEGATIVE_INFINITY
  private reading?: Promise<void>

  constructor(
    private readonly read: () => Promise<Map<string, string>>,
    private readonly now: () => number = Date.now
  ) {}

  /**
   * The key with an id, `undefined` where Clerk has none. While Clerk is away, a key that is known counts for another day.
   *
   * @throws whatever reading the keys throws
   */
  async find(keyId: string): Promise<string | undefined> {
    const age = this.now() - this.readAt
    const known = this.keys.has(keyId)
    const stale = known && age >= MAX_AGE_MS && age < MAX_STALE_MS
    if (stale && this.failedAt > this.readAt) {
      if (this.now() - this.failedAt >= RETRY_MS) {
        void this.refresh().catch(() => undefined)
      }
      return this.keys.get(keyId)
    }
    if (age >= (known ? MAX_AGE_MS : MIN_AGE_MS)) {
      await this.refresh().catch((error: unknown) => {
        if (!stale) {
          throw error
        }
      })
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
    } catch (error) {
      this.failedAt = this.now()
      throw error
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
    const jwks = jwksSchema.parse(await readFromClerk("/jwks", options))
    for (const { kid, ...jwk } of jwks.keys) {
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
