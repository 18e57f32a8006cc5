import { useAuth } from "@clerk/react"
import { createCustomerRoleClient, type CustomerRoleClient } from "medusa-customer-role-storefront"
import { RoleSyncProvider } from "medusa-customer-role-storefront/react"
import { createContext, type ReactNode, useContext, useMemo } from "react"

const ShopContext = createContext<CustomerRoleClient | undefined>(undefined)

/** Calls Medusa for whoever is signed in. */
export const useShop = (): CustomerRoleClient => {
  const shop = useContext(ShopContext)
  if (!shop) {
    throw new Error("No <ShopProvider> found.")
  }
  return shop
}

/** Connects the page with Medusa and syncs the role once per sign-in. */
export const ShopProvider = ({ children }: { children: ReactNode }) => {
  const { getToken } = useAuth()
  const shop = useMemo(
    () =>
      createCustomerRoleClient({
        baseUrl: import.meta.env.VITE_MEDUSA_BACKEND_URL,
        publishableKey: import.meta.env.VITE_MEDUSA_PUBLISHABLE_KEY,
        getToken,
      }),
    [getToken]
  )
  return (
    <ShopContext.Provider value={shop}>
      <RoleSyncProvider useAuth={useAuth} client={shop}>
        {children}
      </RoleSyncProvider>
    </ShopContext.Provider>
  )
}
