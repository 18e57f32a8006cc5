"use client"

import { useAuth } from "@clerk/nextjs"
import { useEffect, useRef } from "react"
import { reloadPage, reloadRestoredPage } from "@/lib/page-change"
import { signInsIn } from "@/lib/sign-in-cookies"

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
    const onShow = (event: PageTransitionEvent) => event.persisted && reloadRestoredPage()
    const earlier = signInsIn(document.cookie)
    // Clerk tells other tabs of a sign-out at once, but not of a sign-in.
    const onFocus = () => {
      const isNew = signInsIn(document.cookie).some((signIn) => !earlier.includes(signIn))
      if (!document.hidden && known.current === null && isNew) {
        reloadPage()
      }
    }
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
