import { useDate } from "@medusajs/dashboard/hooks"
import { Text, Tooltip } from "@medusajs/ui"
import type { ReactNode } from "react"

type Props = {
  title: string
  /** When it happened, as ISO 8601. */
  time: string
  /** Whether nothing is below it. */
  isLast: boolean
  children: ReactNode
}

/** What happened at one time, beside a line that leads to what happened before. Stands in an `ol`. */
export const TimelineItem = ({ title, time, isLast, children }: Props) => {
  const { getFullDate, getRelativeDate } = useDate()
  return (
    <li className="grid grid-cols-[20px_1fr] items-start gap-2">
      <div className="flex size-full flex-col items-center gap-y-0.5" aria-hidden>
        <div className="flex size-5 items-center justify-center">
          <div className="bg-ui-bg-base shadow-borders-base flex size-2.5 items-center justify-center rounded-full">
            <div className="bg-ui-tag-neutral-icon size-1.5 rounded-full" />
          </div>
        </div>
        {!isLast && <div className="bg-ui-border-base w-px flex-1" />}
      </div>
      <div className={isLast ? "min-w-0" : "min-w-0 pb-4"}>
        <div className="flex items-center justify-between gap-x-2">
          <Text size="small" leading="compact" weight="plus">
            {title}
          </Text>
          <Tooltip content={getFullDate({ date: time, includeTime: true })}>
            <Text size="small" leading="compact" className="text-ui-fg-subtle text-right" asChild>
              <time dateTime={time}>{getRelativeDate(time)}</time>
            </Text>
          </Tooltip>
        </div>
        {children}
      </div>
    </li>
  )
}
