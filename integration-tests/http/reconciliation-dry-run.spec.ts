import { describeReconciliation } from "../helpers/reconciliation"
import type { SyncedCustomer } from "../helpers/shop"
import { softDeleteCustomer, removeMemberships } from "../helpers/written-states"

describeReconciliation("Reconciliation as a dry run", (shop, { reconcile, everything, differences, settled }) => {
  const outOfStep = async () => {
    const verified = await shop.syncedBusiness("verified")
    const [changed, deleted, gone] = [await shop.synced(), await shop.synced(), await shop.synced()]
    const [refused, moved] = [await shop.synced(), await shop.synced()]
    await settled()
    await removeMemberships(shop, verified.id)
    shop.clerk.users.update(verified.user.id, { public_metadata: {} })
    shop.clerk.users.update(changed.user.id, { unsafe_metadata: { accountType: "business" } })
    shop.clerk.users.delete(deleted.user.id)
    await softDeleteCustomer(shop, gone.id)
    shop.clerk.users.update(refused.user.id, { unsafe_metadata: { accountType: "wholesaler" } })
    shop.clerk.users.update(moved.user.id, { email: "moved@example.com" })
    const missing = shop.clerkUser()
    return { verified, changed, deleted, gone, refused, moved, missing }
  }
  const found = async (people: Awaited<ReturnType<typeof outOfStep>>) => {
    const { verified, changed, deleted, gone, refused, moved, missing } = people
    const difference = ({ id, user }: SyncedCustomer, kind: string, reason: unknown) => ({
      clerk_user_id: user.id,
      customer_id: id,
      kind,
      reason,
    })
    return [
      difference(refused, "claim", expect.stringContaining("accountType")),
      difference(gone, "customer_deleted", null),
      difference(deleted, "deleted_at_clerk", null),
      difference(moved, "email", "other_address"),
      difference(verified, "group", "not_a_member"),
      { clerk_user_id: missing.id, customer_id: null, kind: "missing", reason: null },
      difference(changed, "outdated", "account_type"),
      difference(verified, "write_back", null),
    ]
  }

  it("notes every difference and writes nothing else", async () => {
    const people = await outOfStep()
    const before = await everything()
    shop.events.reset()

    const { status, dry_run, counts } = await reconcile({ dryRun: true })

    expect({ status, dry_run }).toEqual({ status: "completed", dry_run: true })
    expect(counts).toMatchObject({ total: 6, users: 7, equal: 0, different: 7, mended: 0, closed: 0 })
    expect(await differences()).toEqual(await found(people))
    expect(await everything()).toEqual(before)
    await shop.events.settle()
    expect(shop.events.list()).toEqual([])
  })

  it("notes the same differences the second time, and keeps the time of the first", async () => {
    const people = await outOfStep()
    await reconcile({ dryRun: true })
    const before = await shop.rows("SELECT * FROM clerk_difference ORDER BY id")

    await reconcile({ dryRun: true })

    expect(await differences()).toEqual(await found(people))
    expect(await shop.rows("SELECT * FROM clerk_difference ORDER BY id")).toEqual(before)
  })

  it("leaves mending to the next run, after which only the refused claim remains", async () => {
    const { refused } = await outOfStep()
    await reconcile({ dryRun: true })

    expect(await reconcile()).toMatchObject({ dry_run: false, counts: { different: 7, mended: 4, closed: 2 } })

    expect(await differences()).toMatchObject([{ clerk_user_id: refused.user.id, kind: "claim" }])
    await settled()
    expect((await reconcile()).counts).toMatchObject({ different: 1 })
  })

  it("drops the difference of a user who matches Clerk again", async () => {
    const { user } = await shop.synced()
    await settled()
    shop.clerk.users.ban(user.id)
    await reconcile({ dryRun: true })
    expect(await differences()).toMatchObject([{ kind: "outdated", reason: "disabled_at" }])

    shop.clerk.users.unban(user.id)
    await reconcile({ dryRun: true })

    expect(await differences()).toEqual([])
  })
})
