"use client"

import type { useSignIn, useSignUp } from "@clerk/nextjs"
import { useCallback } from "react"
import { beginLeaving, leaveTo } from "@/lib/page-change"
import { type Problem, problemsOf } from "./problems"

type Attempt = Pick<ReturnType<typeof useSignIn>["signIn"] | ReturnType<typeof useSignUp>["signUp"], "finalize">

/**
 * Returns a function that makes a completed sign-in or sign-up this browser's session and opens the page that it is for.
 * Returns problems where that fails. The page stays busy until the next one is there.
 */
export const useFinish = (target: string) =>
  useCallback(
    async (attempt: Attempt): Promise<Problem[]> => {
      const stay = beginLeaving()
      let problems: Problem[] = []
      const { error } = await attempt.finalize({
        navigate: ({ session, decorateUrl }) => {
          if (session.currentTask) {
            // Clerk asks for more than this shop has pages for, such as an organization. README says how to turn it off.
            problems = [{ field: "form", reason: "notAllowed" }]
          } else {
            leaveTo(decorateUrl(target))
          }
        },
      })
      problems = error ? problemsOf(error) : problems
      if (problems.length > 0) {
        stay()
      }
      return problems
    },
    [target]
  )
