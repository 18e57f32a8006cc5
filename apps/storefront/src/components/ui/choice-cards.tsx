"use client"

import { CircleAlert } from "lucide-react"
import { type ComponentProps, type ReactNode, useId } from "react"
import { cn } from "./cn"

/**
 * One question with a few large answers. It works as radio buttons do, by keyboard and without script.
 *
 * @example
 * <ChoiceCards legend="Who are you buying for?" error={errors.accountType?.message}>
 *   <ChoiceCard value="individual" title="For myself" {...register("accountType")} />
 *   <ChoiceCard value="business" title="For my company" {...register("accountType")} />
 * </ChoiceCards>
 */
export const ChoiceCards = ({
  legend,
  hideLegend = false,
  error,
  className,
  children,
}: {
  legend: ReactNode
  /** For where a heading asks the question already. */
  hideLegend?: boolean
  error?: ReactNode
  className?: string
  children: ReactNode
}) => {
  const errorId = useId()
  return (
    <fieldset aria-describedby={error ? errorId : undefined} className="min-w-0">
      <legend className={hideLegend ? "sr-only" : "mb-3 text-sm font-medium"}>{legend}</legend>
      <div className={cn("grid gap-3 sm:grid-cols-2", className)}>{children}</div>
      <div aria-live="polite">
        {error && (
          <p id={errorId} className="mt-2 flex gap-1.5 text-sm text-stop">
            <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
            {error}
          </p>
        )}
      </div>
    </fieldset>
  )
}

/** One of the answers of {@link ChoiceCards}. Takes what a radio button takes. */
export const ChoiceCard = ({
  title,
  children,
  icon,
  className,
  ...input
}: Omit<ComponentProps<"input">, "title"> & {
  title: ReactNode
  /** What follows from this answer, in a line. */
  children?: ReactNode
  icon?: ReactNode
}) => (
  <label
    className={cn(
      "relative flex min-h-24 cursor-pointer items-start gap-4 rounded-card border border-line-strong bg-surface p-5 transition-colors",
      "hover:border-line-control has-checked:border-go has-checked:bg-go-soft has-checked:inset-ring has-checked:inset-ring-go",
      "has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-ask",
      className
    )}
  >
    {icon && (
      <span aria-hidden className="grid size-10 shrink-0 place-items-center rounded-control bg-sunken text-go [&_svg]:size-5.5">
        {icon}
      </span>
    )}
    <span className="grid min-w-0 flex-1 gap-1">
      <span className="text-base font-semibold">{title}</span>
      {children && <span className="text-sm text-ink-soft">{children}</span>}
    </span>
    <input type="radio" className="mt-0.5 size-5 shrink-0 accent-go outline-none" {...input} />
  </label>
)
