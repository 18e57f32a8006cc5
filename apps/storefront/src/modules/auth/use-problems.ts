"use client"

import { useTranslations } from "next-intl"
import { useCallback, useState } from "react"
import type { Problem, ProblemField } from "./problems"

/** What is wrong with a form, in words. */
export type Problems = {
  /** Returns the words for a field, `undefined` where nothing is wrong with it. */
  of: (field: ProblemField) => string | undefined
  set: (problems: Problem[]) => void
}

/** Keeps what Clerk has refused, to show it beside the fields. */
export const useProblems = (): Problems => {
  const t = useTranslations("auth.problems")
  const [problems, set] = useState<Problem[]>([])
  const of = useCallback(
    (field: ProblemField) => {
      const problem = problems.find((one) => one.field === field)
      return problem && (problem.reason === "other" ? (problem.detail ?? t("other")) : t(problem.reason))
    },
    [problems, t]
  )
  return { of, set }
}
