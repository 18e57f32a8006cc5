import { Container, Text } from "@medusajs/ui"
import type { ReactNode } from "react"
import { useText } from "../../../i18n/use-text"
import { formatDuration, formatRounded, formatShare } from "../../../shell/figures"
import { Before } from "../figures/before"
import { FigureLink } from "../figures/figure-link"
import { businessesPath, quotesPath } from "../links"
import type { Figures } from "../use-figures"

/** Four figures that tell at a glance how the desk is doing. */
export const KeyFigures = ({ range, now, before, timeZone }: Figures & { timeZone: string }) => {
  const { text, language } = useText()
  const { businesses, applications, quotes } = now
  const all = businesses.pending + businesses.verified + businesses.rejected + businesses.revoked
  const { median, p90 } = applications.decision_seconds
  const span = { ...range, timeZone }
  const duration = (seconds: number | null) =>
    seconds !== null && seconds < 60 ? text("overview.underMinute") : formatDuration(seconds, language)
  const count = (value: number) => formatRounded(value, language)
  return (
    <div className="grid gap-3" style={{ gridTemplateColumns: "repeat(auto-fit, minmax(240px, 1fr))" }}>
      <KeyFigure title={text("overview.pending.title")} value={count(businesses.pending)} to={businessesPath({ status: "pending" })}>
        <Detail>
          {applications.oldest_pending_at
            ? text("overview.pending.oldest", { age: duration(ageOf(applications.oldest_pending_at)) })
            : text("overview.pending.none")}
        </Detail>
        <Detail>{text("overview.now")}</Detail>
      </KeyFigure>
      <KeyFigure title={text("overview.decision.title")} value={duration(median)} to={businessesPath({ status: "all", decided_at: span })}>
        <Detail>
          {applications.decided
            ? text("overview.decision.p90", { time: duration(p90), count: applications.decided })
            : text("overview.decision.none")}
        </Detail>
        <Before now={median} before={before.applications.decision_seconds.median} formatValue={duration} />
      </KeyFigure>
      <KeyFigure
        title={text("overview.verified.title")}
        value={formatShare(businesses.verified, all, language)}
        to={businessesPath({ status: "verified" })}
      >
        <Detail>{text("overview.verified.of", { verified: count(businesses.verified), all: count(all) })}</Detail>
        <Detail>{text("overview.now")}</Detail>
      </KeyFigure>
      <KeyFigure
        title={text("overview.rate.title")}
        value={formatShare(quotes.accepted, quotes.sent, language)}
        to={quotesPath({ status: "accepted", accepted_at: span })}
      >
        <Detail>{text("overview.rate.of", { accepted: count(quotes.accepted), sent: count(quotes.sent) })}</Detail>
        <Before now={rateOf(quotes)} before={rateOf(before.quotes)} formatValue={(rate) => formatShare(rate, 1, language)} />
      </KeyFigure>
    </div>
  )
}

const rateOf = ({ accepted, sent }: { accepted: number; sent: number }): number | null => (sent === 0 ? null : accepted / sent)

const ageOf = (time: string): number => Math.max(0, (Date.now() - Date.parse(time)) / 1000)

const Detail = ({ children }: { children: ReactNode }) => (
  <Text size="small" className="text-ui-fg-subtle tabular-nums">
    {children}
  </Text>
)

const KeyFigure = ({ title, value, to, children }: { title: string; value: string; to: string; children: ReactNode }) => (
  <Container className="flex flex-col gap-y-1 px-6 py-4">
    <Text size="small" leading="compact" weight="plus" className="text-ui-fg-subtle">
      {title}
    </Text>
    <p className="txt-xlarge font-medium">
      <FigureLink to={to} label={`${title}: ${value}`} quiet>
        {value}
      </FigureLink>
    </p>
    {children}
  </Container>
)
