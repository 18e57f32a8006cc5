import type { ReconciliationRecord } from "../../src/modules/customer-role/types"
import type { ReconcileRolesOptions } from "../../src/workflows/customer-role"
import { eventually } from "../helpers/eventually"
import { seedInStep } from "../helpers/in-step"
import { intercept, restoreIntercepted } from "../helpers/intercept"
import { describeReconciliation, PAGE } from "../helpers/reconciliation"
import { ageReconciliations, endReconciliationLease } from "../helpers/written-states"

describeReconciliation(
  "An interrupted reconciliation",
  (shop, { service, reconcile, shown, liveRecords, reconciliations, pagesRead, singleReads }) => {
    const PAGES = 4
    const manyInStep = () => seedInStep(shop, PAGES * PAGE - 100, (n) => ({ created_at: n + 1 }))
    const abortAfter = (pages: number): ReconcileRolesOptions => {
      const controller = new AbortController()
      let page = 0
      return { signal: controller.signal, onProgress: () => void (++page === pages && controller.abort()) }
    }

    it("reports its progress when aborted, and the next run reads no page twice", async () => {
      await manyInStep()

      expect(await reconcile(abortAfter(2))).toMatchObject({ status: "interrupted", counts: { users: 2 * PAGE - 1 }, finished_at: null })
      expect((await shown()).reconciliation).toMatchObject({ status: "interrupted", counts: { users: 2 * PAGE - 1 } })
      const { status, counts } = await reconcile()

      // A page starts with the last user of the previous one.
      expect({ status, counts }).toMatchObject({ status: "completed", counts: { users: PAGES * PAGE - 100 } })
      expect(pagesRead()).toBe(PAGES)
      expect(counts.requests).toBe(shop.clerk.requests.count())
      expect(await reconciliations()).toMatchObject([{ status: "completed" }])
    })

    it("completes after any number of interruptions", async () => {
      await manyInStep()
      let last: ReconciliationRecord | undefined
      for (let attempt = 0; attempt < 10 && last?.status !== "completed"; attempt++) {
        last = await reconcile(abortAfter(1))
      }

      expect(last).toMatchObject({ status: "completed", counts: { closed: 0 } })
      expect(pagesRead()).toBe(PAGES)
      expect(await reconciliations()).toHaveLength(1)
    })

    it("resumes among the records and asks Clerk for no user twice", async () => {
      await seedInStep(shop, 300)
      const gone = await seedInStep(shop, 150)
      gone.forEach(({ id }) => shop.clerk.users.delete(id))

      expect(await reconcile({ ...abortAfter(2), allowDeletions: true })).toMatchObject({ status: "interrupted", counts: { closed: 100 } })
      expect(await reconcile({ allowDeletions: true })).toMatchObject({ status: "completed", counts: { closed: 150, users: 450 } })

      expect(singleReads()).toBe(150)
      expect(pagesRead()).toBe(1)
    })

    it("stops at once when aborted while waiting for Clerk", async () => {
      await seedInStep(shop, 1)
      shop.clerk.faults.set({ status: 429, headers: { "retry-after": "60" } })
      const controller = new AbortController()
      const running = reconcile({ signal: controller.signal })
      await eventually(() => expect(shop.clerk.requests.count()).toBeGreaterThan(0))

      controller.abort()

      expect(await running).toMatchObject({ status: "interrupted" })
    })

    it("does nothing if aborted before it starts", async () => {
      shop.clerkUser()

      expect(await reconcile({ signal: AbortSignal.abort() })).toMatchObject({ status: "interrupted", counts: { users: 0 } })
      expect(await liveRecords()).toBe(0)
    })

    it("is taken over once the lease of its dead process has ended", async () => {
      await manyInStep()
      let revive: () => void = () => undefined
      const dead = new Promise<void>((resolve) => {
        revive = resolve
      })
      intercept(service().reconciliations, "keep", () => {
        throw new Error("The process is dead")
      })
      intercept(service().reconciliations, "advance", (call) => (call === 3 ? dead : undefined))
      const killed = reconcile()
      killed.catch(() => undefined)
      await eventually(() => expect(pagesRead()).toBe(3))
      await expect(reconcile()).rejects.toMatchObject({ code: "busy" })

      await endReconciliationLease(shop)
      expect((await shown()).reconciliation).toMatchObject({ status: "interrupted" })
      restoreIntercepted()
      const taken = await reconcile()

      expect(taken).toMatchObject({ status: "completed", counts: { users: PAGES * PAGE - 100, equal: PAGES * PAGE - 100 } })
      // Only the page that was not recorded as done is read again.
      expect(pagesRead()).toBe(PAGES + 1)

      revive()
      await expect(killed).rejects.toMatchObject({ code: "busy" })
      expect((await shown()).reconciliation).toMatchObject({ id: taken.id, status: "completed" })
    })

    it("does not resume a dry run as a run that writes", async () => {
      await manyInStep()
      await reconcile({ ...abortAfter(2), dryRun: true })

      expect(await reconcile()).toMatchObject({ dry_run: false, counts: { users: PAGES * PAGE - 100 } })
      expect(await reconciliations()).toMatchObject([{ status: "failed", reason: "superseded" }, { status: "completed" }])
    })

    it("starts over if it was interrupted more than a day ago", async () => {
      await manyInStep()
      await reconcile(abortAfter(2))
      await ageReconciliations(shop, "25 hours")

      expect(await reconcile()).toMatchObject({ status: "completed", counts: { users: PAGES * PAGE - 100 } })
      expect(await reconciliations()).toMatchObject([{ status: "failed", reason: "superseded" }, { status: "completed" }])
    })
  }
)
