import type { Fault } from "clerk-stand-in"
import { seedInStep } from "../helpers/in-step"
import { describeReconciliation, SINGLE_USER, USERS_PAGE, withoutWaiting } from "../helpers/reconciliation"

describeReconciliation(
  "Reconciliation with users missing at Clerk",
  (shop, { reconcile, everything, shown, liveRecordOf, liveRecords, reconciliations, singleReads, settled }) => {
    it("keeps and mends a user who is missing from a page but still at Clerk", async () => {
      const kept = await shop.synced()
      const lacking = await shop.synced()
      await settled()
      shop.clerk.users.update(lacking.user.id, { unsafe_metadata: { accountType: "business" } })
      shop.clerk.faults.set({ body: JSON.stringify([shop.clerk.users.get(kept.user.id)]), path: USERS_PAGE, times: 1 })

      expect(await reconcile()).toMatchObject({ status: "completed", counts: { users: 2, closed: 0, mended: 1 } })
      expect(await shop.metaOf(lacking.id)).toMatchObject({ account_type: "business" })
    })

    it.each<[string, Fault]>([
      ["a proxy's 404", { status: 404, body: "Not found" }],
      ["a proxy's 404 in JSON", { status: 404, body: '{"message":"no such route"}' }],
      ["a 404 with another of Clerk's codes", { status: 404 }],
      ["a 404 whose errors are nonsense", { status: 404, body: '{"errors":[null,{"code":5}]}' }],
      ["a 403", { status: 403 }],
      ["a 401", { status: 401 }],
    ])("stops and closes no record after %s for a user missing from a page, and the next run continues", async (_name, fault) => {
      await shop.synced()
      const { user } = await shop.synced()
      await settled()
      withoutWaiting()
      shop.clerk.users.delete(user.id)
      shop.clerk.faults.set({ ...fault, path: SINGLE_USER })

      await expect(reconcile()).rejects.toMatchObject({ code: "identity_provider_unavailable" })
      expect(await liveRecordOf(user)).toBeDefined()
      expect(await shop.rows("SELECT * FROM clerk_user_tombstone")).toEqual([])

      shop.clerk.faults.set(null)
      expect(await reconcile()).toMatchObject({ status: "completed", counts: { closed: 1 } })
      expect(await reconciliations()).toHaveLength(1)
    })

    it("closes no record if Clerk answers with another user in place of the missing one", async () => {
      const other = await shop.synced()
      const { user } = await shop.synced()
      await settled()
      shop.clerk.users.delete(user.id)
      withoutWaiting()
      shop.clerk.faults.set({ body: JSON.stringify(shop.clerk.users.get(other.user.id)), path: SINGLE_USER })

      await expect(reconcile()).rejects.toMatchObject({ code: "identity_provider_unavailable" })
      expect(await liveRecordOf(user)).toBeDefined()
    })

    /** Seeds users of whom Clerk still has only the newest, whom a run asks for first. */
    const seedAnotherInstance = async (count: number, known: number) => {
      await seedInStep(shop, known, (n) => ({ id: `user_new_${n}`, created_at: 1_000 + n }))
      const users = await seedInStep(shop, count, (n) => ({ id: `user_gone_${n}`, created_at: n + 1 }))
      users.forEach(({ id }) => shop.clerk.users.delete(id))
    }

    it("changes nothing if Clerk has none of the shop's newest users, so that it imports no users of another instance", async () => {
      await seedAnotherInstance(25, 0)
      shop.clerkUser()
      const before = await everything()

      expect(await reconcile()).toMatchObject({ status: "failed", reason: "too_many_missing", counts: { users: 0 } })
      expect(await reconcile({ since: new Date(0) })).toMatchObject({ status: "failed", reason: "too_many_missing" })
      expect(await everything()).toEqual(before)

      expect(await reconcile({ allowDeletions: true })).toMatchObject({ status: "completed", counts: { mended: 1, closed: 25 } })
    })

    it("stops and closes no record if many users are missing, because the secret key may belong to another instance", async () => {
      await seedAnotherInstance(30, 100)

      expect(await reconcile()).toMatchObject({ status: "failed", reason: "too_many_missing", counts: { users: 100, closed: 0 } })

      expect(await liveRecords()).toBe(130)
      expect(await shop.rows("SELECT * FROM clerk_user_tombstone")).toEqual([])
      expect(singleReads()).toBe(0)
      expect((await shown()).reconciliation).toMatchObject({ status: "failed", reason: "too_many_missing" })
    })

    it("closes many missing users if deletions are allowed", async () => {
      await seedAnotherInstance(30, 100)
      await reconcile()

      expect(await reconcile({ allowDeletions: true })).toMatchObject({ status: "completed", counts: { closed: 30 } })
      expect(await liveRecords()).toBe(100)
    })

    it("closes up to twenty missing users even if deletions are not allowed", async () => {
      await seedAnotherInstance(20, 30)

      expect(await reconcile()).toMatchObject({ status: "completed", counts: { closed: 20 } })
    })

    it("closes up to a tenth of all users even if deletions are not allowed", async () => {
      await seedAnotherInstance(30, 270)

      expect(await reconcile()).toMatchObject({ status: "completed", counts: { closed: 30 } })
    })

    it.each([2, 15])("stops if none of %d users is left", async (count) => {
      await seedAnotherInstance(count, 0)
      shop.clerkUser()

      expect(await reconcile()).toMatchObject({ status: "failed", reason: "too_many_missing" })
      expect(await shop.rows("SELECT * FROM clerk_user_tombstone")).toEqual([])
    })

    it("closes no record if Clerk refuses the secret key", async () => {
      await seedAnotherInstance(3, 3)
      shop.clerk.faults.set({ status: 401 })

      await expect(reconcile()).rejects.toMatchObject({ code: "identity_provider_unavailable" })
      expect(await liveRecords()).toBe(6)
    })
  }
)
