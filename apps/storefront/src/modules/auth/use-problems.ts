"use client"

import { useTranslations } from "next-intl"
import { useCallback, useState } from "react"
import type { Problem, ProblemField } from "./problems"

/** What is wrong with a form, in words. */
export type Problems = {
  /** Returns the words for the first of these fields that has a problem, `undefined` where nothing is wrong with them. */
  of: (...fields: ProblemField[]) => string | undefined
  set: (problems: Problem[]) => void
}

/** Keeps what Clerk has refused, to show it beside the fields. */
export const useProblems = (): Problems => {
  const t = useTranslations("auth.problems")
  const [problems, set] = useState<Problem[]>([])
  const of = useCallback(
    (...fields: ProblemField[]) => {
      const problem = problems.find(({ field }) => fields.includes(field))
      return problem && t(problem.reason)
    },
    [problems, t]
  )
  return { of, set }
}
