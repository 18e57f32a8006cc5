"use client"

import { useAuth } from "@clerk/nextjs"
import { createCustomerRoleClient, type CustomerRoleClient } from "medusa-customer-role-storefront"
import { useEffect, useMemo } from "react"
import { useRoleSync } from "./use-role-sync"

/**
 * Returns the shop's client for the page. It calls the shop through this site, as the signed-in customer. A refusal suggests
 * that the role is no longer the one on the page, which is read again.
 *
 * @example
 * const quickOrder = useQuickOrder({ shop: useShop(), destination })
 */
export const useShop = (): CustomerRoleClient => {
  const { getToken } = useAuth()
  const { refresh } = useRoleSync()
  const shop = useMemo(() => {
    const origin = typeof window === "undefined" ? "http://cedar.invalid" : window.location.origin
    return createCustomerRoleClient({ baseUrl: `${origin}/api/shop`, publishableKey: "by-cedar", getToken })
  }, [getToken])
  useEffect(() => shop.onRefusal(({ status }) => void (status === 403 && refresh())), [shop, refresh])
  return shop
}
