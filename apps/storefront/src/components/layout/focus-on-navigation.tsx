"use client"

import { useEffect, useRef } from "react"
import { usePathname } from "@/i18n/navigation"
import { MAIN_ID } from "./skip-link-target"

/**
 * Moves focus to the main area after a change of page. Without it, focus stays on a link that is gone, and keyboards
 * start again at the top.
 */
export const FocusOnNavigation = () => {
  const pathname = usePathname()
  const shown = useRef(pathname)
  useEffect(() => {
    if (shown.current !== pathname) {
      shown.current = pathname
      document.getElementById(MAIN_ID)?.focus({ preventScroll: true })
    }
  }, [pathname])
  return null
}
