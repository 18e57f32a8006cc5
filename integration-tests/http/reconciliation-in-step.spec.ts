import { createCustomerGroupsWorkflow, linkCustomersToCustomerGroupWorkflow } from "@medusajs/medusa/core-flows"
import { BUSINESS_GROUP } from "../helpers/catalogue"
import { seedInStep } from "../helpers/in-step"
import { describeReconciliation } from "../helpers/reconciliation"

describeReconciliation(
  "Reconciliation of customers who match Clerk",
  (shop, { customers, reconcile, everything, differences, recordOf, liveRecordOf, settled }) => {
    const allKinds = async () => {
      await shop.synced()
      await shop.synced({ account_type: "individual", first_name: "Ada" })
      for (const decision of ["pending", "verified", "rejected", "revoked"] as const) {
        await shop.syncedBusiness(decision)
      }
      const banned = await shop.synced()
      await shop.webhook("user.updated", shop.clerk.users.ban(banned.user.id))
      await settled()
    }

    it("records the newest versions of users and writes nothing else", async () => {
      await allKinds()
      const before = await everything()
      shop.events.reset()

      const { status, counts } = await reconcile()

      expect({ status, counts }).toMatchObject({
        status: "completed",
        counts: { total: 7, users: 7, equal: 7, different: 0, mended: 0, closed: 0 },
      })
      const { customer_meta: records, ...rest } = await everything()
      const { customer_meta: recordsBefore, ...restBefore } = before
      const withoutVersion = (rows: unknown[]) => rows.map((row) => ({ ...(row as object), written_in: null, clerk_updated_at: null }))
      expect(withoutVersion(records)).toEqual(withoutVersion(recordsBefore))
      expect(rest).toEqual(restBefore)
      for (const { id, updated_at } of shop.clerk.users.list()) {
        expect(await recordOf({ id })).toMatchObject({ clerk_updated_at: new Date(updated_at) })
      }
      await shop.events.settle()
      expect(shop.events.list("")).toEqual([{ name: "harness.settled", data: expect.anything() }])
    })

    it("writes nothing the second time", async () => {
      await allKinds()
      await reconcile()
      const before = await everything()
      shop.clerk.requests.reset()

      const { counts } = await reconcile()

      expect(counts).toMatchObject({ users: 7, equal: 7, different: 0, mended: 0, closed: 0 })
      expect(await everything()).toEqual(before)
      expect(await differences()).toEqual([])
      expect(shop.clerk.requests.list().every(({ method }) => method === "GET")).toBe(true)
      expect(counts.requests).toBe(shop.clerk.requests.count())
    })

    it("finds no difference for a business that an admin put into the group before verifying it", async () => {
      const business = await shop.syncedBusiness("pending")
      const { result: groups } = await createCustomerGroupsWorkflow(shop.container).run({
        input: { customersData: [{ name: BUSINESS_GROUP }] },
      })
      await linkCustomersToCustomerGroupWorkflow(shop.container).run({ input: { id: groups[0].id, add: [business.id] } })
      await shop.verifyBusiness(business.id)
      await settled()
      await reconcile()
      const before = await everything()

      expect((await reconcile()).counts).toMatchObject({ users: 1, equal: 1, different: 0 })
      expect(await everything()).toEqual(before)
    })

    it("completes if there are no users", async () => {
      expect(await reconcile()).toMatchObject({ status: "completed", counts: { total: 0, users: 0 } })
    })

    it("leaves customers without a Clerk user alone", async () => {
      const { id } = await shop.registerCustomer()
      const [user] = await seedInStep(shop, 1)

      expect((await reconcile()).counts).toMatchObject({ users: 1, equal: 1 })
      expect(await liveRecordOf(user)).toBeDefined()
      expect(await customers().retrieveCustomer(id)).toBeDefined()
    })
  }
)
