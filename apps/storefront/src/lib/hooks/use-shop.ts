"use client"

import { useAuth } from "@clerk/nextjs"
import { createCustomerRoleClient, type CustomerRoleClient } from "medusa-customer-role-storefront"
import { useMemo } from "react"

/**
 * Returns the shop's client for the page. It calls the shop through this site, as the signed-in customer.
 *
 * @example
 * const quickOrder = useQuickOrder({ shop: useShop(), destination })
 */
export const useShop = (): CustomerRoleClient => {
  const { getToken } = useAuth()
  return useMemo(() => {
    const origin = typeof window === "undefined" ? "http://cedar.invalid" : window.location.origin
    return createCustomerRoleClient({ baseUrl: `${origin}/api/shop`, publishableKey: "by-cedar", getToken })
  }, [getToken])
}
