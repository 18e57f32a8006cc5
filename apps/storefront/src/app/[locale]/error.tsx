"use client"

import { useTranslations } from "next-intl"
import { Main } from "@/components/layout/main"
import { Button, ButtonLink } from "@/components/ui/button"

export default function ErrorPage({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  const t = useTranslations("common.error")
  return (
    <Main className="page grid max-w-prose content-start justify-items-start gap-4 py-16 md:py-24">
      <h1 className="text-2xl font-semibold">{t("heading")}</h1>
      <p className="text-ink-soft">{t("text")}</p>
      <div className="mt-2 flex flex-wrap gap-3">
        <Button variant="primary" onClick={reset}>
          {t("again")}
        </Button>
        <ButtonLink href="/">{t("action")}</ButtonLink>
      </div>
      {error.digest && <p className="text-xs text-ink-faint">{t("reference", { digest: error.digest })}</p>}
    </Main>
  )
}
