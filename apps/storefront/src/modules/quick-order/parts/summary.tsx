"use client"

import { useTranslations } from "next-intl"
import type { QuickOrder } from "medusa-customer-role-storefront/react/quick-order"
import { Badge } from "@/components/ui/badge"
import { Money } from "@/components/ui/format"

/** What the order costs, as far as its rows can be ordered. */
export const Summary = ({ order }: { order: QuickOrder }) => {
  const t = useTranslations("quickOrder.summary")
  const { totals, rowCount, badCount, status } = order
  return (
    <>
      <div className="flex items-center justify-between gap-3">
        <h2 className="text-lg font-semibold">{t("title")}</h2>
        <div aria-live="polite">
          {badCount > 0 ? (
            <Badge tone="stop">{t("toMend", { count: badCount })}</Badge>
          ) : (
            order.isValid && <Badge tone="go">{t("ready")}</Badge>
          )}
        </div>
      </div>
      <dl className="mt-4 grid grid-cols-[1fr_auto] gap-y-2.5 text-sm">
        <dt className="text-ink-soft">{t("rows")}</dt>
        <dd className="num pl-4">{rowCount}</dd>
        <Line name={t("subtotal")} amount={totals?.subtotal} currency={totals?.currency_code} isComing={status === "checking"} />
        <Line name={t("tax")} amount={totals?.tax_total} currency={totals?.currency_code} isComing={status === "checking"} />
        <dt className="mt-1 border-t border-line pt-3 text-base font-semibold">{t("total")}</dt>
        <dd className="num mt-1 border-t pl-4 border-line pt-3 text-base font-semibold">
          <Amount amount={totals?.total} currency={totals?.currency_code} isComing={status === "checking"} />
        </dd>
        {/* Below the total: it is part of the lines above, which add up without it. */}
        <Line name={t("delivery")} amount={totals?.shipping_total} currency={totals?.currency_code} isComing={status === "checking"} />
      </dl>
      {badCount > 0 && totals && <p className="mt-2 text-xs text-ink-faint">{t("withoutBad")}</p>}
    </>
  )
}

type AmountProps = { amount: number | undefined; currency: string | undefined; isComing: boolean }

const Line = ({ name, ...amount }: AmountProps & { name: string }) => (
  <>
    <dt className="text-ink-soft">{name}</dt>
    <dd className="num pl-4">
      <Amount {...amount} />
    </dd>
  </>
)

const Amount = ({ amount, currency, isComing }: AmountProps) =>
  amount !== undefined && currency ? (
    <Money amount={amount} currency={currency} />
  ) : isComing ? (
    <span aria-hidden className="skeleton inline-block h-4 w-16 align-middle" />
  ) : (
    <span className="text-ink-faint">–</span>
  )
