import { useTranslations } from "next-intl"
import { cn } from "@/components/ui/cn"
import { Money } from "@/components/ui/format"
import type { TaxView } from "@/lib/medusa/market"
import type { Sums } from "./summary"

/** What everything costs: goods, delivery and tax as the visitor calculates them, and what they pay. */
export const SumsList = ({ sums, view, isChanging = false }: { sums: Sums; view: TaxView; isChanging?: boolean }) => {
  const t = useTranslations("cart.sums")
  const price = useTranslations("common.price")
  const { currency, goods, discount, delivery, tax, total } = sums
  return (
    <dl
      aria-live="polite"
      aria-busy={isChanging}
      className={cn("grid grid-cols-[1fr_auto] gap-y-2 text-sm transition-opacity", isChanging && "opacity-60")}
    >
      <dt className="text-ink-soft">{t("goods", { tax: price(view) })}</dt>
      <dd className="num">
        <Money amount={goods[view]} currency={currency} />
      </dd>
      {discount[view] > 0 && (
        <>
          <dt className="text-ink-soft">{t("discount")}</dt>
          <dd className="num text-go">
            <Money amount={-discount[view]} currency={currency} />
          </dd>
        </>
      )}
      <dt className="text-ink-soft">{delivery ? t("delivery", { tax: price(view) }) : t("deliveryOpen")}</dt>
      <dd className="num">
        {delivery ? <Money amount={delivery[view]} currency={currency} /> : <span className="text-ink-faint">{t("atCheckout")}</span>}
      </dd>
      {view === "withoutTax" && (
        <>
          <dt className="text-ink-soft">{t("tax")}</dt>
          <dd className="num">
            <Money amount={tax} currency={currency} />
          </dd>
        </>
      )}
      <dt className="border-t border-line pt-3 text-lg font-semibold">{t("total")}</dt>
      <dd className="num border-t border-line pt-3 pl-4 text-lg font-semibold">
        <Money amount={total} currency={currency} />
      </dd>
      <dt className="col-span-2 text-xs text-ink-faint">
        {view === "withTax" ? t.rich("taxIncluded", { amount: () => <Money amount={tax} currency={currency} /> }) : price("withTax")}
      </dt>
    </dl>
  )
}
