import { getTranslations } from "next-intl/server"
import { Card } from "@/components/ui/card"
import { ErrorState } from "@/components/ui/error-state"
import { KeepTrying } from "@/modules/account/keep-trying"
import { RetryButton } from "@/modules/account/retry-button"

/** The overview while the shop does not answer. It comes back by itself. */
export const UnavailableTemplate = async () => {
  const t = await getTranslations("account.unavailable")
  return (
    <Card className="py-10">
      <KeepTrying />
      <h1 className="sr-only">{t("title")}</h1>
      <ErrorState title={t("title")} action={<RetryButton />}>
        {t("byItself")}
      </ErrorState>
    </Card>
  )
}
