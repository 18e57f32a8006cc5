import { useTranslations } from "next-intl"
import { Link } from "@/i18n/navigation"
import type { TaxView } from "@/lib/medusa/market"
import { PriceTag } from "./price-tag"
import { ProductPicture } from "./product-picture"
import { StockLine } from "./stock-line"
import type { Product, Stock } from "./types"

/** A product in the catalogue. The whole card leads to it. */
export const ProductCard = ({ product, view }: { product: Product; view: TaxView }) => {
  const t = useTranslations("catalogue")
  const { handle, title, description, variants } = product
  const prices = variants.flatMap(({ price }) => price ?? []).sort((one, other) => one[view] - other[view])
  const [lowest] = prices
  const differ = prices.some((price) => price[view] !== lowest?.[view])
  return (
    <article className="group relative grid h-full grid-rows-[auto_1fr] overflow-hidden rounded-card border border-line bg-surface shadow-card transition-colors hover:border-line-control max-sm:grid-cols-[7.5rem_1fr] max-sm:grid-rows-1">
      <div className="grid place-items-center bg-sunken p-4 sm:p-5">
        <ProductPicture handle={handle} className="aspect-square w-full max-w-36 transition-transform duration-200 group-hover:scale-104" />
      </div>
      <div className="grid content-between gap-3 p-4">
        <div className="grid gap-1">
          <h3 className="font-semibold hyphens-auto">
            <Link href={`/products/${handle}`} className="after:absolute after:inset-0 after:rounded-card after:content-['']">
              {title}
            </Link>
          </h3>
          <p className="line-clamp-2 text-sm text-ink-soft max-sm:hidden">{description}</p>
        </div>
        <div className="grid gap-2">
          {lowest ? <PriceTag price={lowest} view={view} from={differ} /> : <p className="text-sm text-ink-soft">{t("onRequest")}</p>}
          <div className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1">
            <StockLine stock={bestOf(variants.map(({ stock }) => stock))} />
            {variants.length > 1 && <p className="text-xs text-ink-faint">{t("variants", { count: variants.length })}</p>}
          </div>
        </div>
      </div>
    </article>
  )
}

const ORDER = { in: 0, few: 1, out: 2 }

/** Returns the best stock of a product's variants: a card says whether there is anything to buy. */
const bestOf = (stocks: Stock[]): Stock =>
  stocks.toSorted((one, other) => ORDER[one.state] - ORDER[other.state] || (other.count ?? 0) - (one.count ?? 0))[0] ?? {
    state: "out",
    count: 0,
  }
