import type { ComponentProps, ReactNode } from "react"
import { cn } from "@/components/ui/cn"

/** A row of choices of which one is made. */
export const Segments = ({ label, children }: { label: string; children: ReactNode }) => (
  <div role="group" aria-label={label} className="inline-flex rounded-control border border-line bg-sunken p-0.5">
    {children}
  </div>
)

const lookOf = (isChosen: boolean, className?: string): string =>
  cn(
    "touch inline-flex min-h-9 min-w-9 items-center justify-center gap-1.5 rounded-sm px-2.5 text-sm text-ink-soft hover:text-ink [&_svg]:size-4",
    isChosen && "bg-surface font-medium text-ink shadow-card",
    className
  )

/** One of {@link Segments}. */
export const Segment = ({ isChosen, className, ...props }: ComponentProps<"button"> & { isChosen: boolean }) => (
  <button type="button" aria-pressed={isChosen} className={lookOf(isChosen, className)} {...props} />
)

/** One of {@link Segments} that is a page of its own, which the browser opens anew. */
export const SegmentLink = ({ isChosen, className, ...props }: ComponentProps<"a"> & { isChosen: boolean }) => (
  <a aria-current={isChosen || undefined} className={lookOf(isChosen, className)} {...props} />
)
