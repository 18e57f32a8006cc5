"use client"

import { useEffect } from "react"
import { useRouter } from "@/i18n/navigation"

/** Pauses between two looks, in milliseconds. The last one repeats. */
const PAUSES = [5000, 10_000, 20_000, 40_000, 60_000]

/** Loads the page again and again, and as soon as somebody looks at it, until what it waits for is there. */
export const KeepTrying = () => {
  const router = useRouter()
  useEffect(() => {
    let looks = 0
    let timer: ReturnType<typeof setTimeout> | undefined
    const wait = () => {
      clearTimeout(timer)
      timer = setTimeout(look, PAUSES[Math.min(looks++, PAUSES.length - 1)])
    }
    const look = () => {
      wait()
      if (!document.hidden) {
        router.refresh()
      }
    }
    wait()
    window.addEventListener("focus", look)
    window.addEventListener("online", look)
    return () => {
      clearTimeout(timer)
      window.removeEventListener("focus", look)
      window.removeEventListener("online", look)
    }
  }, [router])
  return null
}
