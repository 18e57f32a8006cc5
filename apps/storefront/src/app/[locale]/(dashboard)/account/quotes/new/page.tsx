import type { Metadata } from "next"
import { getNow, getTranslations } from "next-intl/server"
import { Denied } from "@/components/guards/denied"
import { deliveryCountries, listAddresses } from "@/modules/account/addresses/addresses"
import { knownRole } from "@/modules/account/known-role"
import { openCart } from "@/modules/cart/cart"
import { orNull } from "@/modules/account/or-null"
import { PageHeading } from "@/modules/account/page-heading"
import { linesToAskFor } from "@/modules/quotes/lines-to-ask-for"
import { NewQuote } from "@/modules/quotes/new-quote"
import { answerDue } from "@/modules/quotes/working-days"

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await getTranslations("quotes.new"))("title") })

type Props = { searchParams: Promise<{ sku?: string | string[]; quantity?: string | string[]; from?: string | string[] }> }

/** Asks for a quote. The shop decides at the request who may. */
export default async function NewQuotePage({ searchParams }: Props) {
  const role = await knownRole()
  const t = await getTranslations("quotes.new")
  const heading = <PageHeading title={t("title")}>{t("intro")}</PageHeading>
  if (!role.access.quotes.allowed) {
    return (
      <>
        {heading}
        <Denied denial={role.access.quotes.code} />
      </>
    )
  }
  const { from, ...query } = await searchParams
  const [cart, addresses, countries, now] = await Promise.all([
    from === "cart" ? openCart() : null,
    orNull(listAddresses()),
    orNull(deliveryCountries()),
    getNow(),
  ])
  return (
    <>
      {heading}
      <NewQuote
        customerId={role.customer_id}
        lines={linesToAskFor(query)}
        from={from === "cart" || from === "quick-order" ? from : "lines"}
        cart={cart && { id: cart.id, lineCount: cart.lineCount }}
        addressId={addresses?.[0]?.id}
        country={countries?.find(({ code }) => code === "de")?.code ?? countries?.[0]?.code ?? "de"}
        due={answerDue(now.toISOString()).toISOString()}
      />
    </>
  )
}
