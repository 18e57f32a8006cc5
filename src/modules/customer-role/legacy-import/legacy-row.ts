import { UNSTORABLE } from "../../../text/storable"
import { initialState, type RoleState } from "../transitions"
import type { AccountType } from "../types"

/** The longest texts in `customer_meta`, in characters. */
const MAX_COMPANY_NAME = 255
const MAX_TAX_ID = 100

/** How much of a text is read: one character more than the longest allowed. */
export const READ_CHARACTERS = 256

const CLERK_USER_ID = /^[\x21-\x7e]{1,255}$/

/** Why a row of a legacy table is refused. */
export const IMPORT_REFUSALS = {
  customer_id_missing: "no customer_id",
  clerk_user_id_missing: "no clerk_user_id",
  clerk_user_id_invalid: "clerk_user_id is not a valid Clerk id",
  duplicate_customer: "several rows for one customer",
  duplicate_clerk_user: "several rows for one Clerk user",
  unknown_account_type: "account_type is neither individual nor business",
  company_name_too_long: `company_name is longer than ${MAX_COMPANY_NAME} characters`,
  tax_id_too_long: `tax_id is longer than ${MAX_TAX_ID} characters`,
  unstorable_text: "characters that cannot be stored",
  customer_not_found: "Medusa has no such customer",
  guest_customer: "a guest: the customer has no account",
  deleted_at_clerk: "Clerk has deleted the user",
  erased: "the shop has erased the person",
  customer_already_linked: "the customer belongs to another Clerk user",
  clerk_user_already_linked: "the Clerk user belongs to another customer",
} as const satisfies Record<string, string>

/** A reason of {@link IMPORT_REFUSALS}. */
export type ImportRefusal = keyof typeof IMPORT_REFUSALS

/** A row of a legacy table, with texts cut to {@link READ_CHARACTERS}. */
export type LegacyRow = {
  id: number
  customer_id: string | null
  clerk_user_id: string | null
  account_type: string | null
  company_name: string | null
  tax_id: string | null
  is_verified: boolean | null
  /** Milliseconds since 1970. May be infinite. */
  created_at: number | null
}

/** A row with a customer and a Clerk user. */
export type LegacyPair = LegacyRow & { customer_id: string; clerk_user_id: string }

/** A row that could be imported. */
export type LegacyClaim = LegacyPair & { account_type: AccountType }

/** Returns why a row does not name a customer and a Clerk user. */
export const pairProblem = ({ customer_id, clerk_user_id }: LegacyRow): ImportRefusal | undefined => {
  if (!customer_id?.trim()) {
    return "customer_id_missing"
  }
  if (!clerk_user_id?.trim()) {
    return "clerk_user_id_missing"
  }
  return CLERK_USER_ID.test(clerk_user_id) ? undefined : "clerk_user_id_invalid"
}

/** Returns why a row's account type, company or tax id cannot be stored. */
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

/** Returns whether a row names a customer and a Clerk user. */
export const isPair = (row: LegacyRow): row is LegacyPair => pairProblem(row) === undefined

/** Returns whether a row's claim can be stored. */
export const isClaim = (row: LegacyPair): row is LegacyClaim => claimProblemOf(row) === undefined

/** How to import a row. */
export type ImportTerms = {
  /** Believes `is_verified` in the table. */
  trustVerified: boolean
  /** The refusal in an earlier record of the customer. It keeps the import from verifying them. */
  denied_at: Date | null
  now: Date
}

/**
 * Returns the state that a row becomes, and the note in the history. A business is pending even if the table says
 * `is_verified`, unless whoever runs the import vouches for the table.
 */
export const importLegacyRow = (
  row: LegacyClaim,
  { trustVerified, denied_at, now }: ImportTerms
): { state: RoleState; note: string | null } => {
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

const VOUCHED_FOR = "Verified in the imported table. The person who ran the import vouched for it."
const NOT_VOUCHED_FOR = "Verified in the imported table. The import did not rely on it."

/** Returns the row's time of creation if it is in the past, else now. */
export const createdAtOf = ({ created_at }: LegacyRow, now: Date): Date =>
  created_at !== null && created_at > 0 && created_at < now.getTime() ? new Date(created_at) : now
