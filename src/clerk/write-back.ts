import type { User } from "@clerk/backend"
import { CustomerRoleError } from "../errors"
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

/** What became of a write-back. `gone`: Clerk has no such user any more. */
export type WriteBackOutcome = "written" | "unchanged" | "gone"

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

/** A 200 that does not come from Clerk, as of something in between, says nothing of the user: least of all that he is written. */
const sameUser = (clerkUserId: string, user: User): User => {
  if (user.id !== clerkUserId) {
    throw new CustomerRoleError("identity_provider_unavailable")
  }
  return user
}

/** Whether what Clerk has under our key says the same as the role. */
export const isWritten = (found: unknown, role: WrittenRole): boolean =>
  typeof found === "object" && found !== null && Object.entries(role).every(([key, value]) => Reflect.get(found, key) === value)
