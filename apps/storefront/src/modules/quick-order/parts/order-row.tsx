"use client"

import { Trash2 } from "lucide-react"
import { useTranslations } from "next-intl"
import type { CheckedRow, QuickOrder } from "medusa-customer-role-storefront/react/quick-order"
import { memo, type Ref } from "react"
import { cn } from "@/components/ui/cn"
import { Money } from "@/components/ui/format"
import { lineProblemOf } from "../line-problem"
import { ArticleInput } from "./article-input"

/** How many suggestions a row shows. */
const SUGGESTIONS = 4

/** The attribute by which the page finds a cell to put the focus into. */
export const cellName = (id: string, cell: "article" | "quantity") => ({ "data-cell": `${id}.${cell}` })

type Props = {
  row: CheckedRow
  position: number
  /** The number of the row that this one is counted with. */
  joinedPosition: number | undefined
  currency: string
  change: QuickOrder["change"]
  remove: QuickOrder["remove"]
  /** Called when somebody is done with the row. */
  onEnter: (position: number) => void
  onAskForQuote: (row: CheckedRow) => void
  ref?: Ref<HTMLTableRowElement>
  index: number
}

/** One row of the quick order, with what the shop says of it. */
export const OrderRow = memo(({ row, position, joinedPosition, currency, change, remove, onEnter, onAskForQuote, ref, index }: Props) => {
  const t = useTranslations("quickOrder")
  const { id, sku, quantity, line, errors, sheetRows, raw, isChecking } = row
  const [error] = errors
  const isBad = error !== undefined
  const problemId = `problem-${id}`
  const shownRow = sheetRows?.length ? sheetRows.join(", ") : String(position)
  // As the unit price is: with taxes or without. The summary says what they come to.
  const amount = line && line.total !== null && line.unit_price !== null ? line.unit_price * (line.quantity ?? 0) : null
  const title = line?.title ? [line.title, line.variant_title].filter(Boolean).join(" · ") : null
  return (
    <tr
      ref={ref}
      data-index={index}
      data-bad={isBad || undefined}
      className={cn("border-b border-line align-top", isBad && "bg-stop-soft")}
    >
      <td
        className="num w-12 py-2 pr-1 pl-3 text-xs leading-11 text-ink-faint max-sm:hidden"
        title={sheetRows ? t("sheetRow", { rows: shownRow }) : undefined}
      >
        <span className="block truncate">{shownRow}</span>
      </td>
      <td className="min-w-0 py-2 max-sm:pl-1">
        <div {...cellName(id, "article")}>
          <ArticleInput
            value={sku}
            label={t("articleOf", { row: shownRow })}
            isInvalid={isBad && error.code === "unknown_sku"}
            describedBy={isBad ? problemId : undefined}
            onText={(text) => change(id, { sku: text })}
            onTake={(article) => {
              change(id, { sku: article.sku })
              focusCell(id, "quantity")
            }}
            onEnter={() => focusCell(id, "quantity")}
          />
        </div>
        <div className="grid gap-1.5 px-2.5 pb-1 text-sm">
          {title && <p className="text-ink-soft">{title}</p>}
          {line && amount !== null && (
            <p className="text-xs text-ink-soft sm:hidden">
              {line.quantity} × <Money amount={line.unit_price ?? 0} currency={currency} /> ={" "}
              <Money amount={amount} currency={currency} className="font-medium text-ink" />
            </p>
          )}
          {isChecking && !title && <span aria-hidden className="skeleton mt-1 block h-4 w-40" />}
          {joinedPosition !== undefined && <p className="text-ink-soft">{t("joined", { row: joinedPosition })}</p>}
          {isBad && <Problem id={problemId} row={row} change={change} onAskForQuote={onAskForQuote} />}
          {isBad && raw !== undefined && (
            <p className="truncate text-xs text-ink-faint" title={raw}>
              {t("rawRow", { row: shownRow, raw: raw.replaceAll("\t", "  ") })}
            </p>
          )}
        </div>
      </td>
      <td className="w-24 py-2 pl-2 sm:w-28">
        <input
          {...cellName(id, "quantity")}
          aria-label={t("quantityOf", { row: shownRow })}
          aria-invalid={(isBad && error.code !== "unknown_sku" && error.code !== "no_price" && error.code !== "not_for_sale") || undefined}
          aria-describedby={isBad ? problemId : undefined}
          inputMode="numeric"
          autoComplete="off"
          value={quantity}
          maxLength={20}
          onChange={({ target }) => change(id, { quantity: target.value })}
          onFocus={({ target }) => target.select()}
          onKeyDown={(event) => {
            if (event.key === "Enter") {
              event.preventDefault()
              onEnter(position)
            }
          }}
          className="num h-11 w-full rounded-control border border-line-control bg-surface px-3 text-base hover:border-ink-soft focus-visible:border-ask focus-visible:outline-offset-0 aria-invalid:border-stop sm:text-sm"
        />
      </td>
      <td className="num w-28 py-2 pl-4 text-sm leading-11 whitespace-nowrap max-md:hidden">
        <Amount amount={line?.unit_price} currency={currency} isChecking={isChecking} />
      </td>
      <td className="num w-32 py-2 pl-2 text-sm leading-11 font-medium whitespace-nowrap max-sm:hidden">
        <Amount amount={amount} currency={currency} isChecking={isChecking} />
      </td>
      <td className="w-11 py-2 pr-1 text-right sm:w-12">
        <button
          type="button"
          aria-label={t("removeRow", { row: shownRow })}
          onClick={() => remove(id)}
          className="inline-grid size-11 place-items-center rounded-control text-ink-faint hover:bg-sunken hover:text-stop"
        >
          <Trash2 aria-hidden className="size-4.5" />
        </button>
      </td>
    </tr>
  )
})
OrderRow.displayName = "OrderRow"

const Amount = ({ amount, currency, isChecking }: { amount: number | null | undefined; currency: string; isChecking: boolean }) =>
  typeof amount === "number" ? (
    <Money amount={amount} currency={currency} />
  ) : isChecking ? (
    <span aria-hidden className="skeleton ml-auto block h-4 w-14 translate-y-3.5" />
  ) : (
    <span className="text-ink-faint">–</span>
  )

/** What is wrong, and what mends it with one click. */
const Problem = ({
  id,
  row,
  change,
  onAskForQuote,
}: {
  id: string
  row: CheckedRow
  change: QuickOrder["change"]
  onAskForQuote: (row: CheckedRow) => void
}) => {
  const t = useTranslations("quickOrder")
  const [error] = row.errors
  if (!error) {
    return null
  }
  const { key, count } = lineProblemOf(error, row.quantity)
  const suggestions = error.suggestions?.slice(0, SUGGESTIONS) ?? []
  const mended = mendedQuantity(key, count, Number(row.quantity))
  return (
    <div className="flex flex-wrap items-center gap-x-2 gap-y-1.5">
      <p id={id} className="font-medium text-stop">
        {t(`problems.${key}`, { count })}
      </p>
      {suggestions.length > 0 && <span className="text-ink-soft">{t("didYouMean")}</span>}
      {suggestions.map((suggestion) => (
        <Chip key={suggestion} onClick={() => change(row.id, { sku: suggestion })}>
          {suggestion}
        </Chip>
      ))}
      {mended !== undefined && mended > 0 && (
        <Chip onClick={() => change(row.id, { quantity: String(mended) })}>{t("orderSoMany", { count: mended })}</Chip>
      )}
      {(key === "insufficient_stock" || key === "out_of_stock" || key === "no_price") && (
        <Chip onClick={() => onAskForQuote(row)}>{t("askForQuote")}</Chip>
      )}
    </div>
  )
}

/** The quantity that would do; none where somebody has to say it. */
const mendedQuantity = (key: string, count: number, wanted: number): number | undefined => {
  switch (key) {
    case "insufficient_stock":
    case "below_minimum":
    case "above_maximum":
    case "doubtful_quantity":
      return count
    case "not_a_multiple":
      return count > 0 && wanted > 0 ? Math.ceil(wanted / count) * count : undefined
    default:
      return undefined
  }
}

const Chip = ({ onClick, children }: { onClick: () => void; children: string }) => (
  <button
    type="button"
    onClick={onClick}
    className="touch min-h-8 rounded-full border border-stop-line bg-surface px-3 text-xs font-medium text-stop hover:border-stop"
  >
    {children}
  </button>
)

/** How many frames a row may take to appear. */
const FRAMES = 30

/** Puts the focus into a cell once it is there. */
export const focusCell = (id: string, cell: "article" | "quantity", frames = FRAMES): void => {
  requestAnimationFrame(() => {
    const found = document.querySelector(`[data-cell="${CSS.escape(`${id}.${cell}`)}"]`)
    const field = found instanceof HTMLInputElement ? found : found?.querySelector("input")
    if (field) {
      field.focus()
      field.select()
    } else if (frames > 0) {
      focusCell(id, cell, frames - 1)
    }
  })
}
