"use client"

import { createContext, useContext } from "react"
import type { DenialCode } from "../access.js"
import type { CustomerRole } from "../types.js"
import type { RoleSyncStatus } from "./role-store.js"

/** The provider's state. */
export type RoleContextValue = {
  isLoaded: boolean
  /** The Clerk id of the signed-in user. */
  user?: string | undefined
  role?: CustomerRole | undefined
  status: RoleSyncStatus
  error?: unknown
  /** The reason if the shop refused. */
  denial?: DenialCode | undefined
  /** Whether the shop refuses this sign-in. */
  isRefused: boolean
  isOffline: boolean
  sync: () => Promise<void>
  refresh: () => Promise<void>
}

export const RoleContext = createContext<RoleContextValue | undefined>(undefined)

/** Returns the state of the nearest provider. */
export const useRoleContext = (): RoleContextValue => {
  const value = useContext(RoleContext)
  if (!value) {
    throw new Error("No <RoleSyncProvider> found. Put one into the root layout.")
  }
  return value
}
