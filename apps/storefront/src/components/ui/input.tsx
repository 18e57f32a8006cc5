"use client"

import { ChevronDown } from "lucide-react"
import type { ComponentProps } from "react"
import { cn } from "./cn"
import { useFieldWiring } from "./field"

const CONTROL = cn(
  "w-full min-w-0 rounded-control border border-line-control bg-surface px-3 text-base text-ink transition-colors",
  "hover:border-ink-soft focus-visible:border-ask focus-visible:outline-2 focus-visible:outline-offset-0 focus-visible:outline-ask",
  "aria-invalid:border-stop disabled:border-line disabled:bg-sunken disabled:text-ink-faint"
)

/** For text only: a choice from a list counts as read-only in style sheets. */
const READ_ONLY = "read-only:bg-sunken"

/**
 * A line of text. Inside a `Field` it is tied to its label, hint and error.
 *
 * @example
 * <Field label="E-mail"><Input type="email" autoComplete="email" {...register("email")} /></Field>
 */
export const Input = ({ className, id, ...props }: ComponentProps<"input">) => (
  <input {...useFieldWiring(id)} className={cn(CONTROL, READ_ONLY, "h-11", className)} {...props} />
)

/**
 * A choice from a list: the system's own, which phones show in their own way and which needs no script.
 *
 * @example
 * <Field label="Country"><Select {...register("country")}>{countries.map(…)}</Select></Field>
 */
export const Select = ({ className, id, children, ...props }: ComponentProps<"select">) => (
  <span className="relative block">
    <select {...useFieldWiring(id)} className={cn(CONTROL, "h-11 appearance-none truncate pr-10", className)} {...props}>
      {children}
    </select>
    <ChevronDown aria-hidden className="pointer-events-none absolute top-1/2 right-3 size-4.5 -translate-y-1/2 text-ink-soft" />
  </span>
)

/**
 * A box to tick, with its label.
 *
 * @example
 * <Checkbox {...register("isDefault")}>Use it by default</Checkbox>
 */
export const Checkbox = ({ className, children, ...props }: ComponentProps<"input">) => (
  <label className={cn("flex min-h-11 cursor-pointer items-center gap-3 text-sm", className)}>
    <input type="checkbox" className="size-5 shrink-0 accent-go" {...props} />
    <span>{children}</span>
  </label>
)

/**
 * Several lines of text. Inside a `Field` it is tied to its label, hint and error.
 *
 * @example
 * <Field label="Message"><TextArea value={text} onChange={({ target }) => setText(target.value)} /></Field>
 */
export const TextArea = ({ className, id, rows = 4, ...props }: ComponentProps<"textarea">) => (
  <textarea {...useFieldWiring(id)} rows={rows} className={cn(CONTROL, "py-2.5", className)} {...props} />
)
