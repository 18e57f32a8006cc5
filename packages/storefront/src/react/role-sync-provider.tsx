"use client"

import { type ReactNode, useEffect, useMemo, useState, useSyncExternalStore } from "react"
import type { CustomerRoleClient } from "../client.js"
import type { GetToken } from "../medusa-client.js"
import type { CustomerRole } from "../types.js"
import { RoleContext } from "./role-context.js"
import { fromClient, fromEndpoint } from "./role-source.js"
import { createRoleStore, IDLE } from "./role-store.js"

/** What is needed of Clerk's `useAuth()`. */
export type ClerkAuth = {
  isLoaded: boolean
  userId?: string | null | undefined
  sessionId?: string | null | undefined
  getToken: GetToken
}

/** What {@link RoleSyncProvider} takes. */
export type RoleSyncProviderProps = {
  /** Clerk's `useAuth`, of `@clerk/nextjs`, `@clerk/react` or another of its packages. */
  useAuth: () => ClerkAuth
  /**
   * The role that the server has rendered the page for, such as that of `getCustomerRole()`: guards show their content with the
   * first byte, and no page after the sign-in asks again.
   */
  initialRole?: CustomerRole | null
  children?: ReactNode
} & (
  | {
      /** The shop's client: the browser asks Medusa itself. */
      client: Pick<CustomerRoleClient, "role" | "onRefusal">
      endpoint?: never
    }
  | {
      /** A route of the storefront, made by `createSyncRoleHandler`. @default "/api/sync-role" */
      endpoint?: string
      client?: never
    }
)

/**
 * Syncs the role of a customer once for each sign-in, whatever the number of tabs and pages, and keeps it up to date. It never
 * blocks the page. If the shop does not answer, it tries again with growing gaps. Without a network it waits. While an application
 * is pending it looks again, so that the page changes by itself when the shop decides.
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

  // While Clerk is loading for the first time, the server's word on who is there is the only one. Later it is that of somebody
  // who may be about to leave.
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
    // What the server renders with is looked at once, when a session begins.
  }, [store, isLoaded, user, sessionId])

  const value = useMemo(() => {
    // Until the effect has run, what the store has is about who was there before.
    const current = session && state.sessionId === sessionId ? state : IDLE
    const role = current.isRefused ? undefined : newest(current.role, rendered)
    return { ...current, isLoaded, user, role, sync: store.sync, refresh: store.refresh }
  }, [store, state, isLoaded, user, sessionId, rendered])

  return <RoleContext.Provider value={value}>{children}</RoleContext.Provider>
}

const serverState = () => IDLE

const newest = (one?: CustomerRole, other?: CustomerRole): CustomerRole | undefined =>
  one && !(other && other.updated_at > one.updated_at) ? one : other
