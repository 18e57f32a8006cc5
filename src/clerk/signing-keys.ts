import { createPublicKey, type JsonWebKey } from "node:crypto"
import { z } from "@medusajs/framework/zod"
import { CustomerRoleError } from "../errors"
import type { ClerkOptions } from "../options"
import { readFromClerk } from "./read"

const jwksSchema = z.looseObject({ keys: z.array(z.looseObject({ kid: z.string() })) })

/** How long keys are trusted before they are read again, as in Clerk's own SDK. */
const MAX_AGE_MS = 5 * 60_000

/** How long keys stay trusted while Clerk is unavailable. A longer time would trust withdrawn keys. */
const MAX_STALE_MS = 24 * 60 * 60_000

/** How often the keys are read again in the background while Clerk is unavailable. Requests with a known key do not wait. */
const RETRY_MS = 10_000

/** How often an unknown key id may cause a read, so that strangers cannot cause one with every request. */
const MIN_AGE_MS = 10_000

/** Clerk's public signing keys as PEM, by key id. Reads them when they are needed and remembers them. */
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
   * Returns the key with an id, or `undefined` if Clerk has none. While Clerk is unavailable, a known key stays valid for a
   * day.
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

  /** Shares one read between all requests that need it at the same time. */
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
 * @throws CustomerRoleError `identity_provider_unavailable` if Clerk cannot be reached or has no keys
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

/** Returns `undefined` for a kind of key that Node does not know. Clerk signs session tokens with RSA keys only. */
const toPem = (jwk: JsonWebKey): string | undefined => {
  try {
    return createPublicKey({ key: jwk, format: "jwk" }).export({ type: "spki", format: "pem" }).toString()
  } catch {
    return undefined
  }
}
