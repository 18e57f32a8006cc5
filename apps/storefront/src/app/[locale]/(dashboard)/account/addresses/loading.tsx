import { useTranslations } from "next-intl"
import { Card } from "@/components/ui/card"
import { Skeleton, SkeletonPage, SkeletonText } from "@/components/ui/skeleton"

export default function AddressesLoading() {
  const t = useTranslations("account")
  return (
    <SkeletonPage label={t("loading")}>
      <Skeleton className="mb-8 h-9 w-44" />
      <div className="grid gap-5 md:grid-cols-2">
        {[1, 2].map((card) => (
          <Card key={card}>
            <SkeletonText lines={5} />
          </Card>
        ))}
      </div>
    </SkeletonPage>
  )
}
