import { useDate } from "@medusajs/dashboard/hooks"
import { Tooltip } from "@medusajs/ui"

type Props = { time: string | null }

const Nothing = () => <span className="text-ui-fg-subtle">-</span>

/** How long ago something happened, in a table. Its tooltip names the time. */
export const RelativeTime = ({ time }: Props) => {
  const { getFullDate, getRelativeDate } = useDate()
  return time ? (
    <Tooltip content={getFullDate({ date: time, includeTime: true })}>
      <time dateTime={time} className="truncate">
        {getRelativeDate(time)}
      </time>
    </Tooltip>
  ) : (
    <Nothing />
  )
}

/** The day of a time, in a table. */
export const DayOf = ({ time }: Props) => {
  const { getFullDate } = useDate()
  return time ? (
    <time dateTime={time} className="whitespace-nowrap">
      {getFullDate({ date: time })}
    </time>
  ) : (
    <Nothing />
  )
}
