import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { Suspense } from "react"
import { Main } from "@/components/layout/main"
import { SkeletonPage } from "@/components/ui/skeleton"
import { Catalogue } from "@/modules/catalogue/catalogue"
import { CatalogueSkeleton } from "@/modules/catalogue/catalogue-skeleton"
import { readFilters } from "@/modules/catalogue/filters"
import { listCategories } from "@/modules/catalogue/products"

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export const generateMetadata = async ({ searchParams }: Props): Promise<Metadata> => {
  const { q } = await readFilters(searchParams)
  return { title: (await getTranslations("catalogue"))("title"), ...(q && { robots: { index: false } }) }
}

export default async function CataloguePage({ searchParams }: Props) {
  const [t, filters] = await Promise.all([getTranslations("catalogue"), readFilters(searchParams)])
  return (
    <Main className="page py-8 md:py-10">
      <h1 className="mb-6 text-2xl font-semibold wrap-anywhere">
        {filters.q ? (
          t("results", { query: filters.q })
        ) : (
          <Suspense fallback={t("title")}>
            <CategoryName handle={filters.category} />
          </Suspense>
        )}
      </h1>
      <Suspense
        key={JSON.stringify(filters)}
        fallback={
          <SkeletonPage label={t("loading")}>
            <CatalogueSkeleton />
          </SkeletonPage>
        }
      >
        <Catalogue filters={filters} />
      </Suspense>
    </Main>
  )
}

const CategoryName = async ({ handle }: { handle: string }) => {
  const [t, categories] = await Promise.all([getTranslations("catalogue"), handle ? listCategories() : []])
  return categories.find((category) => category.handle === handle)?.name ?? t("title")
}
