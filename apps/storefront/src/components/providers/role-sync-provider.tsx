"use client"

import { useAuth } from "@clerk/nextjs"
import { type CustomerRole, RoleSyncProvider as Provider } from "medusa-customer-role-storefront/react"
import type { ReactNode } from "react"

/** Syncs the role of whoever is signed in, once for each sign-in, and gives it to hooks and guards. */
export const RoleSyncProvider = ({ children, initialRole }: { children: ReactNode; initialRole: CustomerRole | null }) => (
  <Provider useAuth={useAuth} endpoint="/api/sync-role" initialRole={initialRole}>
    {children}
  </Provider>
)
