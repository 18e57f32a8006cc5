"use client"

import { useTranslations } from "next-intl"
import { useTransition } from "react"
import { Button, ButtonLink } from "@/components/ui/button"
import { Card } from "@/components/ui/card"
import { ErrorState } from "@/components/ui/error-state"
import { useRouter } from "@/i18n/navigation"

/** Stands where a page of the account could not be shown, most often because the shop does not answer. */
export default function AccountError({ reset }: { error: Error & { digest?: string }; reset: () => void }) {
  const t = useTranslations("account")
  const router = useRouter()
  const [isLoading, startLoading] = useTransition()
  const retry = () =>
    startLoading(() => {
      router.refresh()
      reset()
    })
  return (
    <Card className="py-10">
      <h1 className="sr-only">{t("unavailable.title")}</h1>
      <ErrorState
        title={t("unavailable.title")}
        action={
          <>
            <Button variant="primary" busy={isLoading} onClick={retry}>
              {t("again")}
            </Button>
            <ButtonLink href="/">{t("toShop")}</ButtonLink>
          </>
        }
      >
        {t("unavailable.nothingLost")}
      </ErrorState>
    </Card>
  )
}
