import type { MedusaContainer } from "@medusajs/framework/types"
import { asCustomerRoleError } from "../errors"
import { CUSTOMER_ROLE_MODULE } from "../modules/customer-role"
import type { DifferenceKind, ReconciliationRecord } from "../modules/customer-role/types"
import { reconcileRoles } from "../workflows/customer-role/reconcile-roles"
import type { ReconcileCommand } from "./arguments"
import { DIFFERENCE_KINDS } from "./difference-kinds"
import { CONTINUE_HINT, formatCount, formatDuration, formatSummary, type SummaryLine } from "./format"
import type { Interruption } from "./interruption"
import { createProgress } from "./progress"
import type { Terminal } from "./terminal"

/** Long enough for the lease of a killed run to end. */
const WAIT_SECONDS = 30

const FAILURES: Record<string, string> = {
  too_many_missing:
    "Clerk does not have the users of many records, as if clerk.secretKey belonged to another Clerk instance. Nothing was closed. " +
    "If those users were really deleted, run the command again with --allow-deletions.",
  superseded: "another reconciliation has replaced this one.",
}

/** Runs `reconcile` and returns the exit code. */
export const runReconcile = async (
  container: MedusaContainer,
  { dryRun, since, allowDeletions }: ReconcileCommand,
  terminal: Terminal,
  { signal, exitCode }: Interruption
): Promise<number> => {
  const { reconciliations, differences } = container.resolve(CUSTOMER_ROLE_MODULE)
  const before = await reconciliations.last()
  const begun = performance.now()
  terminal.tell(
    `Comparing ${since ? `users whom Clerk has changed since ${since.toISOString()}` : "all Clerk users"} with the shop's customers${dryRun ? " (dry run: nothing is changed)" : ""}`
  )
  const progress = createProgress(terminal.messages)
  let announced = false
  try {
    const record = await reconcileRoles(container, {
      dryRun,
      since,
      allowDeletions,
      signal,
      waitSeconds: WAIT_SECONDS,
      onProgress(now) {
        if (!announced && now.id === before?.id) {
          terminal.tell("Continuing the interrupted reconciliation")
        }
        announced = true
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
      terminal.tell(`Stopped. ${CONTINUE_HINT}`)
      return exitCode()
    }
    const ours = asCustomerRoleError(error)
    if (ours?.code === "identity_provider_unavailable") {
      const hint = /clerk_40[13]/.test(ours.message) ? " Check that clerk.secretKey belongs to this Clerk instance." : ""
      terminal.tell(`${ours.message}${hint}\nFinished work is kept. Run the command again later to continue.`)
      return 1
    }
    throw error
  }
}

const describe = ({ position, counts }: ReconciliationRecord): string =>
  position.phase === "records" ? "checking records whose users Clerk did not list" : `${formatCount(counts.different)} differ`

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
    ...(counts.different > counts.mended ? ["", "GET /admin/customers/role-sync lists the users who differ."] : []),
  ].join("\n")
}

const outcomeOf = ({ status, reason }: ReconciliationRecord, duration: string): string => {
  if (status === "completed") {
    return `Done after ${duration}.`
  }
  return status === "failed"
    ? `Failed after ${duration}: ${FAILURES[reason ?? ""] ?? reason}`
    : `Stopped after ${duration}. ${CONTINUE_HINT}`
}
