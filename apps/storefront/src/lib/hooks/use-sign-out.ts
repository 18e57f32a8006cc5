"use client"

import { useClerk } from "@clerk/nextjs"
import { useLocale } from "next-intl"
import { useCallback } from "react"
import { inLanguage } from "@/i18n/locales"
import { beginLeaving, leaveTo } from "../page-change"

/**
 * Returns a function that signs the customer out in all tabs and opens a page anew. A change of page within the app
 * would leave what the customer has seen in the router's cache, where the next person on the browser could see it.
 *
 * @throws Error if the browser is offline or Clerk does not sign out. Clerk's script may have forgotten the session then, until
 * the page is loaded anew
 * @example
 * const signOut = useSignOut()
 * <MenuItem onSelect={() => signOut()}>Sign out</MenuItem>
 */
export const useSignOut = () => {
  const clerk = useClerk()
  const locale = useLocale()
  return useCallback(
    async (target = "/"): Promise<void> => {
      if (!navigator.onLine) {
        // Clerk would wait for ever, and the customer would leave without knowing that they are still signed in.
        throw new Error("The browser is offline.")
      }
      const stay = beginLeaving()
      try {
        await clerk.signOut(() => {
          // Without an answer, Clerk's script goes on as if it had signed out.
          if (clerk.client?.signedInSessions.length) {
            throw new Error("Clerk has not answered the sign-out.")
          }
          leaveTo(inLanguage(locale, target))
        })
      } catch (error) {
        stay()
        throw error
      }
    },
    [clerk, locale]
  )
}
