import { useTranslations } from "next-intl"
import { CardHeader } from "@/components/ui/card"
import { Money } from "@/components/ui/format"
import { Link } from "@/i18n/navigation"
import type { TaxView } from "@/lib/medusa/market"
import type { ShownLine, Sums } from "../cart/summary"
import { SumsList } from "../cart/sums-list"
import { ProductPicture } from "../catalogue/product-picture"

/** What is about to be ordered, and what it costs. */
export const OrderSummary = ({ lines, sums, view, isChanging }: { lines: ShownLine[]; sums: Sums; view: TaxView; isChanging: boolean }) => {
  const t = useTranslations("checkout")
  return (
    <>
      <CardHeader
        title={t("summary")}
        description={t("lines", { count: lines.length })}
        action={
          <Link href="/cart" className="link touch">
            {t("edit")}
          </Link>
        }
      />
      <LineList lines={lines} view={view} currency={sums.currency} />
      <SumsList sums={sums} view={view} isChanging={isChanging} />
    </>
  )
}

/** Lines with their pictures, quantities and amounts, one below the other. */
export const LineList = ({ lines, view, currency }: { lines: ShownLine[]; view: TaxView; currency: string }) => (
  <ul tabIndex={0} className="mb-4 grid max-h-80 gap-3 overflow-y-auto border-b border-line pb-4">
    {lines.map(({ id, title, detail, handle, quantity, total }) => (
      <li key={id} className="grid grid-cols-[2.75rem_minmax(0,1fr)_auto] gap-3 text-sm">
        <span className="grid size-11 place-items-center rounded-sm bg-sunken">
          <ProductPicture handle={handle} className="size-9" />
        </span>
        <span className="grid">
          <span className="font-medium">
            {quantity} × {title}
          </span>
          <span className="text-xs text-ink-faint">{detail}</span>
        </span>
        <Money amount={total[view]} currency={currency} />
      </li>
    ))}
  </ul>
)
