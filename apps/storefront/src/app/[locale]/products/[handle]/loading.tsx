import { getTranslations } from "next-intl/server"
import { Main } from "@/components/layout/main"
import { Skeleton, SkeletonPage, SkeletonText } from "@/components/ui/skeleton"

export default async function ProductLoading() {
  const t = await getTranslations("catalogue")
  return (
    <Main className="page py-6 md:py-8">
      <SkeletonPage label={t("loading")} className="grid gap-8 md:grid-cols-[1.1fr_1fr] md:gap-12">
        <Skeleton className="aspect-square h-auto rounded-card" />
        <div className="grid content-start gap-5">
          <Skeleton className="h-9 w-3/4" />
          <SkeletonText lines={2} />
          <Skeleton className="h-12 w-40" />
          <Skeleton className="h-11" />
          <Skeleton className="h-40 rounded-card" />
        </div>
      </SkeletonPage>
    </Main>
  )
}
