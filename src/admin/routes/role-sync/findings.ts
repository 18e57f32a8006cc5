import { ALL_DIFFERENCE_KINDS } from "../../../modules/customer-role/reconciliation/difference-kinds"
import type { DifferenceKind } from "../../../modules/customer-role/types"
import type { DifferencesByKind, Reconciliation } from "../../api/role-sync"

/** What a comparison mends by itself. The rest waits for somebody. */
const MENDED: readonly DifferenceKind[] = ["missing", "outdated", "group", "write_back", "deleted_at_clerk", "customer_deleted"]

export type Finding = { kind: DifferenceKind; count: number }

/**
 * Returns what a comparison would mend, and what it would leave.
 *
 * @example
 * sortFindings({ missing: 1, claim: 2 }) // { mendable: [{ kind: "missing", count: 1 }], left: [{ kind: "claim", count: 2 }] }
 */
export const sortFindings = (byKind: DifferencesByKind): { mendable: Finding[]; left: Finding[] } => {
  const found = ALL_DIFFERENCE_KINDS.flatMap((kind): Finding[] => {
    const count = byKind[kind] ?? 0
    return count > 0 ? [{ kind, count }] : []
  })
  const isMended = ({ kind }: Finding) => MENDED.includes(kind)
  return { mendable: found.filter(isMended), left: found.filter((finding) => !isMended(finding)) }
}

/** For as long as the shop's API lets an admin confirm a dry run. */
const SHOWN_FOR_MS = 60 * 60_000

/**
 * Tells whether an admin can still ask to mend what a dry run has shown.
 *
 * @example
 * canMend(reconciliation, Date.now())
 */
export const canMend = ({ status, dry_run, updated_at }: Reconciliation, now: number): boolean =>
  dry_run && status === "completed" && now - Date.parse(updated_at) < SHOWN_FOR_MS

/**
 * Returns how far a comparison has come, in percent.
 *
 * @example
 * progressOf({ total: 500, users: 125 }) // 25
 */
export const progressOf = ({ total, users }: Pick<Reconciliation["counts"], "total" | "users">): number =>
  total === 0 ? 0 : Math.min(100, Math.round((users / total) * 100))
