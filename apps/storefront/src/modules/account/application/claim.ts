import type { CompanyValues } from "./company-schema"
import { checkTaxId } from "./tax-id"

/** An application in Clerk's `unsafeMetadata`. The shop reads all of it but the country, which is for filling in the form. */
export type BusinessClaim = { accountType: "business"; company: string; tax_id: string; country: string }

/**
 * Returns the application for a company's details. A tax id is written as it was typed where nothing describes its form.
 *
 * @example
 * await clerk.users.updateUserMetadata(userId, { unsafeMetadata: await claimOf(values) })
 */
export const claimOf = async ({ company, country, taxId }: CompanyValues): Promise<BusinessClaim> => {
  // The descriptions of tax ids may not load, which is no reason to lose an application.
  const { value } = await checkTaxId(country, taxId).catch(() => ({ value: taxId }))
  return { accountType: "business", company, tax_id: value, country }
}

/**
 * Returns the country in an application, which anybody may have written there. Empty without one.
 *
 * @example
 * countryOfClaim(user.unsafeMetadata) // "AT"
 */
export const countryOfClaim = (metadata: unknown): string => {
  const { country }: { country?: unknown } = Object(metadata)
  return typeof country === "string" && /^[A-Z]{2}$/.test(country) ? country : ""
}
