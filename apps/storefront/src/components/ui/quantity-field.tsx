"use client"

import { Minus, Plus } from "lucide-react"
import { useId } from "react"
import { useHydrated } from "@/lib/hooks/use-hydrated"
import { cn } from "./cn"

const STEP =
  "grid size-11 place-items-center text-ink-soft hover:bg-sunken hover:text-ink disabled:text-ink-faint disabled:hover:bg-transparent [&_svg]:size-4"

/**
 * A quantity to type, with a button for one fewer and one more. Reports `null` while the field is empty.
 *
 * @example
 * <QuantityField label={t("quantity")} fewer={t("fewer")} more={t("more")} value={quantity} most={9999} onChange={setQuantity} />
 */
export const QuantityField = ({
  label,
  isLabelHidden = false,
  fewer,
  more,
  value,
  most,
  onChange,
  onDone,
  className,
}: {
  label: string
  isLabelHidden?: boolean
  /** What the two buttons are called. */
  fewer: string
  more: string
  value: number | null
  most: number
  onChange: (quantity: number | null) => void
  /** Called when the field is left or Enter is pressed. */
  onDone?: () => void
  className?: string
}) => {
  const id = useId()
  const isHydrated = useHydrated()
  return (
    <div className={cn("grid gap-1.5", className)}>
      <label htmlFor={id} className={isLabelHidden ? "sr-only" : "text-sm font-medium"}>
        {label}
      </label>
      <div className="inline-flex w-fit items-center overflow-hidden rounded-control border border-line-control bg-surface has-[input:focus-visible]:border-ask has-[input:focus-visible]:outline-2 has-[input:focus-visible]:outline-ask">
        <button
          type="button"
          aria-label={fewer}
          disabled={!isHydrated || (value ?? 0) <= 1}
          onClick={() => onChange(Math.max(1, (value ?? 1) - 1))}
          className={STEP}
        >
          <Minus aria-hidden />
        </button>
        <input
          id={id}
          inputMode="numeric"
          autoComplete="off"
          readOnly={!isHydrated}
          value={value ?? ""}
          onChange={({ target }) => {
            const digits = target.value.replaceAll(/\D/g, "").slice(0, 7)
            onChange(digits === "" || Number(digits) === 0 ? null : Math.min(most, Number(digits)))
          }}
          onBlur={() => {
            if (value === null) {
              onChange(1)
            }
            onDone?.()
          }}
          onKeyDown={({ key }) => {
            if (key === "Enter") {
              onDone?.()
            }
          }}
          className="h-11 w-14 border-x border-line bg-transparent text-center text-base tabular-nums outline-none sm:text-sm"
        />
        <button
          type="button"
          aria-label={more}
          disabled={!isHydrated || (value ?? 0) >= most}
          onClick={() => onChange(Math.min(most, (value ?? 0) + 1))}
          className={STEP}
        >
          <Plus aria-hidden />
        </button>
      </div>
    </div>
  )
}
