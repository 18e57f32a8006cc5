import type { ReconcileRolesOptions } from "../../src/workflows/customer-role"
import { eventually } from "../helpers/eventually"
import { seedInStep } from "../helpers/in-step"
import { describeReconciliation, PAGE, USERS_PAGE, withoutWaiting } from "../helpers/reconciliation"
import { ageDelivery, ageReconciliations } from "../helpers/written-states"

describeReconciliation("The reconciliation job", (shop, { reconcile, job, liveRecords, reconciliations, pagesRead, resetPagesRead }) => {
  const past = (interval: string) => ageReconciliations(shop, interval)
  const asked = async (): Promise<boolean> => {
    resetPagesRead()
    await job()
    return pagesRead() > 0
  }

  it("compares at once if it never has, and then once a day", async () => {
    shop.clerkUser()

    expect(await asked()).toBe(true)
    expect(await liveRecords()).toBe(1)
    expect(await asked()).toBe(false)
    await past("23 hours")
    expect(await asked()).toBe(false)
    await past("61 minutes")
    expect(await asked()).toBe(true)
  })

  it("resumes an interrupted comparison, even after an earlier complete one", async () => {
    await seedInStep(shop, PAGE + 100, (n) => ({ created_at: n + 1 }))
    await reconcile()
    await past("1 hour")
    const controller = new AbortController()
    await reconcile({ signal: controller.signal, onProgress: () => controller.abort() })

    expect(await asked()).toBe(true)
    expect(pagesRead()).toBe(1)
    expect(await reconciliations()).toMatchObject([{ status: "completed" }, { status: "completed" }])
    expect(await asked()).toBe(false)
  })

  it.each<[string, ReconcileRolesOptions]>([
    ["a dry run", { dryRun: true }],
    ["one since a time", { since: new Date(0) }],
  ])("does not count %s as a comparison", async (_name, options) => {
    await reconcile(options)

    expect(await asked()).toBe(true)
  })

  it("does not count a comparison that a dry run superseded", async () => {
    await seedInStep(shop, PAGE + 100, (n) => ({ created_at: n + 1 }))
    const controller = new AbortController()
    await reconcile({ signal: controller.signal, onProgress: () => controller.abort() })
    await reconcile({ dryRun: true })

    expect(await asked()).toBe(true)
  })

  it("does not retry a comparison every ten minutes if it stopped because many users are missing", async () => {
    const users = await seedInStep(shop, 30)
    users.forEach(({ id }) => shop.clerk.users.delete(id))

    await job()
    await job()

    expect(await reconciliations()).toMatchObject([{ status: "failed", reason: "too_many_missing" }])
  })

  it("leaves the comparison to another process that is running one", async () => {
    shop.clerkUser()
    shop.clerk.faults.set({ delayMs: 500, path: USERS_PAGE, times: 1 })
    const other = reconcile()
    await eventually(async () => expect(await reconciliations()).toHaveLength(1))

    await job()

    expect(await other).toMatchObject({ status: "completed" })
    expect(await reconciliations()).toHaveLength(1)
  })

  it("ends without an error while Clerk is down, and continues when it is back", async () => {
    shop.clerkUser()
    withoutWaiting()
    shop.clerk.faults.set({ status: 503 })
    await job()
    expect(await liveRecords()).toBe(0)

    shop.clerk.faults.set(null)
    await job()
    expect(await liveRecords()).toBe(1)
  })

  it("deletes deliveries and reconciliations older than thirty days", async () => {
    await shop.webhook("session.created", { id: "sess_1", object: "session" }, { id: "msg_old" })
    await shop.webhook("session.created", { id: "sess_1", object: "session" }, { id: "msg_new" })
    await reconcile()
    await ageDelivery(shop, "msg_old", 31)
    await past("31 days")

    await job()

    expect(await shop.rows("SELECT svix_id FROM clerk_webhook_delivery")).toEqual([{ svix_id: "msg_new" }])
    expect(await reconciliations()).toHaveLength(1)
  })
})
