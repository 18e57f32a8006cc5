import { Input } from "@medusajs/ui"
import { type KeyboardEvent, useState } from "react"
import { useText } from "../i18n/use-text"
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

const written = (value: number, language: string, digits: number): string => {
  const options = { useGrouping: false, minimumFractionDigits: digits, maximumFractionDigits: 8 }
  try {
    return value.toLocaleString(language, options)
  } catch {
    return value.toLocaleString(undefined, options)
  }
}

/** A number that is edited in place. Says what is wrong with it, and hands over only numbers that are right. */
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
  const read = typed === undefined || typed.trim() === "" ? undefined : readNumber(typed, { digits, least, most })
  const fault = read && "fault" in read ? read.fault : undefined

  const type = (next: string) => {
    setTyped(next)
    const now = readNumber(next, { digits, least, most })
    if ("value" in now && now.value !== value) {
      onChange(now.value)
    }
  }
  const leave = () => {
    if (!fault) {
      setTyped(undefined)
    }
    onLeave?.()
  }
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === "Escape") {
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
