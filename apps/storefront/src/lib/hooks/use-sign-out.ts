"use client"

import { useClerk } from "@clerk/nextjs"
import { useCallback } from "react"
import { beginLeaving, leaveTo } from "../page-change"

/**
 * Returns a function that signs the customer out in all tabs and opens a page anew. A change of page within the app
 * would leave what the customer has seen in the router's cache, for whoever comes next or presses Back.
 *
 * @throws Error if the browser is offline or Clerk does not sign out
 * @example
 * const signOut = useSignOut()
 * <MenuItem onSelect={() => signOut()}>Sign out</MenuItem>
 */
export const useSignOut = () => {
  const { signOut } = useClerk()
  return useCallback(
    async (target = "/"): Promise<void> => {
      if (!navigator.onLine) {
        // Clerk would wait for ever, and whoever leaves the computer would not know that they are still signed in.
        throw new Error("The browser is offline.")
      }
      const stay = beginLeaving()
      try {
        await signOut(() => leaveTo(target))
      } catch (error) {
        stay()
        throw error
      }
    },
    [signOut]
  )
}
