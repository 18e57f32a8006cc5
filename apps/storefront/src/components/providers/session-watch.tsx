"use client"

import { useAuth } from "@clerk/nextjs"
import { useEffect, useRef } from "react"
import { reloadPage } from "@/lib/page-change"

/** Clerk's cookie that says since when somebody is signed in; 0 is nobody. Other tabs change it. */
const isSomebodySignedIn = (): boolean => /(?:^|;\s*)__client_uat(?:_[\w-]+)?=[1-9]/.test(document.cookie)

/**
 * Loads the page anew once it belongs to somebody else: after a sign-out, a sign-in or another account in another tab,
 * and when Back brings a page out of the browser's memory. What the router has kept would be the former visitor's.
 */
export const SessionWatch = () => {
  const { isLoaded, userId } = useAuth()
  const known = useRef<string | null | undefined>(undefined)

  useEffect(() => {
    if (!isLoaded) {
      return
    }
    const before = known.current
    known.current = userId ?? null
    if (before !== undefined && before !== known.current) {
      reloadPage()
    }
  }, [isLoaded, userId])

  useEffect(() => {
    const onShow = (event: PageTransitionEvent) => event.persisted && reloadPage()
    // Clerk tells other tabs of a sign-out at once, but not of a sign-in.
    const onFocus = () => !document.hidden && known.current === null && isSomebodySignedIn() && reloadPage()
    window.addEventListener("pageshow", onShow)
    window.addEventListener("focus", onFocus)
    document.addEventListener("visibilitychange", onFocus)
    return () => {
      window.removeEventListener("pageshow", onShow)
      window.removeEventListener("focus", onFocus)
      document.removeEventListener("visibilitychange", onFocus)
    }
  }, [])

  return null
}
