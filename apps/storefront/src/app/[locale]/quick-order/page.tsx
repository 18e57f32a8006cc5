import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { Denied } from "@/components/guards/denied"
import { knownRole } from "@/modules/account/known-role"
import { deliveryCountries, listAddresses } from "@/modules/account/addresses/addresses"
import { orNull } from "@/modules/account/or-null"
import { PageHeading } from "@/modules/account/page-heading"
import { addressChoices } from "@/modules/quick-order/address-choices"
import { QuickOrderDesk } from "@/modules/quick-order/quick-order-desk"

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await getTranslations("quickOrder"))("title") })

/** Orders of many lines, for businesses. The shop asks again at every call. */
export default async function QuickOrderPage() {
  const role = await knownRole()
  if (role.account_type !== "business") {
    const t = await getTranslations("quickOrder")
    return (
      <>
        <PageHeading title={t("title")} />
        <Denied denial="business_account_required" />
      </>
    )
  }
  const [addresses, countries] = await Promise.all([orNull(listAddresses()), orNull(deliveryCountries())])
  return (
    <QuickOrderDesk
      customerId={role.customer_id}
      access={role.access.bulk_orders}
      addresses={addressChoices(addresses ?? [])}
      country={countries?.find(({ code }) => code === "de")?.code ?? countries?.[0]?.code ?? "de"}
    />
  )
}
