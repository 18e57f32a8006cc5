import { useDate } from "@medusajs/dashboard/hooks"
import { Button, Container, Heading, StatusBadge, Text, usePrompt } from "@medusajs/ui"
import type { Comparison, Reconciliation } from "../../../api/role-sync"
import { useText } from "../../../i18n/use-text"
import { formatNumber } from "../../../shell/format"
import { canMend, type Finding, progressOf, sortFindings } from "../findings"
import { describeReason } from "../../../account/sync-reason"

const COLORS = { running: "blue", interrupted: "orange", completed: "green", failed: "red" } as const

type Props = { comparison: Comparison; mayUpdate: boolean; isBeginning: boolean; onCompare: (dryRunId?: string) => void }

/** The last comparison with Clerk, its progress, and a new one: first a dry run, then what it has shown. */
export const ComparisonSection = ({ comparison, mayUpdate, isBeginning, onCompare }: Props) => {
  const { text } = useText()
  const { getFullDate } = useDate()
  const last = comparison.reconciliation
  const isRunning = last?.status === "running"
  return (
    <Container className="divide-y p-0">
      <div className="flex flex-wrap items-center justify-between gap-3 px-6 py-4">
        <div className="flex items-center gap-x-2">
          <Heading level="h2">{text("sync.comparison.title")}</Heading>
          {last && <StatusBadge color={COLORS[last.status]}>{text(`sync.comparison.status.${last.status}`)}</StatusBadge>}
        </div>
        <Button
          size="small"
          variant="secondary"
          isLoading={isBeginning}
          disabled={!mayUpdate || isBeginning || isRunning}
          onClick={() => onCompare()}
        >
          {text("sync.comparison.compare")}
        </Button>
      </div>
      <div className="flex flex-col gap-y-3 px-6 py-4" aria-live="polite">
        {last && (
          <Text size="small" className="text-ui-fg-subtle">
            {text(last.dry_run ? "sync.comparison.dryRun" : "sync.comparison.repair", {
              date: getFullDate({ date: last.created_at, includeTime: true }),
            })}
          </Text>
        )}
        {last ? <Outcome last={last} /> : <Text size="small">{text("sync.comparison.none")}</Text>}
      </div>
      {last?.dry_run && last.status === "completed" && (
        <DryRun comparison={comparison} last={last} mayUpdate={mayUpdate} isBeginning={isBeginning} onCompare={onCompare} />
      )}
    </Container>
  )
}

const Outcome = ({ last: { status, dry_run, counts, reason } }: { last: Reconciliation }) => {
  const { text, language } = useText()
  const count = (value: number) => formatNumber(value, language)
  if (status === "failed") {
    return <Text size="small">{describeReason(reason, text)}</Text>
  }
  if (status === "completed") {
    const values = { users: count(counts.users), mended: count(counts.mended), closed: count(counts.closed), count: counts.different }
    return <Text size="small">{text(dry_run ? "sync.comparison.found" : "sync.comparison.mended", values)}</Text>
  }
  const sentence = text("sync.comparison.progress", { users: count(counts.users), total: count(counts.total) })
  return (
    <>
      <div
        role="progressbar"
        aria-label={sentence}
        aria-valuenow={progressOf(counts)}
        className="bg-ui-bg-subtle h-2 w-full overflow-hidden rounded-full"
      >
        <div className="bg-ui-tag-blue-icon h-full rounded-full" style={{ width: `${progressOf(counts)}%` }} />
      </div>
      <Text size="small">
        {sentence} {status === "interrupted" && text("sync.comparison.interrupted")}
      </Text>
    </>
  )
}

type DryRunProps = Props & { last: Reconciliation }

const DryRun = ({ comparison, last, mayUpdate, isBeginning, onCompare }: DryRunProps) => {
  const { text } = useText()
  const prompt = usePrompt()
  const { mendable, left } = sortFindings(comparison.differences_by_kind)
  const count = mendable.reduce((sum, finding) => sum + finding.count, 0)
  const mend = async () => {
    const confirmed = await prompt({
      variant: "confirmation",
      title: text("sync.comparison.mendTitle", { count }),
      description: text("sync.comparison.mendText"),
      confirmText: text("sync.comparison.mend", { count }),
      cancelText: text("detail.cancel"),
    })
    if (confirmed) {
      onCompare(last.id)
    }
  }
  return (
    <>
      {mendable.length > 0 && <Findings title={text("sync.comparison.mendable")} findings={mendable} />}
      {left.length > 0 && <Findings title={text("sync.comparison.left")} findings={left} />}
      {count > 0 && (
        <div className="flex flex-wrap items-center justify-between gap-3 px-6 py-4">
          <Text size="small" className="text-ui-fg-subtle">
            {text(canMend(last, Date.now()) ? "sync.comparison.ask" : "sync.comparison.old")}
          </Text>
          {canMend(last, Date.now()) && (
            <Button size="small" disabled={!mayUpdate || isBeginning} onClick={() => void mend()}>
              {text("sync.comparison.mend", { count })}
            </Button>
          )}
        </div>
      )}
    </>
  )
}

const Findings = ({ title, findings }: { title: string; findings: Finding[] }) => {
  const { text, language } = useText()
  return (
    <div className="flex flex-col gap-y-2 px-6 py-4">
      <Text size="small" leading="compact" weight="plus">
        {title}
      </Text>
      <ul className="flex flex-col gap-y-1">
        {findings.map(({ kind, count }) => (
          <li key={kind} className="txt-compact-small text-ui-fg-subtle flex items-center justify-between gap-x-4">
            <span>{text(`sync.kind.${kind}`)}</span>
            <span className="tabular-nums">{formatNumber(count, language)}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}
