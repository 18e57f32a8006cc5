import type { ComponentProps, ReactNode } from "react"
import { cn } from "./cn"

/**
 * A surface for one thing.
 *
 * @example
 * <Card><CardHeader title="Addresses" /><p>…</p></Card>
 */
export const Card = ({ className, ...props }: ComponentProps<"section">) => (
  <section className={cn("min-w-0 rounded-card border border-line bg-surface p-5 shadow-card sm:p-6", className)} {...props} />
)

/** The title of a card, with a line below it and what one can do beside it. */
export const CardHeader = ({
  title,
  description,
  action,
  id,
  className,
}: {
  title: ReactNode
  description?: ReactNode
  action?: ReactNode
  /** The heading's, for `aria-labelledby` of the card. */
  id?: string
  className?: string
}) => (
  <div className={cn("mb-4 flex flex-wrap items-start justify-between gap-x-4 gap-y-1", className)}>
    <div className="min-w-0">
      <h2 id={id} className="text-lg font-semibold">
        {title}
      </h2>
      {description && <p className="mt-0.5 text-sm text-ink-soft">{description}</p>}
    </div>
    {action && <div className="shrink-0 text-sm">{action}</div>}
  </div>
)

/** Pairs of a name and a value: side by side where there is room, one below the other in a narrow column. */
export const Facts = ({ isNarrow = false, className, children }: { isNarrow?: boolean; className?: string; children: ReactNode }) => (
  <dl
    className={cn(
      "grid gap-x-6 gap-y-3 text-sm",
      !isNarrow && "sm:grid-cols-[minmax(7rem,auto)_minmax(0,1fr)] sm:*:col-span-2 sm:*:grid-cols-subgrid",
      className
    )}
  >
    {children}
  </dl>
)

/** One pair of {@link Facts}. */
export const Fact = ({ name, children }: { name: ReactNode; children: ReactNode }) => (
  <div className="grid gap-0.5">
    <dt className="text-ink-faint">{name}</dt>
    <dd className="min-w-0 font-medium wrap-anywhere">{children}</dd>
  </div>
)
