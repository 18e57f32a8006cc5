import { eventually } from "../helpers/eventually"
import { describeReconciliation } from "../helpers/reconciliation"
import { softDeleteCustomer } from "../helpers/written-states"

describeReconciliation(
  "Reconciliation after a lost webhook",
  (shop, { customers, reconcile, differences, liveRecordOf, singleReads, settled }) => {
    const mended = async (closed = 0) => {
      const { status, counts } = await reconcile()
      expect({ status, different: counts.different, mended: counts.mended, closed: counts.closed }).toEqual({
        status: "completed",
        different: 1,
        mended: 1 - closed,
        closed,
      })
      await settled()
      expect(await differences()).toEqual([])
      const again = await reconcile()
      expect(again.counts).toMatchObject({ different: 0, mended: 0, closed: 0 })
    }

    it("creates customer and application of a new user and emits both events (user.created)", async () => {
      const user = shop.clerkUser({ account_type: "business", company: "Cedar", email: "new@example.com" })
      shop.events.reset()

      await mended()

      expect(await liveRecordOf(user)).toMatchObject({ account_type: "business", company_name: "Cedar", verification_status: "pending" })
      expect(await customers().listCustomers({ email: "new@example.com" })).toMatchObject([{ has_account: true }])
      expect(shop.events.list().map(({ name }) => name)).toEqual(["customer_role.created", "customer_role.pending"])
      expect(shop.clerk.users.get(user.id)?.public_metadata.customerRole).toMatchObject({ verificationStatus: "pending" })
      expect(await shop.rows("SELECT type, actor_type FROM customer_role_event")).toEqual([{ type: "created", actor_type: "system" }])
    })

    it("makes a verified business pending again after another claim (user.updated)", async () => {
      const { id, user } = await shop.syncedBusiness("verified")
      await settled()
      shop.clerk.users.update(user.id, { unsafe_metadata: { accountType: "business", company: "Cedar AG", tax_id: "DE123456789" } })

      await mended()

      expect(await shop.metaOf(id)).toMatchObject({ company_name: "Cedar AG", verification_status: "pending" })
      expect(await shop.groupNamesOf(id)).toEqual([])
    })

    it("disables a banned user, and enables them when the ban ends (user.updated)", async () => {
      const { user, token } = await shop.synced()
      await settled()
      shop.clerk.users.ban(user.id)
      await mended()
      expect(await shop.get("/store/customers/me", { token })).toMatchObject({ status: 403, body: { code: "account_disabled" } })

      shop.clerk.users.unban(user.id)
      await mended()
      expect((await shop.get("/store/customers/me", { token })).status).toBe(200)
    })

    it("gives the customer the user's new email address (user.updated)", async () => {
      const { id, user } = await shop.synced()
      await settled()
      shop.clerk.users.update(user.id, { email: "moved@example.com" })

      await mended()

      expect(await customers().retrieveCustomer(id)).toMatchObject({ email: "moved@example.com" })
      expect(await shop.historyOf(id)).toEqual(["created", "email_changed"])
    })

    it("closes the record of a deleted user for good and takes them out of the group (user.deleted)", async () => {
      await shop.synced()
      const { id, user, token } = await shop.syncedBusiness("verified")
      await settled()
      shop.clerk.users.delete(user.id)
      shop.clerk.requests.reset()

      await mended(1)

      expect(await liveRecordOf(user)).toBeUndefined()
      expect(await shop.groupNamesOf(id)).toEqual([])
      expect(await shop.rows("SELECT clerk_user_id FROM clerk_user_tombstone")).toEqual([{ clerk_user_id: user.id }])
      expect(await shop.post("/store/customers/sync-role", { token })).toMatchObject({ status: 403, body: { code: "account_disabled" } })
      // Clerk confirmed the deletion of this user alone.
      expect(singleReads()).toBe(1)
    })

    it("drops the noted difference of a deleted user without a record (user.deleted)", async () => {
      const user = shop.clerkUser({ email_verified: false })
      await reconcile()
      expect(await differences()).toMatchObject([{ clerk_user_id: user.id, kind: "missing", reason: "email_unverified" }])
      shop.clerk.users.delete(user.id)

      expect((await reconcile()).counts).toMatchObject({ users: 0, different: 0 })
      expect(await differences()).toEqual([])
    })

    it("closes the record of a deleted customer, who can only start again by signing in (customer.deleted)", async () => {
      const { id, user, token } = await shop.synced()
      await settled()
      await softDeleteCustomer(shop, id)

      await mended(1)
      expect(await liveRecordOf(user)).toBeUndefined()
      expect(await shop.rows("SELECT * FROM clerk_user_tombstone")).toEqual([])

      await shop.webhook("user.updated", shop.clerk.users.update(user.id, { first_name: "Ada" }))
      expect((await reconcile()).counts).toMatchObject({ users: 1, equal: 1 })
      expect(await liveRecordOf(user)).toBeUndefined()

      // Only they can start again.
      expect(await shop.post("/store/customers/sync-role", { token })).toMatchObject({ status: 200, body: { created: true } })
      expect(await liveRecordOf(user)).toMatchObject({ account_type: "individual" })
    })

    it("does not revive a deleted customer when a user.updated comes first (customer.deleted)", async () => {
      const { id, user, token } = await shop.synced()
      await settled()
      await softDeleteCustomer(shop, id)

      await shop.webhook("user.updated", shop.clerk.users.update(user.id, { first_name: "Ada" }))

      expect(await customers().listCustomers({ email: user.email_addresses[0].email_address })).toEqual([])
      expect(await liveRecordOf(user)).toBeUndefined()
      expect(await shop.post("/store/customers/sync-role", { token })).toMatchObject({ status: 200, body: { created: true } })
    })

    it("does not revive a customer whose deletion arrived in time (customer.deleted)", async () => {
      const { id, user } = await shop.synced()
      await settled()
      expect((await shop.delete(`/admin/customers/${id}`, { token: shop.admin.token })).status).toBe(200)
      await eventually(async () => expect(await liveRecordOf(user)).toBeUndefined())

      expect((await reconcile()).counts).toMatchObject({ users: 1, equal: 1, different: 0 })
      expect(await liveRecordOf(user)).toBeUndefined()
    })
  }
)
