import { eventually } from "../helpers/eventually"
import { intercept } from "../helpers/intercept"
import { describeReconciliation } from "../helpers/reconciliation"
import { shortenReconciliationLease } from "../helpers/written-states"

describeReconciliation(
  "Reconciliation beside webhooks and other reconciliations",
  (shop, { service, reconcile, differences, liveRecordOf, liveRecords, reconciliations, settled }) => {
    it("keeps a webhook's change and difference if they are newer than the page", async () => {
      const { user } = await shop.synced()
      await settled()
      const onPage = shop.clerk.users.update(user.id, { unsafe_metadata: { accountType: "business", company: "Old" } })
      const newer = { ...onPage, updated_at: onPage.updated_at + 1_000, unsafe_metadata: { accountType: "wholesaler" } }
      intercept(service(), "getClerkUsers", async (call) => {
        if (call === 1) {
          await shop.webhook("user.updated", newer)
        }
      })

      await reconcile()

      expect(await liveRecordOf(user)).toMatchObject({
        account_type: "individual",
        company_name: null,
        clerk_updated_at: new Date(newer.updated_at),
      })
      expect(await differences()).toMatchObject([{ clerk_user_id: user.id, kind: "claim" }])
    })

    it("leaves no difference for a user who is deleted while their page is processed", async () => {
      const { user } = await shop.synced()
      await settled()
      shop.clerk.users.update(user.id, { unsafe_metadata: { accountType: "business" } })
      intercept(service(), "moveClerkVersions", async () => {
        await shop.webhook("user.deleted", shop.clerk.users.delete(user.id))
      })

      const { status } = await reconcile()

      expect(status).toBe("completed")
      expect(await liveRecordOf(user)).toBeUndefined()
      expect(await differences()).toEqual([])
    })

    it("creates one customer for a new user whose webhook arrives at the same time", async () => {
      const users = Array.from({ length: 5 }, () => shop.clerkUser())

      await Promise.all([reconcile(), ...users.map((user) => shop.webhook("user.created", user))])

      expect(await shop.rows("SELECT clerk_user_id FROM customer_meta")).toHaveLength(5)
      expect(await shop.rows("SELECT id FROM customer WHERE deleted_at IS NULL")).toHaveLength(5)
      expect(await differences()).toEqual([])
    })

    it("answers busy to all but one of three simultaneous runs, and does nothing twice", async () => {
      const users = Array.from({ length: 8 }, () => shop.clerkUser())

      const results = await Promise.allSettled([reconcile(), reconcile(), reconcile({ dryRun: true })])

      expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1)
      for (const result of results) {
        expect(result.status === "fulfilled" || result.reason).toEqual(
          result.status === "fulfilled" || expect.objectContaining({ code: "busy" })
        )
      }
      expect(await reconciliations()).toMatchObject([{ status: "completed" }])
      expect(await liveRecords()).toBeLessThanOrEqual(users.length)
    })

    it("waits for another run if the caller asks for that", async () => {
      shop.clerkUser()
      shop.clerk.faults.set({ delayMs: 300, times: 1 })
      const first = reconcile()
      await eventually(async () => expect(await reconciliations()).toHaveLength(1))

      expect(await reconcile({ waitSeconds: 30 })).toMatchObject({ status: "completed", counts: { equal: 1 } })
      expect(await first).toMatchObject({ status: "completed", counts: { mended: 1 } })
    })

    it("renews its lease while a page is slow, so that a second run is busy", async () => {
      shop.clerkUser()
      let goOn: () => void = () => undefined
      const held = new Promise<void>((resolve) => {
        goOn = resolve
      })
      intercept(service().reconciliations, "advance", () => held)
      const first = reconcile()
      await eventually(async () => expect(await reconciliations()).toHaveLength(1))
      await shortenReconciliationLease(shop)

      await eventually(async () => {
        expect(await shop.rows("SELECT 1 FROM clerk_reconciliation WHERE leased_until > now() + interval '10 seconds'")).toHaveLength(1)
      })
      await expect(reconcile()).rejects.toMatchObject({ code: "busy" })
      goOn()
      expect(await first).toMatchObject({ status: "completed" })
    })
  }
)
