"use client"

import { createContext, useContext } from "react"
import type { DenialCode } from "../access.js"
import type { CustomerRole } from "../types.js"
import type { RoleSyncStatus } from "./role-store.js"

/** What the provider knows. */
export type RoleContextValue = {
  isLoaded: boolean
  /** Clerk's id of the signed-in user. */
  user?: string | undefined
  role?: CustomerRole | undefined
  status: RoleSyncStatus
  error?: unknown
  /** Why, where the shop has refused. */
  denial?: DenialCode | undefined
  /** The shop does not take this sign-in. */
  isRefused: boolean
  isOffline: boolean
  sync: () => Promise<void>
  refresh: () => Promise<void>
}

export const RoleContext = createContext<RoleContextValue | undefined>(undefined)

/** What the provider above knows. */
export const useRoleContext = (): RoleContextValue => {
  const value = useContext(RoleContext)
  if (!value) {
    throw new Error("No <RoleSyncProvider> above: put one into the root layout.")
  }
  return value
}
