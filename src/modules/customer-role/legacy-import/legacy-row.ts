import { UNSTORABLE } from "../../../text/storable"
import { initialState, type RoleState } from "../transitions"
import type { AccountType } from "../types"

/** The longest texts that the table keeps, in characters. */
const MAX_COMPANY_NAME = 255
const MAX_TAX_ID = 100

/** More of a text than this is never read: one character more than any may have. */
export const READ_CHARACTERS = 256

const CLERK_USER_ID = /^[\x21-\x7e]{1,255}$/

/** Why a row of a legacy table is not taken. */
export const IMPORT_REFUSALS = {
  customer_id_missing: "no customer_id",
  clerk_user_id_missing: "no clerk_user_id",
  clerk_user_id_invalid: "clerk_user_id cannot be an id of Clerk's",
  duplicate_customer: "several rows for one customer",
  duplicate_clerk_user: "several rows for one Clerk user",
  unknown_account_type: "account_type is neither individual nor business",
  company_name_too_long: `company_name is longer than ${MAX_COMPANY_NAME} characters`,
  tax_id_too_long: `tax_id is longer than ${MAX_TAX_ID} characters`,
  unstorable_text: "characters that cannot be stored",
  customer_not_found: "Medusa has no such customer",
  guest_customer: "a guest: the customer has no account",
  deleted_at_clerk: "Clerk has deleted the user",
  erased: "the person was erased here",
  customer_already_linked: "the customer belongs to another Clerk user",
  clerk_user_already_linked: "the Clerk user belongs to another customer",
} as const satisfies Record<string, string>

/** A reason of {@link IMPORT_REFUSALS}. */
export type ImportRefusal = keyof typeof IMPORT_REFUSALS

/** A row of a legacy table, its texts cut to {@link READ_CHARACTERS}. */
export type LegacyRow = {
  id: number
  customer_id: string | null
  clerk_user_id: string | null
  account_type: string | null
  company_name: string | null
  tax_id: string | null
  is_verified: boolean | null
  /** Milliseconds since 1970; infinite where the table says so. */
  created_at: number | null
}

/** A row with a customer and a Clerk user. */
export type LegacyPair = LegacyRow & { customer_id: string; clerk_user_id: string }

/** A row with nothing wrong with it. */
export type LegacyClaim = LegacyPair & { account_type: AccountType }

/** Whether a row names a customer and a Clerk user. Gives the reason where it does not. */
export const pairProblem = ({ customer_id, clerk_user_id }: LegacyRow): ImportRefusal | undefined => {
  if (!customer_id?.trim()) {
    return "customer_id_missing"
  }
  if (!clerk_user_id?.trim()) {
    return "clerk_user_id_missing"
  }
  return CLERK_USER_ID.test(clerk_user_id) ? undefined : "clerk_user_id_invalid"
}

/** Whether what a row says of a business can be stored. Gives the reason where it cannot. */
export const claimProblemOf = ({ account_type, company_name, tax_id }: LegacyRow): ImportRefusal | undefined => {
  if (!isAccountType(account_type)) {
    return "unknown_account_type"
  }
  if (lengthOf(company_name) > MAX_COMPANY_NAME) {
    return "company_name_too_long"
  }
  if (lengthOf(tax_id) > MAX_TAX_ID) {
    return "tax_id_too_long"
  }
  return UNSTORABLE.test(company_name ?? "") || UNSTORABLE.test(tax_id ?? "") ? "unstorable_text" : undefined
}

const lengthOf = (text: string | null): number => [...(text ?? "")].length

const isAccountType = (value: string | null): value is AccountType => value === "individual" || value === "business"

/** Whether {@link pairProblem} finds nothing. */
export const isPair = (row: LegacyRow): row is LegacyPair => pairProblem(row) === undefined

/** Whether {@link claimProblemOf} finds nothing. */
export const isClaim = (row: LegacyPair): row is LegacyClaim => claimProblemOf(row) === undefined

/** How a row is taken over. */
export type ImportTerms = {
  /** Whoever runs the import vouches for the `is_verified` of the table. */
  trustVerified: boolean
  /** The refusal that an earlier record of the customer left. It rules out that the import verifies him. */
  denied_at: Date | null
  now: Date
}

/**
 * What a row becomes, and what the history says of it. `is_verified` is a claim of a table that others may have written
 * to: a business is pending, unless somebody vouches for the table.
 */
export const importLegacyRow = (row: LegacyClaim, { trustVerified, denied_at, now }: ImportTerms): { state: RoleState; note: string | null } => {
  const business = row.account_type === "business"
  const verified = business && row.is_verified === true
  const trusted = verified && trustVerified && denied_at === null
  return {
    state: {
      ...initialState(denied_at),
      account_type: row.account_type,
      company_name: row.company_name?.trim() || null,
      tax_id: row.tax_id?.trim() || null,
      is_verified: trusted,
      verification_status: trusted ? "verified" : business ? "pending" : "not_required",
      verified_at: trusted ? now : null,
    },
    note: verified ? (trusted ? VOUCHED_FOR : NOT_VOUCHED_FOR) : null,
  }
}

const VOUCHED_FOR = "Verified in the imported table; whoever ran the import vouched for it."
const NOT_VOUCHED_FOR = "Verified in the imported table, which was not relied on."

/** When a row was made, where that is a time in the past. */
export const createdAtOf = ({ created_at }: LegacyRow, now: Date): Date =>
  created_at !== null && created_at > 0 && created_at < now.getTime() ? new Date(created_at) : now
