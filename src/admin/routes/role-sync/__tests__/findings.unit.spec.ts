import type { Reconciliation } from "../../../api/role-sync"
import { canMend, progressOf, sortFindings } from "../findings"

const dryRun: Reconciliation = {
  id: "crecon_1",
  status: "completed",
  dry_run: true,
  counts: { total: 2, users: 2, equal: 1, different: 1, mended: 0, closed: 0 },
  reason: null,
  created_at: "2026-11-29T08:00:00.000Z",
  updated_at: "2026-11-29T08:01:00.000Z",
  finished_at: "2026-11-29T08:01:00.000Z",
}
const at = (time: string) => Date.parse(`2026-11-29T${time}Z`)

describe("What a comparison with Clerk has found", () => {
  it("is sorted into what it would mend and what waits for somebody", () => {
    expect(sortFindings({ claim: 2, missing: 1, group: 0, waiting_for_sign_in: 3 })).toEqual({
      mendable: [{ kind: "missing", count: 1 }],
      left: [
        { kind: "waiting_for_sign_in", count: 3 },
        { kind: "claim", count: 2 },
      ],
    })
    expect(sortFindings({})).toEqual({ mendable: [], left: [] })
  })

  it("can be mended for an hour after a dry run that has completed", () => {
    expect(canMend(dryRun, at("09:00:59"))).toBe(true)
    expect(canMend(dryRun, at("09:01:00"))).toBe(false)
    for (const other of [{ dry_run: false }, { status: "failed" }, { status: "running" }, { status: "interrupted" }] as const) {
      expect(canMend({ ...dryRun, ...other }, at("08:02:00"))).toBe(false)
    }
  })

  it("shows how far it has come, also when Clerk has more users than at the start, or none", () => {
    expect([progressOf({ total: 500, users: 125 }), progressOf({ total: 2, users: 3 }), progressOf({ total: 0, users: 0 })]).toEqual([
      25, 100, 0,
    ])
  })
})
