import { Input } from "@medusajs/ui"
import { type KeyboardEvent, useId, useRef, useState } from "react"
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
  /** Is called as the editing begins. Returns what gives the value of before back, by default that number to `onChange`. */
  remember?: () => () => void
  onLeave?: () => void
}

/** Only Latin digits can be typed, so only these are shown, also in Arabic and Persian. */
const written = (value: number, language: string, digits: number): string =>
  value.toLocaleString(localeOf(language), {
    useGrouping: false,
    minimumFractionDigits: digits,
    maximumFractionDigits: 8,
    numberingSystem: "latn",
  })

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

/** An editing that is under way: what gives the value of before back, and whether another one has been handed over since. */
type Editing = { giveBack: () => void; hasHandedOver: boolean }

/**
 * A number that is edited in place. Hands over numbers while they are typed. If something else follows ("1,5" becomes
 * "1,500"), or `Escape`, it gives the value of before back, and says what is wrong.
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
  remember,
  onLeave,
}: Props) => {
  const { text, language } = useText()
  const [typed, setTyped] = useState<string>()
  const editing = useRef<Editing>()
  const read = typed === undefined || typed.trim() === "" ? undefined : readNumber(typed, { digits, least, most })
  const fault = read && "fault" in read ? read.fault : undefined
  const faultId = useId()

  const begin = (): Editing => {
    const giveBack = remember ? remember() : () => value !== null && onChange(value)
    return { giveBack, hasHandedOver: false }
  }
  const giveBack = () => {
    if (editing.current?.hasHandedOver) {
      editing.current.hasHandedOver = false
      editing.current.giveBack()
    }
  }
  const type = (next: string) => {
    const current = (editing.current ??= begin())
    setTyped(next)
    const now = readNumber(next, { digits, least, most })
    if (!("value" in now)) {
      giveBack()
    } else if (now.value !== value) {
      current.hasHandedOver = true
      onChange(now.value)
    }
  }
  const end = () => {
    editing.current = undefined
    setTyped(undefined)
  }
  const leave = () => {
    if (!fault) {
      end()
    }
    onLeave?.()
  }
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === "Escape" && typed !== undefined) {
      giveBack()
      end()
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
        aria-describedby={fault && faultId}
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
        <span id={faultId} className="txt-compact-xsmall text-ui-fg-error" role="alert">
          {text(`quotes.fault.${fault}`, { digits, least, most })}
        </span>
      )}
    </span>
  )
}
