"use client"

import type { ComponentProps, ReactNode } from "react"
import { cn } from "@/components/ui/cn"

/**
 * One of several ways on, as large as its text: a radio button with what it means.
 *
 * @example
 * <Choice value={id} aside={<Money … />} {...register("deliveryId")}>{name}</Choice>
 */
export const Choice = ({ aside, className, children, ...props }: ComponentProps<"input"> & { aside?: ReactNode }) => (
  <label
    className={cn(
      "flex min-h-14 cursor-pointer items-start gap-3 rounded-control border border-line-control bg-surface p-3.5 transition-colors hover:border-ink-soft",
      "has-checked:border-go has-checked:bg-go-soft has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-ask",
      className
    )}
  >
    <input type="radio" className="mt-0.5 size-4.5 shrink-0 accent-go outline-none" {...props} />
    <span className="min-w-0 flex-1">{children}</span>
    {aside && <span className="shrink-0 text-sm font-medium">{aside}</span>}
  </label>
)
