import type { ClerkUserJson } from "clerk-stand-in"
import type { ReconciliationRecord } from "../../src/modules/customer-role/types"
import { seedInStep, WRITTEN_INDIVIDUAL } from "../helpers/in-step"
import { intercept } from "../helpers/intercept"
import { describeReconciliation, PAGE } from "../helpers/reconciliation"

describeReconciliation("Reconciliation of more users than fit on a page", (shop, { service, reconcile, liveRecordOf, liveClerkUsers }) => {
  it("compares each user once, even if many were created in the same millisecond", async () => {
    await seedInStep(shop, 400, (n) => ({ created_at: 1_000 + n }))
    await seedInStep(shop, 1_200, () => ({ created_at: 5_000 }))
    await seedInStep(shop, 300, (n) => ({ created_at: 6_000 + n }))
    const missing = [1_399, 5_000, 6_000, 6_299].map((created_at) =>
      shop.clerk.users.create({ created_at, email: `missing-${created_at}@example.com`, public_metadata: WRITTEN_INDIVIDUAL })
    )

    const { status, counts } = await reconcile()

    expect(status).toBe("completed")
    expect(counts).toMatchObject({ total: 1_904, users: 1_904, equal: 1_900, different: 4, mended: 4, closed: 0 })
    for (const user of missing) {
      expect(await liveRecordOf(user)).toBeDefined()
    }
  })

  it.each([PAGE - 1, PAGE, PAGE + 1, 2 * PAGE])("compares all of %d users", async (count) => {
    await seedInStep(shop, count, (n) => ({ created_at: n + 1 }))

    expect((await reconcile()).counts).toMatchObject({ total: count, users: count, equal: count })
  })

  it("compares all users if exactly one page of them was created in the same millisecond", async () => {
    await seedInStep(shop, PAGE, () => ({ created_at: 1_000 }))
    await seedInStep(shop, PAGE, () => ({ created_at: 1_001 }))

    expect((await reconcile()).counts).toMatchObject({ total: 2 * PAGE, users: 2 * PAGE, equal: 2 * PAGE })
  })

  it("compares all users even if some are deleted or created between two pages", async () => {
    const users = await seedInStep(shop, 1_600, (n) => ({ created_at: n + 1 }))
    const newcomers: ClerkUserJson[] = []
    const deleted: ClerkUserJson[] = []
    const remove = (from: number, count: number) => {
      for (const user of users.slice(from, from + count)) {
        shop.clerk.users.delete(user.id)
        deleted.push(user)
      }
    }
    let page = 0
    const onProgress = ({ position }: ReconciliationRecord) => {
      page += 1
      if (page === 1) {
        // On the previous page, across its edge, and further on.
        remove(10, 20)
        remove(PAGE - 10, 20)
        remove(1_200, 5)
      }
      if (page <= 3 && position.phase === "users") {
        newcomers.push(shop.clerk.users.create({ email: `newcomer-${page}@example.com`, created_at: 10_000 + page }))
        // The next run finds users created earlier than the current position.
        shop.clerk.users.update(users[1_599].id, { first_name: `Page ${page}` })
      }
    }

    const { counts } = await reconcile({ onProgress })

    expect(counts).toMatchObject({ mended: newcomers.length })
    for (const newcomer of newcomers) {
      expect(await liveRecordOf(newcomer)).toBeDefined()
    }
    const live = await liveClerkUsers()
    // Users seen before their deletion are left to the next run.
    await reconcile({ allowDeletions: true })
    const later = await liveClerkUsers()
    const atClerk = shop.clerk.users.list().map(({ id }) => id)
    expect(atClerk.filter((id) => !live.has(id))).toEqual([])
    expect([...later].sort()).toEqual(atClerk.sort())
    expect(deleted.filter(({ id }) => live.has(id))).toHaveLength(30)
  })

  it("stores the users that it has seen in the database, and deletes them at the end", async () => {
    await seedInStep(shop, PAGE + 100, (n) => ({ created_at: n + 1 }))
    const seen: number[] = []
    intercept(service().reconciliations, "advance", async () => {
      seen.push((await shop.rows("SELECT 1 FROM clerk_reconciliation_seen")).length)
    })

    await reconcile()

    expect(seen[1]).toBe(PAGE)
    expect(await shop.rows("SELECT 1 FROM clerk_reconciliation_seen")).toEqual([])
  })
})
