import type { MedusaContainer } from "@medusajs/framework/types"
import { asCustomerRoleError } from "../errors"
import { CUSTOMER_ROLE_MODULE } from "../modules/customer-role"
import type { DifferenceKind, ReconciliationRecord } from "../modules/customer-role/types"
import { reconcileRoles } from "../workflows/customer-role/reconcile-roles"
import type { ReconcileCommand } from "./arguments"
import { DIFFERENCE_KINDS } from "./difference-kinds"
import { formatCount, formatDuration, formatSummary, GO_ON, type SummaryLine } from "./format"
import type { Interruption } from "./interruption"
import { createProgress } from "./progress"
import type { Terminal } from "./terminal"

/** A run that was killed is known to be dead after so long. */
const WAIT_SECONDS = 30

const FAILURES: Record<string, string> = {
  too_many_missing:
    "many records name users that Clerk does not have, as if clerk.secretKey were that of another Clerk instance. Nothing was closed. " +
    "Where those users were really deleted, run it again with --allow-deletions.",
  superseded: "another reconciliation has taken its place.",
}

/** Runs `reconcile` and gives the exit code. */
export const runReconcile = async (
  container: MedusaContainer,
  { dryRun, since, allowDeletions }: ReconcileCommand,
  terminal: Terminal,
  { signal, exitCode }: Interruption
): Promise<number> => {
  const { reconciliations, differences } = container.resolve(CUSTOMER_ROLE_MODULE)
  const before = await reconciliations.last()
  const begun = performance.now()
  terminal.tell(`Comparing ${since ? `users whom Clerk has changed since ${since.toISOString()}` : "all of Clerk's users"} with the shop's customers${dryRun ? "; nothing is mended" : ""}`)
  const progress = createProgress(terminal.messages)
  let told = false
  try {
    const record = await reconcileRoles(container, {
      dryRun,
      since,
      allowDeletions,
      signal,
      waitSeconds: WAIT_SECONDS,
      onProgress(now) {
        if (!told && now.id === before?.id) {
          terminal.tell("Going on from where the last one was broken off")
        }
        told = true
        progress.show({ done: now.counts.users, total: now.counts.total, text: describe(now) })
      },
    })
    progress.end()
    const byKind = dryRun ? await differences.countByKind() : {}
    terminal.print(toReport(record, byKind, performance.now() - begun))
    return record.status === "completed" ? 0 : exitCode() || 1
  } catch (error) {
    progress.end()
    if (signal.aborted) {
      terminal.tell(`Stopped. ${GO_ON}`)
      return exitCode()
    }
    const ours = asCustomerRoleError(error)
    if (ours?.code === "identity_provider_unavailable") {
      const hint = /clerk_40[13]/.test(ours.message) ? " Is clerk.secretKey the one of this Clerk instance?" : ""
      terminal.tell(`${ours.message}${hint}\nWhat is done stays done; run it again later, and it goes on from there.`)
      return 1
    }
    throw error
  }
}

const describe = ({ position, counts }: ReconciliationRecord): string =>
  position.phase === "records" ? "looking for records whose users are gone" : `${formatCount(counts.different)} differ`

const toReport = (record: ReconciliationRecord, byKind: Partial<Record<DifferenceKind, number>>, milliseconds: number): string => {
  const { counts, dry_run } = record
  const summary: SummaryLine[] = [
    ["users at Clerk", counts.total],
    ["compared", counts.users],
    ["in order", counts.equal],
    ["different", counts.different],
    ...(dry_run ? [] : ([["mended", counts.mended, "of these"]] satisfies SummaryLine[])),
    ["closed", counts.closed, dry_run ? "" : "records of deleted users and customers"],
    ["requests to Clerk", counts.requests],
  ]
  const kinds = Object.entries(DIFFERENCE_KINDS).flatMap(([kind, meaning]): SummaryLine[] => {
    const count = Object.entries(byKind).find(([found]) => found === kind)?.[1]
    return count ? [[kind, count, meaning]] : []
  })
  return [
    outcomeOf(record, formatDuration(milliseconds)),
    "",
    formatSummary(summary),
    ...(kinds.length ? ["", "What differs:", "", formatSummary(kinds)] : []),
    ...(counts.different > counts.mended ? ["", "Who differs: GET /admin/customers/role-sync"] : []),
  ].join("\n")
}

const outcomeOf = ({ status, reason }: ReconciliationRecord, duration: string): string => {
  if (status === "completed") {
    return `Done after ${duration}.`
  }
  return status === "failed" ? `Failed after ${duration}: ${FAILURES[reason ?? ""] ?? reason}` : `Stopped after ${duration}. ${GO_ON}`
}
