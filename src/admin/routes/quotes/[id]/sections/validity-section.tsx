import { SectionRow } from "@medusajs/dashboard/components"
import { useDate } from "@medusajs/dashboard/hooks"
import { Container, DatePicker, Heading, Text } from "@medusajs/ui"
import { useText } from "../../../../i18n/use-text"
import type { Draft } from "../use-draft"

/** The last second of a day where the admin sits: an offer that is valid until a day can be accepted all day long. */
const endOfDay = (day: Date): Date => new Date(day.getFullYear(), day.getMonth(), day.getDate(), 23, 59, 59)

/** Until when the customer can accept the offer they have, and the next one. */
export const ValiditySection = ({ draft, canEdit }: { draft: Draft; canEdit: boolean }) => {
  const { text } = useText()
  const { getFullDate } = useDate()
  const { quote } = draft
  const { draft_valid_until } = quote
  return (
    <Container className="divide-y p-0">
      <div className="px-6 py-4">
        <Heading level="h2">{text("quotes.validity.title")}</Heading>
      </div>
      {quote.revision > 0 && (
        <SectionRow
          title={text("quotes.validity.current")}
          value={quote.offer.valid_until ? getFullDate({ date: quote.offer.valid_until, includeTime: true }) : "-"}
        />
      )}
      {canEdit ? (
        <div className="flex flex-col gap-y-2 px-6 py-4">
          <Text size="small" leading="compact" weight="plus" id="quote-validity">
            {text("quotes.validity.next")}
          </Text>
          <DatePicker
            aria-labelledby="quote-validity"
            value={draft_valid_until ? new Date(draft_valid_until) : null}
            minValue={new Date()}
            onChange={(day) => {
              draft.change({ valid_until: day ? endOfDay(day).toISOString() : null })
              void draft.flush()
            }}
          />
          <Text size="small" className="text-ui-fg-subtle">
            {draft_valid_until ? text("quotes.validity.allDay") : text("quotes.validity.default")}
          </Text>
        </div>
      ) : (
        quote.revision === 0 && (
          <Text size="small" className="text-ui-fg-subtle px-6 py-4">
            {text("quotes.validity.none")}
          </Text>
        )
      )}
    </Container>
  )
}
