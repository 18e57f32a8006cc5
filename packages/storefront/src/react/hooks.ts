"use client"

import type { AccountType, CustomerRole } from "../types.js"
import { useRoleContext } from "./role-context.js"
import type { RoleSyncStatus } from "./role-store.js"

/** The result of {@link useRoleSync}. */
export type RoleSync = {
  /**
   * `idle`: nobody is signed in. `syncing`: in progress. `synced`: done. `failed`: the shop refused or does not answer.
   * If it does not answer, the sync retries by itself.
   */
  status: RoleSyncStatus
  /** Why the sync failed: a `CustomerRoleError` if the shop refused. */
  error: unknown
  /** Whether the sync waits for the network. */
  isOffline: boolean
  /** Syncs again, for example after an application. Resolves when the sync ends, whatever its result; see `status`. */
  sync: () => Promise<void>
  /** Reads the role again. */
  refresh: () => Promise<void>
}

/**
 * Returns the role of the signed-in customer: `undefined` until it is known, `null` if nobody is signed in or the shop
 * refused.
 *
 * @example
 * const role = useCustomerRole()
 * if (role?.verification_status === "pending") {
 *   return <p>We are checking {role.company_name}.</p>
 * }
 */
export const useCustomerRole = (): CustomerRole | null | undefined => {
  const { isLoaded, user, role, denial } = useRoleContext()
  return role ?? (isLoaded && (!user || denial) ? null : undefined)
}

/**
 * Returns the account type of the signed-in customer: `undefined` until it is known, `null` if nobody is signed in.
 *
 * @example
 * const accountType = useAccountType()
 * return accountType === "business" ? <BusinessDashboard /> : <IndividualDashboard />
 */
export const useAccountType = (): AccountType | null | undefined => {
  const role = useCustomerRole()
  return role ? role.account_type : role
}

/**
 * Returns the state of the sync and functions to repeat it.
 *
 * @example
 * const { status, isOffline, sync } = useRoleSync()
 * if (status === "failed") {
 *   return <button onClick={sync}>We could not load your account. Try again</button>
 * }
 */
export const useRoleSync = (): RoleSync => {
  const { status, error, isOffline, sync, refresh } = useRoleContext()
  return { status, error, isOffline, sync, refresh }
}
