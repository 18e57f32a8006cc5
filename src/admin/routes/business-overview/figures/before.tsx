import { Text } from "@medusajs/ui"
import { useText } from "../../../i18n/use-text"
import { localeOf } from "../../../shell/figures"
import { changeOf } from "./series"

type Props = { now: number | null; before: number | null; formatValue: (value: number) => string }

/** What a figure was in the period before, and by how much it has changed. */
export const Before = ({ now, before, formatValue }: Props) => {
  const { text, language } = useText()
  if (before === null) {
    return (
      <Text size="small" className="text-ui-fg-subtle">
        {text("overview.beforeNone")}
      </Text>
    )
  }
  const change = now === null ? undefined : changeOf(now, before)
  return (
    <Text size="small" className="text-ui-fg-subtle tabular-nums">
      {text("overview.beforeValue", { value: formatValue(before) })}
      {change !== undefined && ` (${formatChange(change, language)})`}
    </Text>
  )
}

/**
 * Returns a change as a percentage with its sign.
 *
 * @example
 * formatChange(0.5, "en") // "+50%"
 */
export const formatChange = (change: number, language: string): string =>
  change.toLocaleString(localeOf(language), { style: "percent", maximumFractionDigits: 0, signDisplay: "exceptZero" })
