import { useTranslations } from "next-intl"
import { cn } from "@/components/ui/cn"
import { Money } from "@/components/ui/format"
import type { TaxView } from "@/lib/medusa/market"
import type { Price } from "./types"

/**
 * A price for the visitor: the amount that counts for them, what it was for everybody if theirs is lower, and the other
 * amount with its tax said.
 *
 * @example
 * <PriceTag price={price} view="withTax" />
 */
export const PriceTag = ({
  price,
  view,
  from = false,
  isLarge = false,
}: {
  price: Price
  view: TaxView
  from?: boolean
  isLarge?: boolean
}) => {
  const t = useTranslations("common.price")
  const { currency, list } = price
  const other = view === "withTax" ? "withoutTax" : "withTax"
  return (
    <div className="grid gap-0.5">
      <p className="flex flex-wrap items-baseline gap-x-2">
        {from && <span className="text-sm text-ink-soft">{t("from")}</span>}
        <Money amount={price[view]} currency={currency} className={cn("font-semibold", isLarge ? "text-xl" : "text-base")} />
        {list && (
          <s className="text-sm text-ink-faint">
            <span className="sr-only">{t("listPrice")} </span>
            <Money amount={list[view]} currency={currency} />
          </s>
        )}
      </p>
      <p className="text-xs text-ink-faint">
        {t(view)}
        {price.withTax !== price.withoutTax && (
          <>
            {" · "}
            <Money amount={price[other]} currency={currency} /> {t(other)}
          </>
        )}
      </p>
    </div>
  )
}
