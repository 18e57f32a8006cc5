"use client"

import { useAuth } from "@clerk/nextjs"
import { useCallback } from "react"
import type { Outcome } from "./refusals"

/**
 * Returns a server action that never throws, called with a token that has not expired: a form may have been open for
 * longer than the minute that Clerk's tokens live, in a tab whose timers slept. Without a network the answer is "no
 * answer"; where the server's answer got lost, it is "uncertain". The form keeps its content.
 *
 * @example
 * const save = useSignedInAction(saveAddress)
 * const outcome = await save(id, values)
 */
export const useSignedInAction = <Arguments extends unknown[], Result extends Outcome>(
  action: (...args: Arguments) => Promise<Result>
): ((...args: Arguments) => Promise<Result | { ok: false; refusal: "noAnswer" | "uncertain" }>) => {
  const { getToken } = useAuth()
  return useCallback(
    async (...args) => {
      try {
        // Renews the cookie as well, by which the server knows who calls.
        await getToken()
      } catch {
        return { ok: false, refusal: "noAnswer" }
      }
      try {
        return await action(...args)
      } catch {
        return { ok: false, refusal: navigator.onLine ? "uncertain" : "noAnswer" }
      }
    },
    [action, getToken]
  )
}
