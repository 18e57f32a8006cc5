"use client"

import type { AccountType, CustomerRole } from "../types.js"
import { useRoleContext } from "./role-context.js"
import type { RoleSyncStatus } from "./role-store.js"

/** What {@link useRoleSync} returns. */
export type RoleSync = {
  /**
   * `idle`: nobody is signed in. `syncing`: under way. `synced`: done. `failed`: the shop has refused, or does not answer; in the latter
   * case it is tried again by itself.
   */
  status: RoleSyncStatus
  /** What the sync has failed with: a `CustomerRoleError` where the shop has refused. */
  error: unknown
  /** The sync waits for the network. */
  isOffline: boolean
  /** Syncs again, such as after an application was sent. Resolves when it is over, whatever has come of it: `status` says. */
  sync: () => Promise<void>
  /** Reads the role again. */
  refresh: () => Promise<void>
}

/**
 * Returns the role of the signed-in customer: `undefined` until it is known, `null` if nobody is signed in or the shop has refused.
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
 * How far the sync has come, and how to start it again.
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
