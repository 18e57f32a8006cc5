import { Package } from "lucide-react"
import { useTranslations } from "next-intl"
import { ButtonLink } from "@/components/ui/button"
import { EmptyState } from "@/components/ui/empty-state"

/** Stands where orders would be. */
export const NoOrders = () => {
  const t = useTranslations("account.orders")
  return (
    <EmptyState icon={<Package />} title={t("none")} action={<ButtonLink href="/">{t("toShop")}</ButtonLink>}>
      {t("noneText")}
    </EmptyState>
  )
}
