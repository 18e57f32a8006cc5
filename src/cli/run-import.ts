import type { MedusaContainer } from "@medusajs/framework/types"
import { importLegacyRoles, type ImportReport } from "../workflows/customer-role/import-legacy-roles"
import type { ImportCommand } from "./arguments"
import { formatCount, formatDuration, formatSummary, CONTINUE_HINT } from "./format"
import type { Interruption } from "./interruption"
import { createProgress } from "./progress"
import type { Refusals } from "./refusals"
import type { Terminal } from "./terminal"

/** Runs `import` and returns the exit code. */
export const runImport = async (
  container: MedusaContainer,
  { from, table, dryRun, trustVerified }: ImportCommand,
  terminal: Terminal,
  refusals: Refusals,
  { signal, exitCode }: Interruption
): Promise<number> => {
  const begun = performance.now()
  terminal.tell(`Importing the roles of an earlier system${dryRun ? " (dry run: nothing is written)" : ""}`)
  const progress = createProgress(terminal.messages)
  const report = await importLegacyRoles(container, {
    from,
    table,
    dryRun,
    trustVerified,
    signal,
    onRefused: refusals.add,
    onProgress(now) {
      progress.show({ done: now.rows, total: now.total, text: `${formatCount(now.taken)} taken, ${formatCount(now.refused)} refused` })
    },
  }).finally(progress.end)
  const stopped = !report.complete
  terminal.print(
    [
      `${stopped ? "Stopped" : "Done"} after ${formatDuration(performance.now() - begun)}.${stopped ? ` ${CONTINUE_HINT}` : ""}`,
      "",
      summaryOf(report, dryRun),
      ...refusals.summary(report),
    ].join("\n")
  )
  return stopped ? exitCode() : 0
}

const summaryOf = ({ rows, taken, already, refused }: ImportReport, dryRun: boolean): string =>
  formatSummary([
    ["rows", rows],
    [dryRun ? "to be taken" : "taken", taken],
    ["already there", already],
    ["refused", refused],
  ])
