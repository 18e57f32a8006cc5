"use client"

import { useTranslations } from "next-intl"
import { useTransition } from "react"
import { Button } from "@/components/ui/button"
import { useRouter } from "@/i18n/navigation"

/** Loads the page once more, in place: what is typed elsewhere on it stays. */
export const RetryButton = () => {
  const t = useTranslations("account")
  const router = useRouter()
  const [isLoading, startLoading] = useTransition()
  return (
    <Button size="small" busy={isLoading} onClick={() => startLoading(() => router.refresh())}>
      {t("again")}
    </Button>
  )
}
