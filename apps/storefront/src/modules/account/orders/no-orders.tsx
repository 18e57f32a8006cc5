import { Package } from "lucide-react"
import { useTranslations } from "next-intl"
import { ButtonLink } from "@/components/ui/button"
import { EmptyState } from "@/components/ui/empty-state"
import { CATALOGUE_PATH } from "../../catalogue/filters"

/** Stands where orders would be. */
export const NoOrders = () => {
  const t = useTranslations("account.orders")
  return (
    <EmptyState icon={<Package />} title={t("none")} action={<ButtonLink href={CATALOGUE_PATH}>{t("toShop")}</ButtonLink>}>
      {t("noneText")}
    </EmptyState>
  )
}
