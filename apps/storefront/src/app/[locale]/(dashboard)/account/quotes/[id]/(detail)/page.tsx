import { type Quote, isCustomerRoleError } from "medusa-customer-role-storefront"
import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { getTranslations } from "next-intl/server"
import { cache } from "react"
import { shopOfVisitor } from "@/lib/medusa/client"
import { isId } from "@/lib/medusa/id"
import { listAddresses } from "@/modules/account/addresses/addresses"
import { knownRole } from "@/modules/account/known-role"
import { orNull } from "@/modules/account/or-null"
import { addressChoices } from "@/modules/quick-order/address-choices"
import { QuoteDesk } from "@/modules/quotes/quote-desk"

type Props = { params: Promise<{ id: string }> }

/** The shop answers only about the customer's own quotes. */
const readQuote = cache(async (id: string): Promise<Quote | null> => {
  if (!isId(id)) {
    return null
  }
  try {
    const { quotes } = await shopOfVisitor()
    return (await quotes.retrieve(id)).quote
  } catch (error) {
    if (isCustomerRoleError(error, "not_found")) {
      return null
    }
    throw error
  }
})

export const generateMetadata = async ({ params }: Props): Promise<Metadata> => {
  const t = await getTranslations("quotes")
  await knownRole()
  // The page itself says why there is no quote.
  const quote = await readQuote((await params).id).catch(() => null)
  return { title: quote ? t("number", { number: quote.number }) : t("title") }
}

export default async function QuotePage({ params }: Props) {
  const role = await knownRole()
  const quote = await readQuote((await params).id)
  if (!quote) {
    notFound()
  }
  const addresses = await orNull(listAddresses())
  return <QuoteDesk initial={quote} access={role.access} addresses={addressChoices(addresses ?? [])} />
}
