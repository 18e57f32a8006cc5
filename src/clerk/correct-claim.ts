import type { User } from "@clerk/backend"
import { isClerkAPIResponseError } from "@clerk/backend/errors"
import { CustomerRoleError } from "../errors"
import type { AccountClaim, ClaimCorrection } from "../modules/customer-role/types"
import type { ClerkOptions } from "../options"
import { readAccountClaim } from "./claim"
import { clerkClient, withDeadline } from "./client"
import { type ClerkUserSnapshot, isUserMissing, toSnapshot } from "./user"

/** The statuses by which Clerk refuses metadata, for example metadata of more than 8 KB. */
const REFUSED = [400, 413, 422]

/**
 * Returns the claim that a Clerk user will have once a correction is written. Writes nothing.
 *
 * @returns `null` if the user was deleted at Clerk
 * @throws CustomerRoleError `identity_provider_unavailable`
 *
 * @example
 * const claim = await previewCorrection("user_123", { company_name: "Cedar GmbH" }, options.clerk)
 */
export const previewCorrection = (clerkUserId: string, correction: ClaimCorrection, options: ClerkOptions): Promise<AccountClaim | null> =>
  readAnswer(clerkUserId, clerkClient(options).users.getUser(clerkUserId), ({ unsafe_metadata }) =>
    readAccountClaim({ ...unsafe_metadata, ...toMetadata(correction) })
  )

/**
 * Writes a correction into Clerk's `unsafeMetadata`, over the user's own claim, and returns the user's new version. Other
 * keys stay as they are. Where two keys mean the same (`company`, `companyName`), it writes the one that takes precedence.
 *
 * @see https://clerk.com/docs/reference/backend/user/update-user-metadata
 * @returns `null` if the user was deleted at Clerk
 * @throws CustomerRoleError `identity_provider_unavailable`, or `invalid_account_claim` if Clerk refuses the metadata
 *
 * @example
 * const snapshot = await writeCorrection("user_123", { company_name: "Cedar GmbH", tax_id: null }, options.clerk)
 */
export const writeCorrection = (
  clerkUserId: string,
  correction: ClaimCorrection,
  options: ClerkOptions
): Promise<ClerkUserSnapshot | null> =>
  readAnswer(
    clerkUserId,
    clerkClient(options).users.updateUserMetadata(clerkUserId, { unsafeMetadata: toMetadata(correction) }),
    toSnapshot
  )

/** Clears with an empty text. Clerk removes a key that is `null`, and to {@link readAccountClaim} an absent key changes nothing. */
const toMetadata = ({ account_type, company_name, tax_id }: ClaimCorrection): Record<string, string> => ({
  ...(account_type === undefined ? {} : { accountType: account_type }),
  ...(company_name === undefined ? {} : { company: company_name ?? "" }),
  ...(tax_id === undefined ? {} : { tax_id: tax_id ?? "" }),
})

const readAnswer = async <T>(
  clerkUserId: string,
  answer: Promise<User>,
  read: (json: NonNullable<User["raw"]>) => T
): Promise<T | null> => {
  try {
    const { raw } = await withDeadline(answer)
    if (raw?.id !== clerkUserId) {
      throw new CustomerRoleError("identity_provider_unavailable")
    }
    return read(raw)
  } catch (error) {
    if (isUserMissing(error)) {
      return null
    }
    if (isClerkAPIResponseError(error) && REFUSED.includes(error.status ?? 0)) {
      throw new CustomerRoleError("invalid_account_claim", "Clerk refused these account details. Check their length and try again.")
    }
    throw new CustomerRoleError("identity_provider_unavailable")
  }
}
