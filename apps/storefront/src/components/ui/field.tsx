"use client"

import { CircleAlert } from "lucide-react"
import { createContext, type ReactNode, useContext, useId } from "react"
import { cn } from "./cn"

type FieldWiring = { id: string; describedBy: string | undefined; invalid: boolean; required: boolean }

const FieldContext = createContext<FieldWiring | null>(null)

/** Returns the attributes that tie a control to the label, hint and error of the field around it. */
export const useFieldWiring = (id?: string) => {
  const field = useContext(FieldContext)
  return {
    id: id ?? field?.id,
    "aria-describedby": field?.describedBy,
    "aria-invalid": field?.invalid || undefined,
    "aria-required": field?.required || undefined,
  }
}

/**
 * A control with its label, a hint and what is wrong with it, tied together for screen readers. Where the error and the
 * hint change while someone types, they are read out.
 *
 * @example
 * <Field label={t("company")} error={errors.company?.message} required>
 *   <Input autoComplete="organization" {...register("company")} />
 * </Field>
 */
export const Field = ({
  label,
  hint,
  error,
  optional,
  required = false,
  className,
  children,
}: {
  label: ReactNode
  /** Help that stays in sight. */
  hint?: ReactNode
  /** What is wrong and what to do. */
  error?: ReactNode
  /** The word for fields that may stay empty, such as "optional". */
  optional?: ReactNode
  required?: boolean
  className?: string
  /** One control: `Input` or `Select`. */
  children: ReactNode
}) => {
  const id = useId()
  const hintId = `${id}-hint`
  const errorId = `${id}-error`
  const describedBy = [error ? errorId : "", hint ? hintId : ""].filter(Boolean).join(" ") || undefined
  return (
    <FieldContext value={{ id, describedBy, invalid: Boolean(error), required }}>
      <div className={cn("grid content-start gap-1.5", className)}>
        <label htmlFor={id} className="flex items-baseline justify-between gap-3 text-sm font-medium">
          <span>{label}</span>
          {optional && <span className="font-normal text-ink-faint">{optional}</span>}
        </label>
        {children}
        <div aria-live="polite" className="grid gap-1 empty:hidden">
          {error && (
            <p id={errorId} className="flex gap-1.5 text-sm text-stop">
              <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
              <span>{error}</span>
            </p>
          )}
          {hint && (
            <p id={hintId} className="text-sm text-ink-soft">
              {hint}
            </p>
          )}
        </div>
      </div>
    </FieldContext>
  )
}
