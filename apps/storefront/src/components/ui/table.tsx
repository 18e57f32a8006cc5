import type { ReactNode } from "react"
import { cn } from "./cn"

/** A column of a {@link Table}. */
export type Column<Row> = {
  key: string
  header: ReactNode
  cell: (row: Row) => ReactNode
  /** `number` is for what people compare: right-aligned, in figures of one width. @default "text" */
  kind?: "text" | "number"
  /** The narrowest screen that has room for the column. Phones drop columns, they do not shrink text. */
  from?: "sm" | "md" | "lg"
  className?: string
}

const FROM = { sm: "max-sm:hidden", md: "max-md:hidden", lg: "max-lg:hidden" }

/**
 * A table. To make the whole row one target, put a link with `rowTarget` into a cell.
 *
 * @example
 * <Table caption={t("orders")} columns={columns} rows={orders} rowKey={({ id }) => id} />
 */
export const Table = <Row,>({
  caption,
  columns,
  rows,
  rowKey,
  foot,
  className,
}: {
  /** What the table holds, for screen readers. */
  caption: string
  columns: Column<Row>[]
  rows: readonly Row[]
  rowKey: (row: Row) => string
  /** Rows below, such as totals. */
  foot?: ReactNode
  className?: string
}) => (
  <table className={cn("w-full border-collapse text-sm", className)}>
    <caption className="sr-only">{caption}</caption>
    <thead>
      <tr>
        {columns.map(({ key, header, kind, from, className: own }) => (
          <th
            key={key}
            scope="col"
            className={cn(
              "border-b border-line py-2 pr-4 text-xs font-medium text-ink-faint last:pr-0",
              kind === "number" ? "num" : "text-left",
              from && FROM[from],
              own
            )}
          >
            {header}
          </th>
        ))}
      </tr>
    </thead>
    <tbody>
      {rows.map((row) => (
        <tr
          key={rowKey(row)}
          className="relative border-b border-line transition-colors last:border-b-0 has-[a[data-row]:hover]:bg-sunken has-[a[data-row]:focus-visible]:bg-sunken"
        >
          {columns.map(({ key, cell, kind, from, className: own }) => (
            <td key={key} className={cn("h-13 py-2 pr-4 align-middle last:pr-0", kind === "number" && "num", from && FROM[from], own)}>
              {cell(row)}
            </td>
          ))}
        </tr>
      ))}
    </tbody>
    {foot && <tfoot>{foot}</tfoot>}
  </table>
)

/** Attributes of the link in a row that makes the whole row its target. */
export const rowTarget = { "data-row": "", className: "font-medium after:absolute after:inset-0 after:content-['']" } as const
