import { useDate } from "@medusajs/dashboard/hooks"
import { Button, Container, Heading, Skeleton, Text } from "@medusajs/ui"
import { useQuery } from "@tanstack/react-query"
import { type CSSProperties, useState } from "react"
import type { AdminQuote, QuoteRevision } from "../../../../api/quote-types"
import { compareRevisions, quoteKeys } from "../../../../api/quotes"
import { useText } from "../../../../i18n/use-text"
import { formatMoney, formatNumber } from "../../../../shell/format"
import { PdfModal } from "./pdf-modal"

/** Lines the words of plain buttons up with the text above them. */
const FLUSH: CSSProperties = { marginLeft: -8 }

/** What the customer has been offered so far, newest first, each with what it changed. */
export const RevisionsSection = ({ quote }: { quote: AdminQuote }) => {
  const { text } = useText()
  const revisions = [...quote.revisions].sort((one, other) => other.revision - one.revision)
  return (
    <Container className="divide-y p-0">
      <div className="px-6 py-4">
        <Heading level="h2">{text("quotes.revisions.title")}</Heading>
      </div>
      {revisions.map((revision) => (
        <Revision key={revision.revision} quote={quote} revision={revision} />
      ))}
    </Container>
  )
}

const Revision = ({ quote, revision }: { quote: AdminQuote; revision: QuoteRevision }) => {
  const { text, language } = useText()
  const { getFullDate } = useDate()
  const [isOpen, setIsOpen] = useState(false)
  const [hasPdf, setHasPdf] = useState(false)
  const name = revision.revision === 0 ? text("quotes.revisions.request") : text("quotes.revisions.name", { revision: revision.revision })
  return (
    <div className="flex flex-col gap-y-2 px-6 py-4">
      <div className="flex items-start justify-between gap-x-2">
        <div className="min-w-0">
          <Text size="small" leading="compact" weight="plus">
            {name}
          </Text>
          <Text size="small" className="text-ui-fg-subtle">
            {getFullDate({ date: revision.created_at, includeTime: true })}
          </Text>
        </div>
        <Text size="small" leading="compact" className="whitespace-nowrap tabular-nums">
          {revision.total === null ? text("quotes.onRequest") : formatMoney(revision.total, quote.currency_code, language)}
        </Text>
      </div>
      <div className="flex items-center gap-x-2" style={FLUSH}>
        {revision.revision > 0 && (
          <Button size="small" variant="transparent" aria-expanded={isOpen} onClick={() => setIsOpen((open) => !open)}>
            {text(isOpen ? "quotes.revisions.hide" : "quotes.revisions.compare")}
          </Button>
        )}
        <Button size="small" variant="transparent" aria-label={`${name}: PDF`} onClick={() => setHasPdf(true)}>
          PDF
        </Button>
      </div>
      {isOpen && <Differences quote={quote} to={revision.revision} />}
      {hasPdf && <PdfModal quote={quote} revision={revision.revision} onClose={() => setHasPdf(false)} />}
    </div>
  )
}

const Differences = ({ quote, to }: { quote: AdminQuote; to: number }) => {
  const { text, language } = useText()
  const { data, isError } = useQuery({
    queryKey: [...quoteKeys.detail(quote.id), "compare", to],
    queryFn: () => compareRevisions(quote.id, to - 1, to),
    // Revisions never change.
    staleTime: Number.POSITIVE_INFINITY,
  })
  if (isError) {
    return (
      <Text size="small" className="text-ui-fg-subtle" role="alert">
        {text("quotes.noAnswer")}
      </Text>
    )
  }
  if (!data) {
    return <Skeleton className="h-5 w-24" />
  }
  const money = (amount: number | null) => (amount === null ? text("quotes.onRequest") : formatMoney(amount, quote.currency_code, language))
  const sentences = [
    ...data.changed.map(({ title, quantity, unit_price, note }) => {
      const parts = [
        ...(quantity ? [`${text("quotes.detail.quantity")} ${quantity.map((value) => formatNumber(value, language)).join(" → ")}`] : []),
        ...(unit_price ? [`${text("quotes.detail.unitPrice")} ${unit_price.map(money).join(" → ")}`] : []),
        ...(note ? [`${text("quotes.revisions.note")} ${note.map((value) => value ?? text("none")).join(" → ")}`] : []),
      ]
      return `${title}: ${parts.join(", ")}`
    }),
    ...data.added.map(({ title, quantity, unit_price }) =>
      text("quotes.revisions.added", { title, quantity: formatNumber(quantity, language), price: money(unit_price) })
    ),
    ...data.removed.map(({ title }) => text("quotes.revisions.removed", { title })),
  ]
  return (
    <ul className="flex flex-col gap-y-1">
      {sentences.map((sentence, index) => (
        <li key={index}>
          <Text size="small" className="text-ui-fg-subtle break-words">
            {sentence}
          </Text>
        </li>
      ))}
      {sentences.length === 0 && (
        <li>
          <Text size="small" className="text-ui-fg-subtle">
            {text("quotes.revisions.same")}
          </Text>
        </li>
      )}
    </ul>
  )
}
