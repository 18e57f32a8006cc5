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
export const useClerkLoaded = (): boolean => {
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
    () => clerk.loaded,
    () => false
  )
}
