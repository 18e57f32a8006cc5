import { Button, DatePicker, Label, Select } from "@medusajs/ui"
import { useState } from "react"
import type { Day } from "../../../../calendar/intervals"
import { useText } from "../../../i18n/use-text"
import { customRange, PRESETS, type Range, toRange } from "./range-state"

type Props = { range: Range; today: Day; onChange: (range: Range) => void }

/** Chooses the range: one that ends today, or the days from one date to another. */
export const RangePicker = ({ range, today, onChange }: Props) => {
  const { text } = useText()
  const [picking, setPicking] = useState(false)
  const isCustom = picking || range.preset === "custom"

  const choose = (value: string) => {
    const preset = PRESETS.find((known) => known === value)
    setPicking(!preset)
    if (preset) {
      onChange(toRange(preset, today))
    }
  }
  const pick = (picked: Range) => {
    setPicking(false)
    onChange(picked)
  }

  return (
    <div className="flex flex-wrap items-center justify-end gap-2">
      {isCustom && <CustomDays key={`${range.first} ${range.last}`} range={range} today={today} onPick={pick} />}
      <Select size="small" value={isCustom ? "custom" : range.preset} onValueChange={choose}>
        <Select.Trigger aria-label={text("overview.range.label")} className="w-fit">
          <Select.Value />
        </Select.Trigger>
        <Select.Content>
          {[...PRESETS, "custom" as const].map((preset) => (
            <Select.Item key={preset} value={preset}>
              {text(`overview.range.${preset}`)}
            </Select.Item>
          ))}
        </Select.Content>
      </Select>
    </div>
  )
}

type DaysProps = { range: Range; today: Day; onPick: (range: Range) => void }

const CustomDays = ({ range, today, onPick }: DaysProps) => {
  const { text } = useText()
  const [first, setFirst] = useState<Day | null>(range.first)
  const [last, setLast] = useState<Day | null>(range.last)
  const picked = first && last ? customRange(first, last, today) : undefined
  const isChanged = picked && (picked.first !== range.first || picked.last !== range.last || range.preset !== "custom")
  return (
    <div className="flex flex-wrap items-center gap-2" role="group" aria-label={text("overview.range.custom")}>
      <DayField label={text("overview.range.first")} day={first} most={today} onChange={setFirst} />
      <DayField label={text("overview.range.last")} day={last} most={today} onChange={setLast} />
      {picked ? (
        <Button size="small" variant="secondary" disabled={!isChanged} onClick={() => onPick(picked)}>
          {text("overview.range.apply")}
        </Button>
      ) : (
        <span className="txt-compact-small text-ui-fg-error" role="alert">
          {text("overview.range.invalid")}
        </span>
      )}
    </div>
  )
}

type FieldProps = { label: string; day: Day | null; most: Day; onChange: (day: Day | null) => void }

const DayField = ({ label, day, most, onChange }: FieldProps) => (
  <div className="flex items-center gap-x-2">
    <Label size="small" weight="plus" className="text-ui-fg-subtle" aria-hidden>
      {label}
    </Label>
    <DatePicker
      size="small"
      aria-label={label}
      value={day ? toLocalDate(day) : null}
      maxValue={toLocalDate(most)}
      onChange={(date) => onChange(date && toDay(date))}
    />
  </div>
)

/** The picker takes and gives the beginning of a day on the browser's clock. */
const toLocalDate = (day: Day): Date => {
  const [year, month, date] = day.split("-").map(Number)
  return new Date(year, month - 1, date)
}

const toDay = (date: Date): Day =>
  [String(date.getFullYear()).padStart(4, "0"), ...[date.getMonth() + 1, date.getDate()].map((part) => String(part).padStart(2, "0"))].join(
    "-"
  )
