import type { CustomerMetaRecord } from "../modules/customer-role/types"
import type { ClerkOptions } from "../options"
import { clerkClient, withDeadline } from "./client"
import { isUserMissing } from "./user"

/** What Clerk's `publicMetadata` says of a role, under our one key. */
export type WrittenRole = {
  accountType: CustomerMetaRecord["account_type"]
  isVerified: boolean
  verificationStatus: CustomerMetaRecord["verification_status"]
}

/** A role as it is written back. */
export const toWrittenRole = (record: CustomerMetaRecord): WrittenRole => ({
  accountType: record.account_type,
  isVerified: record.is_verified,
  verificationStatus: record.verification_status,
})

/**
 * Writes a role to Clerk's `publicMetadata`, where it differs. Only our key is touched.
 *
 * @see https://clerk.com/docs/guides/users/extending#public-metadata
 * @returns whether anything was written
 * @throws Clerk's error, so that the caller tries again
 *
 * @example
 * await writeBackRole("user_123", "customerRole", toWrittenRole(record), options.clerk)
 */
export const writeBackRole = async (
  clerkUserId: string,
  metadataKey: string,
  role: WrittenRole,
  options: ClerkOptions
): Promise<boolean> => {
  const { users } = clerkClient(options)
  try {
    const { publicMetadata } = await withDeadline(users.getUser(clerkUserId))
    if (isWritten(publicMetadata[metadataKey], role)) {
      return false
    }
    await withDeadline(users.updateUserMetadata(clerkUserId, { publicMetadata: { [metadataKey]: role } }))
    return true
  } catch (error) {
    if (isUserMissing(error)) {
      return false
    }
    throw error
  }
}

const isWritten = (found: unknown, role: WrittenRole): boolean =>
  typeof found === "object" && found !== null && Object.entries(role).every(([key, value]) => Reflect.get(found, key) === value)
