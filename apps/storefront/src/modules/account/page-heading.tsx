import type { ReactNode } from "react"
import { cn } from "@/components/ui/cn"

/** The heading of a page, with what goes on in a line below it and what one can do beside it. */
export const PageHeading = ({
  title,
  children,
  action,
  className,
}: {
  title: ReactNode
  children?: ReactNode
  action?: ReactNode
  className?: string
}) => (
  <div className={cn("mb-6 flex flex-wrap items-end justify-between gap-x-6 gap-y-4 sm:mb-8", className)}>
    <div className="min-w-0">
      <h1 className="text-2xl font-semibold wrap-anywhere hyphens-auto">{title}</h1>
      {children && <div className="mt-2 text-ink-soft">{children}</div>}
    </div>
    {action && <div className="flex flex-wrap gap-2">{action}</div>}
  </div>
)
