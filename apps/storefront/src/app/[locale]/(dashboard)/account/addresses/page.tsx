import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { AddressBook } from "@/modules/account/addresses/address-book"
import { deliveryCountries, listAddresses } from "@/modules/account/addresses/addresses"
import { knownRole } from "@/modules/account/known-role"

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await getTranslations("account.addresses"))("title") })

export default async function AddressesPage() {
  const role = await knownRole()
  const [addresses, countries] = await Promise.all([listAddresses(), deliveryCountries()])
  return <AddressBook addresses={addresses} countries={countries} company={role.company_name ?? ""} />
}
