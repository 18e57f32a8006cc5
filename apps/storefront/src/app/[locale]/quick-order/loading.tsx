import { getTranslations } from "next-intl/server"
import { Card } from "@/components/ui/card"
import { Skeleton, SkeletonPage } from "@/components/ui/skeleton"

export default async function QuickOrderLoading() {
  const t = await getTranslations("account")
  return (
    <SkeletonPage label={t("loading")}>
      <Skeleton className="mb-8 h-10 w-64" />
      <div className="grid gap-6 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <Card className="grid gap-4">
          {Array.from({ length: 6 }, (_, row) => (
            <Skeleton key={row} className="h-11" />
          ))}
        </Card>
        <Card>
          <Skeleton className="h-48" />
        </Card>
      </div>
    </SkeletonPage>
  )
}
