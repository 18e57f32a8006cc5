import { useTranslations } from "next-intl"
import { ErrorState } from "@/components/ui/error-state"
import { RetryButton } from "./retry-button"

/** Stands where a part of the page could not be loaded. */
export const SectionError = () => {
  const t = useTranslations("account.unavailable")
  return (
    <ErrorState className="py-6" title={t("part")} action={<RetryButton />}>
      {t("nothingLost")}
    </ErrorState>
  )
}
