import { getStylizedAmount } from "@medusajs/dashboard/lib"
import { Container, Heading, Table, Text } from "@medusajs/ui"
import type { ReactNode } from "react"
import type { QuoteStatus } from "../../../api/quote-types"
import type { Statistics } from "../../../api/statistics"
import { useText } from "../../../i18n/use-text"
import { QuoteStatusBadge } from "../../../quotes/quote-status-badge"
import { formatRounded, formatShare } from "../../../shell/figures"
import { formatChange } from "../figures/before"
import { FigureLink } from "../figures/figure-link"
import { changeOf, currenciesOf } from "../figures/series"
import { quotesPath, type Span } from "../links"
import type { Figures } from "../use-figures"

const STATUSES: QuoteStatus[] = ["requested", "sent", "accepted", "declined", "expired", "cancelled", "rejected"]

/** Quotes by their state now, and what became of them in the range. */
export const QuotesSection = ({ range, now, before, timeZone }: Figures & { timeZone: string }) => (
  <div className="grid grid-cols-1 gap-3 lg:grid-cols-2">
    <QuoteStates now={now} />
    <QuoteFlow now={now.quotes} before={before.quotes} span={{ ...range, timeZone }} />
  </div>
)

const QuoteStates = ({ now: { quotes } }: { now: Statistics }) => {
  const { text, language } = useText()
  const all = STATUSES.reduce((sum, status) => sum + quotes.by_status[status], 0)
  return (
    <Container className="divide-y p-0">
      <div className="flex flex-col gap-y-1 px-6 py-4">
        <Heading level="h2">{text("overview.quotes.states")}</Heading>
        <Text size="small" className="text-ui-fg-subtle">
          {text("overview.now")}
        </Text>
      </div>
      <ul className="flex flex-col gap-y-3 px-6 py-4">
        {STATUSES.map((status) => (
          <li key={status} className="grid grid-cols-[1fr_1fr_28px] items-center gap-4">
            <span>
              <QuoteStatusBadge status={status} />
            </span>
            <span className="bg-ui-bg-subtle flex h-2 overflow-hidden rounded-full" aria-hidden>
              <span
                className="bg-ui-tag-neutral-icon h-full rounded-full"
                style={{ width: `${all && (quotes.by_status[status] / all) * 100}%` }}
              />
            </span>
            <span className="txt-compact-small text-right">
              <FigureLink
                to={quotesPath({ status })}
                label={`${text(`quotes.status.${status}`)}: ${formatRounded(quotes.by_status[status], language)}`}
              >
                {formatRounded(quotes.by_status[status], language)}
              </FigureLink>
            </span>
          </li>
        ))}
      </ul>
    </Container>
  )
}

type Quotes = Statistics["quotes"]

/** The list behind what happened in the range. What is still open was requested in it. */
const flowPath = (kind: "requested" | "sent" | "accepted" | "open", span: Span): string => {
  if (kind === "accepted") {
    return quotesPath({ status: "accepted", accepted_at: span })
  }
  return quotesPath(kind === "sent" ? { status: "all", sent_at: span } : { status: "all", created_at: span })
}

const QuoteFlow = ({ now, before, span }: { now: Quotes; before: Quotes; span: Span }) => {
  const { text, language } = useText()
  const count = (value: number) => formatRounded(value, language)
  const valueOf = ({ value }: Quotes, currency: string, kind: "open" | "accepted") =>
    value.find(({ currency_code }) => currency_code === currency)?.[kind] ?? 0
  return (
    <Container className="divide-y p-0">
      <div className="flex flex-col gap-y-1 px-6 py-4">
        <Heading level="h2">{text("overview.quotes.flow")}</Heading>
        <Text size="small" className="text-ui-fg-subtle">
          {text("overview.quotes.flowHint")}
        </Text>
      </div>
      <Table>
        <Table.Header>
          <Table.Row>
            <Table.HeaderCell>
              <span className="sr-only">{text("overview.quotes.figure")}</span>
            </Table.HeaderCell>
            <Table.HeaderCell className="text-right">{text("overview.thisPeriod")}</Table.HeaderCell>
            <Table.HeaderCell className="text-right">{text("overview.before")}</Table.HeaderCell>
            <Table.HeaderCell className="text-right">{text("overview.change")}</Table.HeaderCell>
          </Table.Row>
        </Table.Header>
        <Table.Body>
          {(["requested", "sent", "accepted"] as const).map((kind) => (
            <FlowRow
              key={kind}
              title={text(`overview.quotes.${kind}`)}
              now={<FigureLink to={flowPath(kind, span)}>{count(now[kind])}</FigureLink>}
              before={count(before[kind])}
              change={changeOf(now[kind], before[kind])}
            />
          ))}
          <FlowRow
            title={text("overview.rate.title")}
            now={<FigureLink to={flowPath("accepted", span)}>{formatShare(now.accepted, now.sent, language)}</FigureLink>}
            before={formatShare(before.accepted, before.sent, language)}
          />
          {currenciesOf([...now.value, ...before.value]).flatMap((currency) =>
            (["accepted", "open"] as const).map((kind) => (
              <FlowRow
                key={`${currency} ${kind}`}
                title={text(`overview.quotes.value.${kind}`, { currency: currency.toUpperCase() })}
                now={<FigureLink to={flowPath(kind, span)}>{getStylizedAmount(valueOf(now, currency, kind), currency)}</FigureLink>}
                before={getStylizedAmount(valueOf(before, currency, kind), currency)}
                change={changeOf(valueOf(now, currency, kind), valueOf(before, currency, kind))}
              />
            ))
          )}
        </Table.Body>
      </Table>
    </Container>
  )
}

const FlowRow = ({ title, now, before, change }: { title: string; now: ReactNode; before: string; change?: number }) => {
  const { language } = useText()
  return (
    <Table.Row>
      <Table.Cell className="text-ui-fg-base">{title}</Table.Cell>
      <Table.Cell className="text-right">{now}</Table.Cell>
      <Table.Cell className="text-right tabular-nums">{before}</Table.Cell>
      <Table.Cell className="text-right tabular-nums">{change === undefined ? "–" : formatChange(change, language)}</Table.Cell>
    </Table.Row>
  )
}
