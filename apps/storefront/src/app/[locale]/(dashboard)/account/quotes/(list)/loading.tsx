import { useTranslations } from "next-intl"
import { Card } from "@/components/ui/card"
import { Skeleton, SkeletonPage } from "@/components/ui/skeleton"
import { OrderTableSkeleton } from "@/modules/account/orders/order-table-skeleton"

export default function OrdersLoading() {
  const t = useTranslations("account")
  return (
    <SkeletonPage label={t("loading")}>
      <Skeleton className="mb-8 h-9 w-48" />
      <Card className="py-2 sm:py-3">
        <OrderTableSkeleton rows={8} />
      </Card>
    </SkeletonPage>
  )
}
