"use client"

import { useWindowVirtualizer } from "@tanstack/react-virtual"
import { useTranslations } from "next-intl"
import type { CheckedRow, QuickOrder } from "medusa-customer-role-storefront/react/quick-order"
import { type Ref, useImperativeHandle, useLayoutEffect, useMemo, useRef, useState } from "react"
import { AddRow } from "./add-row"
import { focusCell, OrderRow } from "./order-row"

/** The height of a row without problems, in pixels. */
const USUAL_HEIGHT = 86

const HEAD = "border-b border-line py-2.5 text-xs font-medium text-ink-faint"

/** What the page can do with the table. */
export type RowTableHandle = {
  /** Scrolls to a row, counted from 0, and puts the focus where something is wrong. */
  show: (at: number) => void
}

/**
 * The rows as a table. Of a long order, only those near the screen are there, in their own places, so that a thousand rows
 * scroll and type like ten.
 */
export const RowTable = ({
  order,
  currency,
  onAskForQuote,
  ref,
}: {
  order: QuickOrder
  currency: string
  onAskForQuote: (row: CheckedRow) => void
  ref?: Ref<RowTableHandle>
}) => {
  const t = useTranslations("quickOrder")
  const { rows, add, change, remove } = order
  const body = useRef<HTMLTableSectionElement>(null)
  const [scrollMargin, setScrollMargin] = useState(0)
  useLayoutEffect(() => {
    const measure = () => setScrollMargin((body.current?.getBoundingClientRect().top ?? 0) + window.scrollY)
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(document.body)
    return () => observer.disconnect()
  }, [])
  const virtualizer = useWindowVirtualizer({
    count: rows.length,
    estimateSize: () => USUAL_HEIGHT,
    getItemKey: (at) => rows[at]?.id ?? at,
    overscan: 10,
    scrollMargin,
  })
  useImperativeHandle(
    ref,
    () => ({
      show: (at) => {
        const row = rows[at]
        if (row) {
          virtualizer.scrollToIndex(at, { align: "center" })
          focusCell(row.id, row.errors[0]?.code === "unknown_sku" ? "article" : "quantity")
        }
      },
    }),
    [rows, virtualizer]
  )
  const positions = useMemo(() => new Map(rows.map(({ id }, at) => [id, at + 1])), [rows])
  const items = virtualizer.getVirtualItems()
  const before = (items[0]?.start ?? scrollMargin) - scrollMargin
  const after = virtualizer.getTotalSize() - ((items.at(-1)?.end ?? scrollMargin) - scrollMargin)
  const onEnter = useMemo(
    () => (position: number) => {
      const next = order.rows[position]
      if (next) {
        focusCell(next.id, "article")
      } else {
        focusCell("new", "article")
      }
    },
    [order.rows]
  )
  return (
    <>
      <table className="w-full table-fixed border-collapse" aria-rowcount={rows.length + 1}>
        <caption className="sr-only">{t("caption")}</caption>
        <thead>
          <tr>
            <th scope="col" className={`${HEAD} num w-12 pr-1 pl-3 max-sm:hidden`}>
              {t("columns.row")}
            </th>
            <th scope="col" className={`${HEAD} pl-2.5 text-left max-sm:pl-3.5`}>
              {t("columns.article")}
            </th>
            <th scope="col" className={`${HEAD} num w-24 pr-3 pl-2 sm:w-28`}>
              {t("columns.quantity")}
            </th>
            <th scope="col" className={`${HEAD} num w-28 pl-4 max-md:hidden`}>
              {t("columns.unitPrice")}
            </th>
            <th scope="col" className={`${HEAD} num w-32 pl-2 max-sm:hidden`}>
              {t("columns.total")}
            </th>
            <th scope="col" className={`${HEAD} w-11 sm:w-12`}>
              <span className="sr-only">{t("columns.remove")}</span>
            </th>
          </tr>
        </thead>
        <tbody ref={body}>
          {before > 0 && <Gap height={before} />}
          {items.map(({ index, key }) => {
            const row = rows[index]
            return (
              row && (
                <OrderRow
                  key={key}
                  index={index}
                  ref={virtualizer.measureElement}
                  row={row}
                  position={index + 1}
                  joinedPosition={row.joinedTo === undefined ? undefined : positions.get(row.joinedTo)}
                  currency={currency}
                  change={change}
                  remove={remove}
                  onEnter={onEnter}
                  onAskForQuote={onAskForQuote}
                />
              )
            )
          })}
          {after > 0 && <Gap height={after} />}
        </tbody>
      </table>
      <AddRow add={add} />
    </>
  )
}

const Gap = ({ height }: { height: number }) => (
  // One cell: phones have fewer columns, and a wider cell would add some.
  <tr aria-hidden style={{ height }}>
    <td />
  </tr>
)
