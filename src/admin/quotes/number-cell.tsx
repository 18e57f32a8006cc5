import { Input } from "@medusajs/ui"
import { type KeyboardEvent, useRef, useState } from "react"
import { useText } from "../i18n/use-text"
import { localeOf } from "../shell/figures"
import { readNumber } from "./amounts"

type Props = {
  label: string
  /** The column. Enter leads to the same one in the next line. */
  field: string
  value: number | null
  /** How many decimals are allowed, and how many are shown at least. */
  digits: number
  shownDigits?: number
  least: number
  most: number
  disabled: boolean
  placeholder?: string
  onChange: (value: number) => void
  onLeave?: () => void
}

const written = (value: number, language: string, digits: number): string =>
  value.toLocaleString(localeOf(language), { useGrouping: false, minimumFractionDigits: digits, maximumFractionDigits: 8 })

/**
 * Leads to the first cell on the page that shows something else than a number, and tells whether there is one. What it shows
 * is not what would be saved.
 *
 * @example
 * if (showFaultyCell()) return
 */
export const showFaultyCell = (): boolean => {
  const cell = document.querySelector<HTMLInputElement>('input[data-field][aria-invalid="true"]')
  cell?.focus()
  return cell !== null
}

/**
 * A number that is edited in place. Hands over numbers while they are typed. If something else follows ("1,5" becomes
 * "1,500"), or `Escape`, it hands over the number of before, and says what is wrong.
 */
export const NumberCell = ({
  label,
  field,
  value,
  digits,
  shownDigits = 0,
  least,
  most,
  disabled,
  placeholder,
  onChange,
  onLeave,
}: Props) => {
  const { text, language } = useText()
  const [typed, setTyped] = useState<string>()
  const before = useRef<number | null>(null)
  const read = typed === undefined || typed.trim() === "" ? undefined : readNumber(typed, { digits, least, most })
  const fault = read && "fault" in read ? read.fault : undefined

  const handOver = (next: number | null) => {
    if (next !== null && next !== value) {
      onChange(next)
    }
  }
  const type = (next: string) => {
    if (typed === undefined) {
      before.current = value
    }
    setTyped(next)
    const now = readNumber(next, { digits, least, most })
    handOver("value" in now ? now.value : before.current)
  }
  const leave = () => {
    if (!fault) {
      setTyped(undefined)
    }
    onLeave?.()
  }
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === "Escape" && typed !== undefined) {
      handOver(before.current)
      setTyped(undefined)
    }
    if (event.key === "Enter") {
      event.preventDefault()
      const column = [...document.querySelectorAll<HTMLInputElement>(`input[data-field="${field}"]`)]
      const next = column[column.indexOf(event.currentTarget) + 1]
      if (next) {
        next.focus()
        next.select()
      } else {
        onLeave?.()
      }
    }
  }
  return (
    <span className="flex min-w-0 flex-col gap-y-1">
      <Input
        size="small"
        inputMode="decimal"
        autoComplete="off"
        className="text-right tabular-nums"
        aria-label={label}
        aria-invalid={fault !== undefined}
        data-field={field}
        disabled={disabled}
        placeholder={placeholder}
        value={typed ?? (value === null ? "" : written(value, language, shownDigits))}
        onChange={(event) => type(event.target.value)}
        onFocus={(event) => event.target.select()}
        onBlur={leave}
        onKeyDown={onKeyDown}
      />
      {fault && (
        <span className="txt-compact-xsmall text-ui-fg-error" role="alert">
          {text(`quotes.fault.${fault}`, { digits, least, most })}
        </span>
      )}
    </span>
  )
}
