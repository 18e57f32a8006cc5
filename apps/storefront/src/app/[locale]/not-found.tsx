import { getTranslations } from "next-intl/server"
import { Main } from "@/components/layout/main"
import { ButtonLink } from "@/components/ui/button"

export default async function NotFound() {
  const t = await getTranslations("common.notFound")
  return (
    <Main className="page grid max-w-prose content-start justify-items-start gap-4 py-16 md:py-24">
      <p className="text-sm font-medium text-ink-faint">404</p>
      <h1 className="text-2xl font-semibold">{t("heading")}</h1>
      <p className="text-ink-soft">{t("text")}</p>
      <ButtonLink href="/" variant="primary" className="mt-2">
        {t("action")}
      </ButtonLink>
    </Main>
  )
}
