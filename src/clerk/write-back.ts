import type { User } from "@clerk/backend"
import { CustomerRoleError } from "../errors"
import type { CustomerMetaRecord } from "../modules/customer-role/types"
import type { ClerkOptions } from "../options"
import { clerkClient, withDeadline } from "./client"
import { isUserMissing } from "./user"

/** A role as stored in Clerk's `publicMetadata`, under the key of this plugin. */
export type WrittenRole = {
  accountType: CustomerMetaRecord["account_type"]
  isVerified: boolean
  verificationStatus: CustomerMetaRecord["verification_status"]
}

/** The result of a write-back. `gone` means that the user was deleted at Clerk. */
export type WriteBackOutcome = "written" | "unchanged" | "gone"

/** Returns the part of a role that is written to Clerk. */
export const toWrittenRole = (record: CustomerMetaRecord): WrittenRole => ({
  accountType: record.account_type,
  isVerified: record.is_verified,
  verificationStatus: record.verification_status,
})

/**
 * Writes a role to Clerk's `publicMetadata` if it differs. Changes no other key.
 *
 * @see https://clerk.com/docs/guides/users/extending#public-metadata
 * @throws Clerk's error, so that the caller can retry
 *
 * @example
 * await writeBackRole("user_123", "customerRole", toWrittenRole(record), options.clerk)
 */
export const writeBackRole = async (
  clerkUserId: string,
  metadataKey: string,
  role: WrittenRole,
  options: ClerkOptions
): Promise<WriteBackOutcome> => {
  const { users } = clerkClient(options)
  try {
    const { publicMetadata } = sameUser(clerkUserId, await withDeadline(users.getUser(clerkUserId)))
    if (isWritten(publicMetadata[metadataKey], role)) {
      return "unchanged"
    }
    sameUser(clerkUserId, await withDeadline(users.updateUserMetadata(clerkUserId, { publicMetadata: { [metadataKey]: role } })))
    return "written"
  } catch (error) {
    if (isUserMissing(error)) {
      return "gone"
    }
    throw error
  }
}

/** Refuses an answer about another user. A proxy in between may answer 200, which must not count as a successful write. */
const sameUser = (clerkUserId: string, user: User): User => {
  if (user.id !== clerkUserId) {
    throw new CustomerRoleError("identity_provider_unavailable")
  }
  return user
}

/** Tells whether the value under our key at Clerk already equals the role. */
export const isWritten = (found: unknown, role: WrittenRole): boolean =>
  typeof found === "object" && found !== null && Object.entries(role).every(([key, value]) => Reflect.get(found, key) === value)
