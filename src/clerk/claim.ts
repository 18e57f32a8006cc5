import type { AccountClaim, AccountType } from "../modules/customer-role/types"
import { UNSTORABLE } from "../text/storable"

const ACCOUNT_TYPES: readonly AccountType[] = ["individual", "business"]

/** Longest texts that the table accepts, in characters. */
export const MAX_COMPANY_NAME = 255
export const MAX_TAX_ID = 100

type TextClaim = { ok: true; value: string | null | undefined } | { ok: false; reason: string }

/**
 * Reads the claim from Clerk's `unsafeMetadata`: `accountType`, `company` (or `companyName`), `tax_id` (or `taxId`).
 * Ignores every other key. Users write this metadata themselves, so it never grants anything: it is an application that
 * an admin decides on.
 *
 * @see https://clerk.com/docs/guides/users/extending#unsafe-metadata
 *
 * @example
 * readAccountClaim({ accountType: "business", company: "Cedar GmbH" })
 * // { valid: true, account_type: "business", company_name: "Cedar GmbH" }
 */
export const readAccountClaim = (unsafeMetadata: unknown): AccountClaim => {
  const metadata = new Map(isRecord(unsafeMetadata) ? Object.entries(unsafeMetadata) : [])
  const accountType = metadata.get("accountType")
  if (accountType !== undefined && !isAccountType(accountType)) {
    return { valid: false, reason: `accountType must be one of ${ACCOUNT_TYPES.join(", ")}` }
  }
  const company = readText(metadata, ["company", "companyName"], MAX_COMPANY_NAME)
  if (!company.ok) {
    return { valid: false, reason: company.reason }
  }
  const taxId = readText(metadata, ["tax_id", "taxId"], MAX_TAX_ID)
  if (!taxId.ok) {
    return { valid: false, reason: taxId.reason }
  }
  return {
    valid: true,
    ...(accountType === undefined ? {} : { account_type: accountType }),
    ...(company.value === undefined ? {} : { company_name: company.value }),
    ...(taxId.value === undefined ? {} : { tax_id: taxId.value }),
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null && !Array.isArray(value)

const isAccountType = (value: unknown): value is AccountType => ACCOUNT_TYPES.some((type) => type === value)

/** Returns `undefined` for an absent key, which changes nothing, and `null` for an empty text, which clears the field. */
const readText = (metadata: Map<string, unknown>, keys: string[], maxLength: number): TextClaim => {
  const key = keys.find((candidate) => metadata.get(candidate) !== undefined)
  const value = key === undefined ? undefined : metadata.get(key)
  if (value === undefined || value === null) {
    return { ok: true, value }
  }
  if (typeof value !== "string") {
    return { ok: false, reason: `${key} must be a text` }
  }
  const text = value.trim()
  if ([...text].length > maxLength) {
    return { ok: false, reason: `${key} must be at most ${maxLength} characters long` }
  }
  if (UNSTORABLE.test(text)) {
    return { ok: false, reason: `${key} contains characters that cannot be stored` }
  }
  return { ok: true, value: text || null }
}
