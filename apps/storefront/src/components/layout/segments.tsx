import type { ComponentProps, ReactNode } from "react"
import { cn } from "@/components/ui/cn"

/** A row of buttons of which one is chosen. */
export const Segments = ({ label, children }: { label: string; children: ReactNode }) => (
  <div role="group" aria-label={label} className="inline-flex rounded-control border border-line bg-sunken p-0.5">
    {children}
  </div>
)

/** One of {@link Segments}. */
export const Segment = ({ isChosen, className, ...props }: ComponentProps<"button"> & { isChosen: boolean }) => (
  <button
    type="button"
    aria-pressed={isChosen}
    className={cn(
      "touch inline-flex min-h-9 min-w-9 items-center justify-center gap-1.5 rounded-sm px-2.5 text-sm text-ink-soft hover:text-ink [&_svg]:size-4",
      isChosen && "bg-surface font-medium text-ink shadow-card",
      className
    )}
    {...props}
  />
)
