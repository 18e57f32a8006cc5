import { useDate } from "@medusajs/dashboard/hooks"
import { Container, Heading, Text, Tooltip } from "@medusajs/ui"
import type { AdminQuote, QuoteEvent } from "../../../../api/quote-types"
import { type TextKey, useText } from "../../../../i18n/use-text"

const TITLES: Record<string, TextKey | undefined> = {
  requested: "quotes.events.requested",
  draft_changed: "quotes.events.draft_changed",
  sent: "quotes.events.sent",
  accepted: "quotes.events.accepted",
  declined: "quotes.events.declined",
  renegotiated: "quotes.events.renegotiated",
  expired: "quotes.events.expired",
  reminded: "quotes.events.reminded",
  cancelled: "quotes.events.cancelled",
  rejected: "quotes.events.rejected",
}

/** Drops saves of the draft that follow each other: one entry says that the shop worked on it. */
const withoutRepeats = (timeline: QuoteEvent[]): QuoteEvent[] =>
  timeline.filter(
    ({ type, actor_id }, index) =>
      type !== "draft_changed" || timeline[index + 1]?.type !== type || timeline[index + 1]?.actor_id !== actor_id
  )

/** What happened to the quote, newest first. */
export const ActivitySection = ({ quote }: { quote: AdminQuote }) => {
  const { text } = useText()
  const { getFullDate, getRelativeDate } = useDate()
  const entries = withoutRepeats(quote.timeline).reverse()
  return (
    <Container className="divide-y p-0">
      <div className="px-6 py-4">
        <Heading level="h2">{text("quotes.events.title")}</Heading>
      </div>
      <ol className="flex flex-col gap-y-0.5 px-6 py-4">
        {entries.map((entry, index) => (
          <li key={entry.id} className="grid grid-cols-[20px_1fr] items-start gap-2">
            <div className="flex size-full flex-col items-center gap-y-0.5" aria-hidden>
              <div className="flex size-5 items-center justify-center">
                <div className="bg-ui-bg-base shadow-borders-base flex size-2.5 items-center justify-center rounded-full">
                  <div className="bg-ui-tag-neutral-icon size-1.5 rounded-full" />
                </div>
              </div>
              {index < entries.length - 1 && <div className="bg-ui-border-base w-px flex-1" />}
            </div>
            <div className={index < entries.length - 1 ? "min-w-0 pb-4" : "min-w-0"}>
              <div className="flex items-center justify-between gap-x-2">
                <Text size="small" leading="compact" weight="plus">
                  {titleOf(entry, text)}
                </Text>
                <Tooltip content={getFullDate({ date: entry.created_at, includeTime: true })}>
                  <Text size="small" leading="compact" className="text-ui-fg-subtle text-right" asChild>
                    <time dateTime={entry.created_at}>{getRelativeDate(entry.created_at)}</time>
                  </Text>
                </Tooltip>
              </div>
              <Text size="small" className="text-ui-fg-subtle">
                {text(`quotes.events.by.${entry.actor_type}`)}
              </Text>
            </div>
          </li>
        ))}
      </ol>
    </Container>
  )
}

const titleOf = ({ type, revision }: QuoteEvent, text: ReturnType<typeof useText>["text"]): string => {
  const title = TITLES[type]
  return title ? text(title, { revision }) : text("quotes.events.other", { type })
}
