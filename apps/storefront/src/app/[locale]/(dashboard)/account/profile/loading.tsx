import { useTranslations } from "next-intl"
import { Card } from "@/components/ui/card"
import { Skeleton, SkeletonPage } from "@/components/ui/skeleton"

export default function ProfileLoading() {
  const t = useTranslations("account")
  return (
    <SkeletonPage label={t("loading")} className="mx-auto max-w-prose">
      <Skeleton className="mb-8 h-9 w-36" />
      <div className="grid gap-6">
        {[2, 1, 2].map((fields, card) => (
          <Card key={card} className="grid gap-5">
            <Skeleton className="h-6 w-40" />
            {Array.from({ length: fields }, (_, field) => (
              <Skeleton key={field} className="h-11 rounded-control" />
            ))}
          </Card>
        ))}
      </div>
    </SkeletonPage>
  )
}
