"use client"

import { type ReactNode, useEffect, useMemo, useState, useSyncExternalStore } from "react"
import type { CustomerRoleClient } from "../client.js"
import type { GetToken } from "../medusa-client.js"
import type { CustomerRole } from "../types.js"
import { RoleContext } from "./role-context.js"
import { fromClient, fromEndpoint } from "./role-source.js"
import { createRoleStore, IDLE } from "./role-store.js"

/** The fields of Clerk's `useAuth()` that the provider uses. */
export type ClerkAuth = {
  isLoaded: boolean
  userId?: string | null | undefined
  sessionId?: string | null | undefined
  getToken: GetToken
}

/** Props of {@link RoleSyncProvider}. */
export type RoleSyncProviderProps = {
  /** Clerk's `useAuth`, from `@clerk/nextjs`, `@clerk/react` or another of its packages. */
  useAuth: () => ClerkAuth
  /**
   * The role with which the server rendered the page, from `getCustomerRole()`. Guards show their content with the
   * first byte, and pages after the sign-in send no request.
   */
  initialRole?: CustomerRole | null
  children?: ReactNode
} & (
  | {
      /** The shop's client. The browser then calls Medusa directly. */
      client: Pick<CustomerRoleClient, "role" | "onRefusal">
      endpoint?: never
    }
  | {
      /** A route of the storefront, created with `createSyncRoleHandler`. @default "/api/sync-role" */
      endpoint?: string
      client?: never
    }
)

/**
 * Syncs a customer's role once per sign-in, however many tabs and pages are open, and keeps it up to date. Never blocks
 * the page.
 *
 * If the shop does not answer, it retries with growing gaps. Without a network it waits. While an application is
 * pending it keeps reading the role, so that the page changes when the shop decides.
 *
 * @example
 * // components/providers/role-sync-provider.tsx
 * "use client"
 * import { useAuth } from "@clerk/nextjs"
 * import { RoleSyncProvider as Provider } from "medusa-customer-role-storefront/react"
 *
 * export const RoleSyncProvider = ({ children, initialRole }) => (
 *   <Provider useAuth={useAuth} endpoint="/api/sync-role" initialRole={initialRole}>
 *     {children}
 *   </Provider>
 * )
 */
export const RoleSyncProvider = ({ useAuth, client, endpoint = "/api/sync-role", initialRole, children }: RoleSyncProviderProps) => {
  const { isLoaded, userId, sessionId, getToken } = useAuth()
  const [store] = useState(createRoleStore)
  const state = useSyncExternalStore(store.subscribe, store.getState, serverState)
  const session = userId && sessionId ? { userId, sessionId } : undefined
  const user = session?.userId

  // While Clerk loads for the first time, only the server knows the visitor. Later, the server's answer may be about
  // somebody who is about to leave.
  const [hasLoaded, setHasLoaded] = useState(isLoaded)
  if (isLoaded && !hasLoaded) {
    setHasLoaded(true)
  }
  const rendered = initialRole && (!hasLoaded || initialRole.clerk_user_id === user) ? initialRole : undefined

  useEffect(() => store.use(client ? fromClient(client) : fromEndpoint(endpoint, getToken)), [store, client, endpoint, getToken])
  useEffect(() => {
    if (isLoaded) {
      return store.follow(session, rendered)
    }
    // The effect reads `initialRole` only when a session begins.
  }, [store, isLoaded, user, sessionId])

  const value = useMemo(() => {
    // Until the effect has run, the store's state belongs to the previous visitor.
    const current = session && state.sessionId === sessionId ? state : IDLE
    const role = current.isRefused ? undefined : newest(current.role, rendered)
    return { ...current, isLoaded, user, role, sync: store.sync, refresh: store.refresh }
  }, [store, state, isLoaded, user, sessionId, rendered])

  return <RoleContext.Provider value={value}>{children}</RoleContext.Provider>
}

const serverState = () => IDLE

const newest = (one?: CustomerRole, other?: CustomerRole): CustomerRole | undefined =>
  one && !(other && other.updated_at > one.updated_at) ? one : other
