import "server-only"

import { currentUser } from "@clerk/nextjs/server"
import type { CustomerRole } from "medusa-customer-role-storefront/next"
import { listAddresses } from "../addresses/addresses"
import { orNull } from "../or-null"
import { countryOfClaim } from "./claim"
import type { CompanyValues } from "./company-schema"
import { countryOfTaxId } from "./tax-id"

/**
 * Returns what is known about a customer's company, to fill in the form: what they sent before, or what stands in their
 * own addresses.
 *
 * @example
 * <ApplicationForm sent={await knownCompany(role)} … />
 */
export const knownCompany = async (role: CustomerRole): Promise<CompanyValues> => {
  const [known, user] = await Promise.all([orNull(listAddresses()), orNull(currentUser())])
  const addresses = known ?? []
  return {
    company: role.company_name ?? addresses.find(({ company }) => company)?.company ?? "",
    country: countryOfClaim(user?.unsafeMetadata) || countryOfTaxId(role.tax_id) || (addresses[0]?.country_code ?? "").toUpperCase(),
    taxId: role.tax_id ?? "",
  }
}
