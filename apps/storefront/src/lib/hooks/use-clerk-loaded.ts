"use client"

import { useClerk } from "@clerk/nextjs"
import { useCallback, useSyncExternalStore } from "react"

/**
 * Tells whether Clerk's script can be used. `useClerk().loaded` alone changes without a render, so a form that was filled in
 * meanwhile would wait for ever.
 *
 * @example
 * <Button type="submit" disabled={!useClerkLoaded()}>
 */
export const useClerkLoaded = (): boolean => useClerkState((clerk) => clerk.loaded)

/** Tells whether Clerk's script could not be loaded, so that nobody waits for it. */
export const useClerkFailed = (): boolean => useClerkState((clerk) => clerk.status === "error")

const useClerkState = (read: (clerk: ReturnType<typeof useClerk>) => boolean): boolean => {
  const clerk = useClerk()
  const subscribe = useCallback(
    (onChange: () => void) => {
      clerk.on("status", onChange)
      return () => clerk.off("status", onChange)
    },
    [clerk]
  )
  return useSyncExternalStore(
    subscribe,
    () => read(clerk),
    () => false
  )
}
