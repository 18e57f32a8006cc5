import { useTranslations } from "next-intl"
import { Card } from "@/components/ui/card"
import { Skeleton, SkeletonPage, SkeletonText } from "@/components/ui/skeleton"
import { OrderTableSkeleton } from "@/modules/account/orders/order-table-skeleton"

export default function DashboardLoading() {
  const t = useTranslations("account")
  return (
    <SkeletonPage label={t("loading")}>
      <Skeleton className="h-10 w-72" />
      <Skeleton className="mt-3 mb-8 h-5 w-56" />
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <Card>
          <Skeleton className="mb-4 h-6 w-36" />
          <OrderTableSkeleton />
        </Card>
        <div className="grid gap-6">
          <Card>
            <SkeletonText lines={4} />
          </Card>
          <Card>
            <SkeletonText lines={3} />
          </Card>
        </div>
      </div>
    </SkeletonPage>
  )
}
