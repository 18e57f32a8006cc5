import "server-only"

import { cache } from "react"
import { getVisitor } from "../auth/server"
import { shopOfVisitor } from "./client"

/** The country whose taxes prices show until the visitor has given an address. */
const HOME_COUNTRY = "de"

/** Where the shop sells, and for which country prices are shown. */
export type Market = { regionId: string; currency: string; countries: string[]; country: string }

/**
 * Returns the market of this shop: the region of its own country, or else its only one.
 *
 * @throws Error if the shop has no region, or does not answer
 * @example
 * const { regionId, country } = await getMarket()
 */
export const getMarket = cache(async (): Promise<Market> => {
  const shop = await shopOfVisitor()
  const { regions } = await shop.store.region.list({ fields: "id,currency_code,*countries" })
  const codesOf = (index: number) => (regions[index]?.countries ?? []).flatMap(({ iso_2 }) => iso_2 ?? [])
  const index = Math.max(
    0,
    regions.findIndex((_, at) => codesOf(at).includes(HOME_COUNTRY))
  )
  const region = regions[index]
  const countries = codesOf(index)
  const country = countries.includes(HOME_COUNTRY) ? HOME_COUNTRY : countries[0]
  if (!region || !country) {
    throw new Error("The shop has no region with a country. Create one in the admin.")
  }
  return { regionId: region.id, currency: region.currency_code, countries, country }
})

/** Which of its two amounts a price shows first: companies calculate without tax, everybody else pays with it. */
export type TaxView = "withTax" | "withoutTax"

/** Returns which amounts the visitor sees first. */
export const getTaxView = async (): Promise<TaxView> => {
  const visitor = await getVisitor()
  return visitor.status === "known" && visitor.role.account_type === "business" ? "withoutTax" : "withTax"
}
