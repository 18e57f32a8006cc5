import { seedInStep } from "../helpers/in-step"
import { describeReconciliation, PAGE } from "../helpers/reconciliation"
import { resetClerkVersions, makeAllPending } from "../helpers/written-states"

describeReconciliation("Reconciliation since a time", (shop, { reconcile, liveRecordOf, pagesRead, settled }) => {
  it("compares only users that Clerk has changed since then", async () => {
    const [early] = await seedInStep(shop, 1, () => ({ created_at: 1_000, updated_at: 2_000 }))
    const [late] = await seedInStep(shop, 1, () => ({ created_at: 1_000, updated_at: 5_000 }))
    await makeAllPending(shop, "Cedar")
    await resetClerkVersions(shop)

    const { counts, since } = await reconcile({ since: new Date(5_000) })

    expect(since).toEqual(new Date(5_000))
    expect(counts).toMatchObject({ users: 1 })
    expect(await liveRecordOf(late)).toMatchObject({ clerk_updated_at: new Date(5_000) })
    expect(await liveRecordOf(early)).toMatchObject({ clerk_updated_at: new Date(0) })
  })

  it("closes no record, whoever is missing", async () => {
    const { user } = await shop.synced()
    await settled()
    shop.clerk.users.delete(user.id)

    expect(await reconcile({ since: new Date(0) })).toMatchObject({ status: "completed", counts: { users: 0, closed: 0 } })
    expect(await liveRecordOf(user)).toBeDefined()
  })

  it("reads no page beyond the first older user", async () => {
    await seedInStep(shop, 3 * PAGE, (n) => ({ created_at: n + 1, updated_at: n + 1 }))

    const { counts } = await reconcile({ since: new Date(3 * PAGE - 700) })

    expect(counts).toMatchObject({ users: 701, equal: 701 })
    expect(pagesRead()).toBe(2)
  })

  it("misses no user if others are deleted between two pages", async () => {
    const users = await seedInStep(shop, 2 * PAGE + 50, (n) => ({ created_at: n + 1, updated_at: n + 1 }))
    await resetClerkVersions(shop)
    let deleted = 0
    const onProgress = () => {
      // The newest are on the first page.
      for (let more = 0; more < 10; more++) {
        shop.clerk.users.delete(users[users.length - 1 - deleted++].id)
      }
    }

    await reconcile({ since: new Date(0), onProgress })

    const left = await shop.rows<{ clerk_user_id: string }>("SELECT clerk_user_id FROM customer_meta WHERE clerk_updated_at = '1970-01-01'")
    expect(left).toEqual([])
  })

  it("starts over after an interruption, since the newest changes come first", async () => {
    const users = await seedInStep(shop, PAGE + 20, (n) => ({ created_at: n + 1, updated_at: n + 1 }))
    const controller = new AbortController()
    const broken = await reconcile({ since: new Date(0), signal: controller.signal, onProgress: () => controller.abort() })
    expect(broken).toMatchObject({ status: "interrupted", counts: { users: PAGE } })
    shop.clerk.users.update(users[0].id, { unsafe_metadata: { accountType: "business" } })

    expect(await reconcile({ since: new Date(1) })).toMatchObject({ status: "completed", counts: { mended: 1 } })

    expect(await liveRecordOf(users[0])).toMatchObject({ account_type: "business" })
  })
})
