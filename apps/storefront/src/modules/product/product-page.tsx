import { ChevronRight, Truck } from "lucide-react"
import { getTranslations } from "next-intl/server"
import { Link } from "@/i18n/navigation"
import { getTaxView } from "@/lib/medusa/market"
import { CATALOGUE_PATH, catalogueUrl } from "../catalogue/filters"
import { ProductPicture } from "../catalogue/product-picture"
import type { Product } from "../catalogue/types"
import { orNull } from "../account/or-null"
import { BuyBox } from "./buy-box"
import { quantityPrices } from "./quantity-prices"
import { tiersOf } from "./tiers"

/** A product: what it is, what it costs the visitor by quantity, and how to buy it. */
export const ProductPage = async ({ product, sku }: { product: Product; sku: string | undefined }) => {
  const [t, catalogue, view, byQuantity] = await Promise.all([
    getTranslations("product"),
    getTranslations("catalogue"),
    getTaxView(),
    orNull(quantityPrices(product.id)),
  ])
  const [category] = product.categories
  const variants = product.variants.map((variant) => ({
    ...variant,
    tiers: variant.price ? tiersOf(variant.price, byQuantity?.get(variant.id) ?? []) : [],
  }))
  return (
    <>
      <nav aria-label={t("where")} className="mb-4 flex flex-wrap items-center gap-1 text-sm text-ink-soft">
        <Link href={CATALOGUE_PATH} className="touch hover:text-ink">
          {catalogue("title")}
        </Link>
        {category && (
          <>
            <ChevronRight aria-hidden className="size-4 text-ink-faint" />
            <Link href={catalogueUrl({ category: category.handle })} className="touch hover:text-ink">
              {category.name}
            </Link>
          </>
        )}
      </nav>
      <div className="grid items-start gap-6 md:grid-cols-[1.1fr_1fr] md:gap-12">
        <div className="grid place-items-center rounded-card border border-line bg-sunken p-6 max-md:max-h-72 md:sticky md:top-6 md:p-12">
          <ProductPicture handle={product.handle} className="aspect-square h-full max-h-96 w-full max-md:max-h-56" />
        </div>
        <div className="grid min-w-0 content-start gap-5">
          <div className="grid gap-2">
            <h1 className="text-2xl font-semibold hyphens-auto">{product.title}</h1>
            <p className="text-ink-soft">{product.description}</p>
          </div>
          <BuyBox
            title={product.title}
            option={product.options.map((option) => option.title).join(", ")}
            variants={variants}
            view={view}
            sku={sku}
          />
          <p className="flex items-center gap-2.5 border-t border-line pt-4 text-sm text-ink-soft">
            <Truck aria-hidden className="size-5 shrink-0 text-go" />
            {t("delivery")}
          </p>
        </div>
      </div>
    </>
  )
}
