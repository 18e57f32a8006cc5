import type { ReactNode } from "react"
import { cn } from "./cn"

/**
 * A block in the shape of what is to come. Shows after 150 ms.
 *
 * @example
 * <Skeleton className="h-8 w-56" />
 */
export const Skeleton = ({ className }: { className?: string }) => (
  <span aria-hidden className={cn("skeleton block h-4 w-full", className)} />
)

/** Lines of text to come; the last one is shorter. */
export const SkeletonText = ({ lines = 3, className }: { lines?: number; className?: string }) => (
  <span aria-hidden className={cn("grid gap-2.5", className)}>
    {Array.from({ length: lines }, (_, line) => (
      <Skeleton key={line} className={line === lines - 1 ? "w-3/5" : undefined} />
    ))}
  </span>
)

/**
 * Tells screen readers that the skeletons inside stand for a page on its way.
 *
 * @example
 * <SkeletonPage label={t("loading")}><Skeleton className="h-9 w-72" /></SkeletonPage>
 */
export const SkeletonPage = ({ label, className, children }: { label: string; className?: string; children: ReactNode }) => (
  <div aria-busy className={className}>
    <span role="status" className="sr-only">
      {label}
    </span>
    {children}
  </div>
)
