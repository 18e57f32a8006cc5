import { z } from "@medusajs/framework/zod"
import { isClerkAPIResponseError } from "@clerk/backend/errors"
import { CustomerRoleError } from "../errors"
import type { AccountClaim } from "../modules/customer-role/types"
import type { ClerkOptions } from "../options"
import { UNSTORABLE } from "../text/storable"
import { readAccountClaim } from "./claim"
import { isClerkId, isTime } from "./values"
import { readFromClerk } from "./read"

/** One version of a Clerk user: what a sync needs of it. */
export type ClerkUserSnapshot = {
  clerk_user_id: string
  /** The primary e-mail address; `null` if there is none. */
  email: string | null
  email_verified: boolean
  first_name: string | null
  last_name: string | null
  claim: AccountClaim
  banned: boolean
  /** Clerk's version of the user, in milliseconds since 1970. */
  updated_at: number
}

const text = z.string().nullish()

/** The part of Clerk's JSON that a snapshot uses. {@link readAccountClaim} checks `unsafe_metadata`. */
const userSchema = z.looseObject({
  id: z.string().refine(isClerkId),
  primary_email_address_id: text,
  email_addresses: z
    .array(z.looseObject({ id: z.string(), email_address: z.string(), verification: z.looseObject({ status: text }).nullish() }))
    .nullish(),
  first_name: text,
  last_name: text,
  unsafe_metadata: z.unknown(),
  banned: z.boolean().nullish(),
  updated_at: z.number().int().refine(isTime),
})

/** The longest possible e-mail address, and more than any name at Clerk, in characters. */
const MAX_ADDRESS = 320
const MAX_NAME = 255

/** Drops an address that the table or its index cannot hold. Truncated, it would be somebody else's address. */
const toAddress = (email: string | undefined): string | null =>
  email && email.length <= MAX_ADDRESS && !UNSTORABLE.test(email) ? email : null

const toName = (name: string | null | undefined): string | null =>
  [...(name ?? "").slice(0, 4 * MAX_NAME).replace(new RegExp(UNSTORABLE, "gu"), "")].slice(0, MAX_NAME).join("") || null

/**
 * Reads a user from the JSON of Clerk's Backend API or of a webhook.
 *
 * @throws CustomerRoleError `invalid_request` if the JSON is not a user
 *
 * @example
 * const snapshot = toSnapshot(event.data)
 */
export const toSnapshot = (json: unknown): ClerkUserSnapshot => {
  const { success, data: user } = userSchema.safeParse(json)
  if (!success) {
    throw new CustomerRoleError("invalid_request", "The body does not contain a Clerk user.")
  }
  const primary = user.email_addresses?.find(({ id }) => id === user.primary_email_address_id)
  return {
    clerk_user_id: user.id,
    email: toAddress(primary?.email_address),
    email_verified: primary?.verification?.status === "verified",
    first_name: toName(user.first_name),
    last_name: toName(user.last_name),
    claim: readAccountClaim(user.unsafe_metadata),
    banned: user.banned === true,
    updated_at: user.updated_at,
  }
}

/**
 * Reads a user from Clerk's Backend API.
 *
 * @returns `null` if the user was deleted at Clerk
 * @throws CustomerRoleError `identity_provider_unavailable` if Clerk cannot be reached or its answer is unusable
 *
 * @example
 * const snapshot = await fetchClerkUser("user_123", options.clerk)
 */
export const fetchClerkUser = async (clerkUserId: string, options: ClerkOptions): Promise<ClerkUserSnapshot | null> => {
  try {
    const snapshot = toSnapshot(await readFromClerk(`/users/${encodeURIComponent(clerkUserId)}`, options))
    if (snapshot.clerk_user_id !== clerkUserId) {
      throw new CustomerRoleError("identity_provider_unavailable")
    }
    return snapshot
  } catch (error) {
    if (isUserMissing(error)) {
      return null
    }
    throw new CustomerRoleError("identity_provider_unavailable")
  }
}

/** Tells whether Clerk itself answers that the user does not exist. Any other 404 comes from a proxy in between. */
export const isUserMissing = (error: unknown): boolean =>
  isClerkAPIResponseError(error) && error.status === 404 && error.errors.some(({ code }) => code === "resource_not_found")
