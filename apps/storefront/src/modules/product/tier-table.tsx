"use client"

import { Check } from "lucide-react"
import { useFormatter, useTranslations } from "next-intl"
import { cn } from "@/components/ui/cn"
import { Money } from "@/components/ui/format"
import type { TaxView } from "@/lib/medusa/market"
import { type Tier, tierAt } from "./tiers"

/** What a unit costs by quantity. The row of the quantity that is typed stands out. */
export const TierTable = ({ tiers, quantity, currency, view }: { tiers: Tier[]; quantity: number; currency: string; view: TaxView }) => {
  const t = useTranslations("product.tiers")
  const price = useTranslations("common.price")
  const format = useFormatter()
  const now = tierAt(tiers, quantity)
  const [first] = tiers
  return (
    <table className="w-full overflow-hidden rounded-control border border-line text-sm">
      <caption className="sr-only">{t("caption")}</caption>
      <thead className="bg-sunken text-xs text-ink-faint">
        <tr>
          <th scope="col" className="px-3 py-2 text-left font-medium">
            {t("quantity")}
          </th>
          <th scope="col" className="num px-3 py-2 font-medium">
            {t("price", { tax: price(view) })}
          </th>
          <th scope="col" className="num px-3 py-2 font-medium">
            {t("saving")}
          </th>
        </tr>
      </thead>
      <tbody>
        {tiers.map((tier) => (
          <tr
            key={tier.from}
            aria-current={tier === now ? "true" : undefined}
            className={cn("border-t border-line transition-colors", tier === now && "bg-go-soft font-medium text-go")}
          >
            <th scope="row" className="px-3 py-2.5 text-left font-[inherit]">
              <span className="flex items-center gap-1.5">
                {tier.to === null ? t("from", { from: tier.from }) : t("range", { from: tier.from, to: tier.to })}
                {tier === now && <Check aria-label={t("yours")} className="size-4" />}
              </span>
            </th>
            <td className="num px-3 py-2.5">
              <Money amount={tier[view]} currency={currency} />
            </td>
            <td className="num px-3 py-2.5">
              {first && tier !== first ? format.number(1 - tier[view] / first[view], { style: "percent", maximumFractionDigits: 1 }) : "–"}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
