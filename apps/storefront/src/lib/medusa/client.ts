import "server-only"

import { auth } from "@clerk/nextjs/server"
import { createCustomerRoleClient, type CustomerRoleClient } from "medusa-customer-role-storefront"
import { cache } from "react"
import { medusaSettings } from "../settings"
import { patientFetch } from "./patient-fetch"

/** How the server reaches Medusa. For the kit's helpers, which take it as an option. */
export const medusaConnection = () => ({ ...medusaSettings(), fetch: patientFetch })

/**
 * Returns the shop's client for the visitor of this request: with their sign-in, or without one. Its calls throw a
 * `CustomerRoleError` where the shop refuses, and any other error where it does not answer.
 *
 * @example
 * const { orders } = await (await shopOfVisitor()).store.order.list({ limit: 5 })
 */
export const shopOfVisitor = cache(async (): Promise<CustomerRoleClient> => {
  const { getToken } = await auth()
  return createCustomerRoleClient({ ...medusaConnection(), getToken })
})
