import { fromBuiltPlugin } from "../helpers/built-plugin"
import { describeShop } from "../helpers/shop"

describeShop(
  "a shop without write-backs and token exchange",
  { plugin: { writeBack: { metadataKey: false }, clerk: { exchange: false } } },
  (shop) => {
    it("queues nothing and sends Clerk nothing when roles change", async () => {
      const { id, user } = await shop.syncedBusiness("verified", { public_metadata: { plan: "gold" } })
      await shop.decide(id, false)
      await shop.webhook("user.updated", shop.clerk.users.update(user.id, { unsafe_metadata: { accountType: "individual" } }))
      await fromBuiltPlugin<typeof import("../../src/jobs/write-back-roles")>("jobs/write-back-roles").default(shop.container)
      await shop.events.settle()

      expect(await shop.rows("SELECT 1 FROM clerk_write_back")).toEqual([])
      expect(shop.clerk.requests.list().filter(({ method }) => method !== "GET")).toEqual([])
      expect(shop.clerk.users.get(user.id)?.public_metadata).toEqual({ plan: "gold" })
    })

    it("has no exchange but accepts Clerk's tokens", async () => {
      const { token, id } = await shop.synced()

      expect(await shop.post("/auth/customer/clerk", { token })).toMatchObject({ status: 404, body: { code: "not_found" } })
      expect(await shop.get("/store/customers/me", { token })).toMatchObject({ status: 200, body: { customer: { id } } })
    })

    it("reports no differences because of missing write-backs", async () => {
      await shop.syncedBusiness("verified")
      const { reconcileRoles } = fromBuiltPlugin<typeof import("../../src/workflows/customer-role")>("workflows/customer-role")
      const users = shop.clerk.users.list().length

      await reconcileRoles(shop.container)

      expect(await reconcileRoles(shop.container)).toMatchObject({ counts: { users, equal: users } })
      expect(await shop.rows("SELECT 1 FROM clerk_write_back")).toEqual([])
    })

    it("drops entries queued before write-backs were switched off", async () => {
      const { id } = await shop.syncedBusiness()
      await shop.rows(
        `INSERT INTO clerk_write_back (customer_meta_id, customer_id, clerk_user_id)
       SELECT id, customer_id, clerk_user_id FROM customer_meta WHERE customer_id = ?`,
        [id]
      )
      shop.clerk.requests.reset()

      await fromBuiltPlugin<typeof import("../../src/jobs/write-back-roles")>("jobs/write-back-roles").default(shop.container)

      expect(await shop.rows("SELECT 1 FROM clerk_write_back")).toEqual([])
      expect(shop.clerk.requests.list()).toEqual([])
    })
  }
)
