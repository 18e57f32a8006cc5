import "server-only"

import { auth } from "@clerk/nextjs/server"
import { createCustomerRoleClient, type CustomerRoleClient } from "medusa-customer-role-storefront"
import { getLocale } from "next-intl/server"
import { cache } from "react"
import type { Locale } from "@/i18n/locales"
import { medusaSettings } from "../settings"
import { patientFetch } from "./patient-fetch"

/** How the server reaches Medusa. For the kit's helpers, which take it as an option. */
export const medusaConnection = () => ({ ...medusaSettings(), fetch: patientFetch })

/** The languages in which Medusa keeps names of products, as it calls them. Without a translation, the products' own apply. */
export const MEDUSA_LOCALES: Record<Locale, string> = { en: "en-US", de: "de-DE" }

/**
 * Returns the shop's client for the visitor of this request: with their sign-in, or without one, in their language. Its
 * calls throw a `CustomerRoleError` where the shop refuses, and any other error where it does not answer.
 *
 * @example
 * const { orders } = await (await shopOfVisitor()).store.order.list({ limit: 5 })
 */
export const shopOfVisitor = cache(async (): Promise<CustomerRoleClient> => {
  const [{ getToken }, locale] = await Promise.all([auth(), getLocale()])
  return createCustomerRoleClient({ ...medusaConnection(), fetch: fetchIn(locale), getToken })
})

/** Returns the shop's client for nobody in particular, for what all visitors without an account may share. */
export const shopForGuests = (locale: Locale): CustomerRoleClient =>
  createCustomerRoleClient({ ...medusaConnection(), fetch: fetchIn(locale) })

const fetchIn =
  (locale: Locale): typeof fetch =>
  (input, init) => {
    const headers = new Headers(init?.headers)
    headers.set("x-medusa-locale", MEDUSA_LOCALES[locale])
    return patientFetch(input, { ...init, headers })
  }
