"use client"

import { useTranslations } from "next-intl"
import { useCallback } from "react"
import { refusalOf } from "@/modules/account/refusals"

/** Returns a function that says in the visitor's language why the shop refused. */
export const useRefusalText = () => {
  const t = useTranslations("account.refusals")
  return useCallback((error: unknown): string => t(refusalOf(error)), [t])
}
