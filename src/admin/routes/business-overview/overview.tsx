import { Container, Heading, Skeleton, Text } from "@medusajs/ui"
import { exportStatistics } from "../../api/statistics"
import { statusOf } from "../../api/roles"
import { useText } from "../../i18n/use-text"
import { ExportButton } from "../../shell/export-button"
import { formatDays } from "../../shell/figures"
import { PageMessage } from "../../shell/page-message"
import { RangePicker } from "./range/range-picker"
import { periodBefore, toQuery } from "./range/range-state"
import { useRange } from "./range/use-range"
import { BulkOrdersSection } from "./sections/bulk-orders-section"
import { KeyFigures } from "./sections/key-figures"
import { QuotesSection } from "./sections/quotes-section"
import { SignUpsSection } from "./sections/sign-ups-section"
import { useFigures } from "./use-figures"

/** The figures of a range, which is in the URL, beside those of the period before. */
export const Overview = () => {
  const { text, language } = useText()
  const { range, today, timeZone, change } = useRange()
  const { data, error, isPlaceholderData, refetch } = useFigures(range, timeZone)
  const before = periodBefore(range)

  if (statusOf(error) === 403) {
    return <PageMessage heading={text("overview.title")} message={text("policy.statistics")} />
  }
  return (
    <div className="flex flex-col gap-y-3" aria-busy={(!data && !error) || isPlaceholderData}>
      <Container className="flex flex-wrap items-center justify-between gap-3 px-6 py-4">
        <div>
          <Heading>{text("overview.title")}</Heading>
          <Text size="small" className="text-ui-fg-subtle">
            {text("overview.compared", {
              range: formatDays(range.first, range.last, language),
              before: formatDays(before.first, before.last, language),
              zone: timeZone.replace(/_/g, " "),
            })}
          </Text>
        </div>
        <div className="flex flex-wrap items-center gap-2">
          <RangePicker range={range} today={today} onChange={change} />
          <ExportButton name="statistics" load={() => exportStatistics(toQuery(range, timeZone))} />
        </div>
      </Container>
      {error && (!data || isPlaceholderData) ? (
        <PageMessage
          heading={text("detail.loadFailedHeading")}
          message={text(statusOf(error) === 503 ? "overview.busy" : "detail.loadFailedText")}
          action={{ label: text("detail.retry"), onClick: () => void refetch() }}
        />
      ) : data ? (
        <>
          <KeyFigures {...data} timeZone={timeZone} />
          <div className="grid grid-cols-1 gap-3 lg:grid-cols-2">
            <SignUpsSection {...data} timeZone={timeZone} />
            <BulkOrdersSection {...data} timeZone={timeZone} />
          </div>
          <QuotesSection {...data} timeZone={timeZone} />
        </>
      ) : (
        <OverviewSkeleton />
      )}
    </div>
  )
}

const OverviewSkeleton = () => (
  <div className="flex flex-col gap-y-3" aria-hidden>
    <div className="grid gap-3" style={{ gridTemplateColumns: "repeat(auto-fit, minmax(240px, 1fr))" }}>
      {Array.from({ length: 4 }, (_, index) => (
        <Container key={index} className="flex flex-col gap-y-2 px-6 py-4">
          <Skeleton className="h-5 w-24" />
          <Skeleton className="h-7 w-24" />
          <Skeleton className="h-5 w-24" />
        </Container>
      ))}
    </div>
    <div className="grid grid-cols-1 gap-3 lg:grid-cols-2">
      {Array.from({ length: 2 }, (_, index) => (
        <Container key={index} className="divide-y p-0">
          <div className="px-6 py-4">
            <Skeleton className="h-7 w-24" />
          </div>
          <div className="px-6 py-4">
            <Skeleton className="h-60 w-full" />
          </div>
        </Container>
      ))}
    </div>
  </div>
)
