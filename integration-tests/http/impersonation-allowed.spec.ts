import { GERMAN_ADDRESS } from "../helpers/catalogue"
import { describeShop, type SyncedCustomer } from "../helpers/shop"
import type { RoleWithHistoryView } from "../helpers/views"

const IMPERSONATOR = "user_support"

describeShop(
  "Somebody who impersonates a customer while impersonation.allowWrites is on",
  {
    catalogue: true,
    plugin: { impersonation: { allowWrites: true } },
  },
  (shop) => {
    const tokenOf = (user: { id: string }, impersonator = IMPERSONATOR) => shop.tokenOf(user, { claims: { act: { sub: impersonator } } })
    const historyOf = async (id: string) => {
      const { body } = await shop.get<RoleWithHistoryView>(`/admin/customers/${id}/role`, { token: shop.admin.token })
      return body.history
    }
    const impersonationsOf = async ({ id }: Pick<SyncedCustomer, "id">) =>
      (await historyOf(id))
        .filter(({ type }) => type === "impersonated")
        .map(({ actor_type, actor_id, impersonator_id, note }) => ({ actor_type, actor_id, impersonator_id, note }))
    const entry = (customer: { id: string }, note: string) => ({
      actor_type: "customer",
      actor_id: customer.id,
      impersonator_id: IMPERSONATOR,
      note,
    })

    it("may order as the customer, and the history records both people", async () => {
      const customer = await shop.syncedBusiness("verified")

      const { status } = await shop.post("/store/orders/create-bulk?fields=id", {
        token: tokenOf(customer.user),
        body: { items: [{ sku: "BOLT-10", quantity: 1 }], shipping_address: GERMAN_ADDRESS },
      })

      expect(status).toBe(201)
      expect(await impersonationsOf(customer)).toEqual([entry(customer, "POST /store/orders/create-bulk")])
    })

    it("may change the customer's data, and the history records each change", async () => {
      const customer = await shop.synced()
      const token = tokenOf(customer.user)

      for (const first_name of ["Ada", "Grace"]) {
        expect((await shop.post("/store/customers/me", { token, body: { first_name } })).status).toBe(200)
      }
      const added = await shop.post("/store/customers/me/addresses", { token, body: GERMAN_ADDRESS })

      expect(added.status).toBe(200)
      expect(await impersonationsOf(customer)).toEqual([
        entry(customer, "POST /store/customers/me"),
        entry(customer, "POST /store/customers/me"),
        entry(customer, "POST /store/customers/me/*"),
      ])
    })

    it("is recorded once when a path matches several guards", async () => {
      const customer = await shop.synced()

      const { status } = await shop.post("/store/customers/me/", { token: tokenOf(customer.user), body: { first_name: "Ada" } })

      expect(status).toBe(200)
      expect(await impersonationsOf(customer)).toHaveLength(1)
    })

    it("is recorded also when the request fails", async () => {
      const customer = await shop.synced()

      const { status } = await shop.post("/store/carts/cart_missing/complete", { token: tokenOf(customer.user) })

      expect(status).toBe(404)
      expect(await impersonationsOf(customer)).toEqual([entry(customer, "POST /store/carts/:id/complete")])
    })

    it("may exchange the token, and the history records it", async () => {
      const customer = await shop.synced()

      const { status, body } = await shop.post<{ token: string }>("/auth/customer/clerk", { body: { token: tokenOf(customer.user) } })

      expect({ status, body }).toEqual({ status: 200, body: { token: expect.any(String) } })
      expect(await impersonationsOf(customer)).toEqual([entry(customer, "POST /auth/customer/clerk")])
    })

    it("may be the customer's first caller, and the history starts with both people", async () => {
      const user = shop.clerkUser()

      expect((await shop.post("/auth/customer/clerk", { body: { token: tokenOf(user) } })).status).toBe(200)

      const [row] = await shop.rows<{ customer_id: string }>("SELECT customer_id FROM customer_meta WHERE clerk_user_id = ?", [user.id])
      const history = await historyOf(row.customer_id)
      expect(history.map(({ type, impersonator_id }) => ({ type, impersonator_id }))).toEqual([
        { type: "created", impersonator_id: IMPERSONATOR },
        { type: "impersonated", impersonator_id: IMPERSONATOR },
      ])
    })

    it("gets the customer's own refusals", async () => {
      const customer = await shop.synced()

      expect(await shop.post("/store/orders/create-bulk", { token: tokenOf(customer.user), body: {} })).toMatchObject({
        status: 403,
        body: { code: "business_account_required" },
      })
      expect((await historyOf(customer.id)).at(-1)).toMatchObject({ type: "access_denied", impersonator_id: IMPERSONATOR })
      expect(await impersonationsOf(customer)).toEqual([])
    })

    it("may read, which leaves no trace", async () => {
      const customer = await shop.synced()

      expect((await shop.get("/store/customers/me", { token: tokenOf(customer.user) })).status).toBe(200)
      expect(await impersonationsOf(customer)).toEqual([])
    })

    it("does not affect the customer's own requests", async () => {
      const customer = await shop.synced()

      expect((await shop.post("/store/customers/me", { token: customer.token, body: { first_name: "Ada" } })).status).toBe(200)
      expect(await impersonationsOf(customer)).toEqual([])
    })

    it("does not turn a rejected application into a new one", async () => {
      const customer = await shop.synced()
      shop.clerk.users.update(customer.user.id, { unsafe_metadata: { accountType: "reseller" } })
      const sync = () => shop.post("/store/customers/sync-role", { token: customer.token })
      expect((await sync()).status).toBe(400)
      await shop.post("/store/customers/me", { token: tokenOf(customer.user), body: { first_name: "Ada" } })

      expect((await sync()).status).toBe(400)

      expect(await shop.historyOf(customer.id)).toEqual(["created", "claim_refused", "impersonated"])
    })
  }
)
