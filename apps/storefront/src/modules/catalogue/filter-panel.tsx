import { Square, SquareCheck } from "lucide-react"
import { useFormatter, useTranslations } from "next-intl"
import type { ReactNode } from "react"
import { cn } from "@/components/ui/cn"
import { Link } from "@/i18n/navigation"
import { catalogueUrl, type Filters, toggled } from "./filters"
import type { Choice, FoundProducts } from "./find-products"

/** What one can narrow the catalogue down by. Links, so that it works without script and each state has an address. */
export const FilterPanel = ({
  filters,
  found,
  names,
  currency,
}: {
  filters: Filters
  found: FoundProducts
  /** The categories' names, by their handles. */
  names: ReadonlyMap<string, string>
  currency: string
}) => {
  const t = useTranslations("catalogue")
  const format = useFormatter()
  const money = (amount: string | undefined) =>
    format.number(Number(amount), { style: "currency", currency: currency.toUpperCase(), maximumFractionDigits: 0 })
  const bandName = (band: string) => {
    const [from, to] = band.split("-")
    return to
      ? from === "0"
        ? t("below", { amount: money(to) })
        : t("between", { from: money(from), to: money(to) })
      : t("above", { amount: money(from) })
  }
  const isNarrowed = filters.price !== null || filters.stock || filters.option.length > 0
  return (
    <div className="grid gap-6">
      <Group title={t("category")}>
        <Entry isChosen={filters.category === ""} href={catalogueUrl(filters, { category: "" })} isSingle>
          {t("allCategories")}
        </Entry>
        {found.categories.map(({ value, count, isChosen }) => (
          <Entry key={value} isChosen={isChosen} href={catalogueUrl(filters, { category: isChosen ? "" : value })} count={count} isSingle>
            {names.get(value) ?? value}
          </Entry>
        ))}
      </Group>
      <Group title={t("availability")}>
        <Entry isChosen={filters.stock} href={catalogueUrl(filters, { stock: !filters.stock })} count={found.inStock}>
          {t("inStock")}
        </Entry>
      </Group>
      <Group title={t("priceRange")}>
        {shown(found.prices).map(({ value, count, isChosen }) => (
          <Entry
            key={value}
            isChosen={isChosen}
            href={catalogueUrl(filters, { price: isChosen ? null : (value as Filters["price"]) })}
            count={count}
          >
            {bandName(value)}
          </Entry>
        ))}
      </Group>
      {found.options.map(({ title, choices }) => (
        <Group key={title} title={title}>
          {shown(choices).map(({ value, count, isChosen }) => (
            <Entry
              key={value}
              isChosen={isChosen}
              href={catalogueUrl(filters, { option: toggled(filters.option, `${title}:${value}`) })}
              count={count}
            >
              {value}
            </Entry>
          ))}
        </Group>
      ))}
      {isNarrowed && (
        <Link
          href={catalogueUrl({ q: filters.q, category: filters.category, sort: filters.sort })}
          className="link justify-self-start text-sm"
        >
          {t("reset")}
        </Link>
      )}
    </div>
  )
}

const shown = (choices: Choice[]): Choice[] => choices.filter(({ count, isChosen }) => count > 0 || isChosen)

const Group = ({ title, children }: { title: string; children: ReactNode }) => (
  <div role="group" aria-label={title}>
    <h3 className="mb-1 text-sm font-semibold">{title}</h3>
    <ul>{children}</ul>
  </div>
)

const Entry = ({
  href,
  isChosen,
  isSingle = false,
  count,
  children,
}: {
  href: string
  isChosen: boolean
  /** One of which only one can be chosen, so that it needs no box. */
  isSingle?: boolean
  count?: number
  children: ReactNode
}) => {
  const Box = isChosen ? SquareCheck : Square
  return (
    <li>
      <Link
        href={href}
        prefetch={false}
        scroll={false}
        aria-current={isChosen ? "true" : undefined}
        className={cn(
          "-mx-2 flex min-h-9 items-center gap-2 rounded-control px-2 text-sm text-ink-soft hover:bg-sunken hover:text-ink max-lg:min-h-11",
          isChosen && "font-medium text-go hover:text-go"
        )}
      >
        {!isSingle && <Box aria-hidden className="size-4.5 shrink-0" />}
        <span className="min-w-0 flex-1">{children}</span>
        {count !== undefined && <span className="text-xs text-ink-faint tabular-nums">{count}</span>}
      </Link>
    </li>
  )
}
