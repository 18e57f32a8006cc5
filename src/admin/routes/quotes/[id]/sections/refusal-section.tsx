import { ExclamationCircleSolid } from "@medusajs/icons"
import { useDate } from "@medusajs/dashboard/hooks"
import { Button, Container, Heading, Text } from "@medusajs/ui"
import { useText } from "../../../../i18n/use-text"
import type { Clash } from "../../../../quotes/draft"
import { formatMoney, formatNumber } from "../../../../shell/format"
import type { Draft } from "../use-draft"

/** Says why a change is not saved, and asks what to do with it. Nothing typed is lost before that. */
export const RefusalSection = ({ draft }: { draft: Draft }) => {
  const { text, language } = useText()
  const { getFullDate } = useDate()
  const { refusal, quote } = draft
  if (!refusal) {
    return null
  }
  const theirs = ({ field, theirs: value }: Clash): string => {
    if (field === "line") {
      return text("quotes.refusal.lineGone")
    }
    if (value === null) {
      return text("none")
    }
    if (typeof value === "number") {
      return field === "unit_price" ? formatMoney(value, quote.currency_code, language) : formatNumber(value, language)
    }
    return field === "validity" ? getFullDate({ date: value, includeTime: true }) : value
  }
  return (
    <Container className="divide-y p-0">
      <div className="flex items-start gap-x-3 px-6 py-4">
        <ExclamationCircleSolid className="text-ui-tag-orange-icon mt-1" aria-hidden />
        <div role="alert">
          <Heading level="h2">{text(`quotes.refusal.${refusal.kind}.heading`)}</Heading>
          <Text size="small" className="text-ui-fg-subtle">
            {refusal.kind === "failed" ? refusal.message : text(`quotes.refusal.${refusal.kind}.text`)}
          </Text>
        </div>
      </div>
      {refusal.kind === "clash" && (
        <ul className="flex flex-col gap-y-2 px-6 py-4">
          {refusal.clashes.map((clash, index) => (
            <li key={index}>
              <Text size="small" className="break-words">
                {[clash.title, text(`quotes.refusal.field.${clash.field}`)].filter(Boolean).join(" · ")}: {theirs(clash)}
              </Text>
            </li>
          ))}
        </ul>
      )}
      <div className="flex items-center justify-end gap-x-2 px-6 py-4">
        <Button size="small" variant="secondary" onClick={draft.discard}>
          {text("quotes.refusal.discard")}
        </Button>
        {refusal.kind !== "closed" && (
          <Button size="small" onClick={draft.insist}>
            {text(refusal.kind === "clash" ? "quotes.refusal.mine" : "detail.retry")}
          </Button>
        )}
      </div>
    </Container>
  )
}
