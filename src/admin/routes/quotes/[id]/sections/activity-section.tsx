import { Container, Heading, Text } from "@medusajs/ui"
import type { AdminQuote, QuoteEvent } from "../../../../api/quote-types"
import { type TextKey, useText } from "../../../../i18n/use-text"
import { TimelineItem } from "../../../../shell/timeline"

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
  const entries = withoutRepeats(quote.timeline).reverse()
  return (
    <Container className="divide-y p-0">
      <div className="px-6 py-4">
        <Heading level="h2">{text("quotes.events.title")}</Heading>
      </div>
      <ol className="flex flex-col gap-y-0.5 px-6 py-4">
        {entries.map((entry, index) => (
          <TimelineItem key={entry.id} title={titleOf(entry, text)} time={entry.created_at} isLast={index === entries.length - 1}>
            <Text size="small" className="text-ui-fg-subtle">
              {text(`quotes.events.by.${entry.actor_type}`)}
            </Text>
          </TimelineItem>
        ))}
      </ol>
    </Container>
  )
}

const titleOf = ({ type, revision }: QuoteEvent, text: ReturnType<typeof useText>["text"]): string => {
  const title = TITLES[type]
  return title ? text(title, { revision }) : text("quotes.events.other", { type })
}
