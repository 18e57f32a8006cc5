import { PackageSearch } from "lucide-react"
import { getTranslations } from "next-intl/server"
import { ButtonLink, buttonClasses } from "@/components/ui/button"
import { cn } from "@/components/ui/cn"
import { EmptyState } from "@/components/ui/empty-state"
import { Link } from "@/i18n/navigation"
import { getTaxView } from "@/lib/medusa/market"
import { type Filters as CatalogueFilters, CATALOGUE_PATH, catalogueUrl } from "./filters"
import { FilterPanel } from "./filter-panel"
import { findProducts } from "./find-products"
import { ProductCard } from "./product-card"
import { listCategories, listProducts } from "./products"
import { SortChoice } from "./sort-choice"

/** What the catalogue has for its filters: how many, what to narrow down by, and one page of products. */
export const Catalogue = async ({ filters }: { filters: CatalogueFilters }) => {
  const [t, products, categories, view] = await Promise.all([getTranslations("catalogue"), listProducts(), listCategories(), getTaxView()])
  const found = findProducts(products, filters, (price) => price[view])
  const names = new Map(categories.map(({ handle, name }) => [handle, name]))
  const currency = products.flatMap(({ variants }) => variants.flatMap(({ price }) => price?.currency ?? []))[0] ?? "eur"
  const narrowed = [filters.price, filters.stock || null, ...filters.option].filter(Boolean).length
  return (
    <div className="grid gap-x-8 gap-y-4 lg:grid-cols-[14rem_minmax(0,1fr)]">
      <details className="group rounded-card border border-line bg-surface lg:hidden">
        <summary className="flex min-h-11 items-center justify-between px-4 text-sm font-medium">
          {t("filter")}
          {narrowed > 0 && <span className="rounded-full bg-go-soft px-2 text-go">{narrowed}</span>}
        </summary>
        <div className="border-t border-line p-4">
          <FilterPanel filters={filters} found={found} names={names} currency={currency} />
        </div>
      </details>
      <aside aria-label={t("filter")} className="max-lg:hidden">
        <FilterPanel filters={filters} found={found} names={names} currency={currency} />
      </aside>
      <section aria-labelledby="results" className="min-w-0">
        <div className="mb-4 flex flex-wrap items-center justify-between gap-3">
          <h2 id="results" className="text-sm font-normal text-ink-soft" aria-live="polite">
            {t("count", { count: found.count })}
          </h2>
          <SortChoice
            filters={filters}
            label={t("sort.label")}
            names={{ best: t("sort.best"), price: t("sort.price"), "-price": t("sort.-price"), name: t("sort.name") }}
          />
        </div>
        {found.count === 0 ? (
          <EmptyState icon={<PackageSearch />} title={t("nothing")} action={<ButtonLink href={CATALOGUE_PATH}>{t("all")}</ButtonLink>}>
            {t("nothingText")}
          </EmptyState>
        ) : (
          <ul className="grid gap-4 sm:grid-cols-2 md:grid-cols-3">
            {found.products.map((product) => (
              <li key={product.id}>
                <ProductCard product={product} view={view} />
              </li>
            ))}
          </ul>
        )}
        {found.pages > 1 && (
          <nav aria-label={t("pages")} className="mt-8 flex flex-wrap justify-center gap-2">
            {Array.from({ length: found.pages }, (_, index) => index + 1).map((page) => (
              <Link
                key={page}
                href={catalogueUrl(filters, { page })}
                aria-label={t("page", { page })}
                aria-current={page === found.page ? "page" : undefined}
                className={buttonClasses({}, cn("min-w-11", page === found.page && "border-go bg-go-soft text-go"))}
              >
                {page}
              </Link>
            ))}
          </nav>
        )}
      </section>
    </div>
  )
}
