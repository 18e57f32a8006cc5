import { GERMAN_ADDRESS } from "../helpers/catalogue"
import { fillCart } from "../helpers/checkout"
import { describeShop, type SyncedCustomer } from "../helpers/shop"
import type { RoleWithHistoryView } from "../helpers/views"

const REFUSED = { status: 403, body: { type: "forbidden", code: "impersonation_not_allowed" } }

/** Requests that an impersonator may not send, and their names in the history. */
const GUARDED: [method: string, path: string, action: string][] = [
  ["POST", "/auth/customer/clerk", "POST /auth/customer/clerk"],
  ["GET", "/auth/customer/clerk", "POST /auth/customer/clerk"],
  ["POST", "/store/orders/create-bulk", "POST /store/orders/create-bulk"],
  ["POST", "/store/orders/create-bulk?fields=id", "POST /store/orders/create-bulk"],
  ["POST", "/store/quotes/request", "POST /store/quotes/request"],
  ["POST", "/store/quotes/quo_x/messages", "POST /store/quotes/:id/messages"],
  ["POST", "/store/quotes/quo_x/accept", "POST /store/quotes/:id/accept"],
  ["POST", "/store/quotes/quo_x/decline", "POST /store/quotes/:id/decline"],
  ["POST", "/store/quotes/quo_x/renegotiate", "POST /store/quotes/:id/renegotiate"],
  ["POST", "/store/quotes/quo_x/cancel", "POST /store/quotes/:id/cancel"],
  ["POST", "/store/carts/cart_x/complete", "POST /store/carts/:id/complete"],
  ["POST", "/store/carts/cart_x/customer", "POST /store/carts/:id/customer"],
  ["POST", "/store/orders/order_x/transfer/request", "POST /store/orders/:id/transfer/*"],
  ["POST", "/store/orders/order_x/transfer/accept", "POST /store/orders/:id/transfer/*"],
  ["POST", "/store/customers/me", "POST /store/customers/me"],
  ["POST", "/store/customers/me?fields=id", "POST /store/customers/me"],
  ["POST", "/store/customers/me/addresses", "POST /store/customers/me/*"],
  ["DELETE", "/store/customers/me/addresses/x", "DELETE /store/customers/me/*"],
]

describeShop("Somebody who impersonates a customer (act)", { catalogue: true }, (shop) => {
  const tokenOf = (user: { id: string }, impersonator = "user_support") => shop.tokenOf(user, { claims: { act: { sub: impersonator } } })
  const act = (method: string, path: string, token: string) => shop.call(method, path, { token, ...(method === "GET" ? {} : { body: {} }) })
  const denialsOf = async ({ id }: SyncedCustomer) => {
    const { body } = await shop.get<RoleWithHistoryView>(`/admin/customers/${id}/role`, { token: shop.admin.token })
    return body.history
      .filter(({ type }) => type === "access_denied")
      .map(({ actor_type, actor_id, impersonator_id, note }) => ({ actor_type, actor_id, impersonator_id, note }))
  }

  it.each(GUARDED)("may not %s %s, and the history records the attempt with both people", async (method, path, action) => {
    const customer = await shop.syncedBusiness("verified")

    expect(await act(method, path, tokenOf(customer.user))).toMatchObject(REFUSED)

    expect(await denialsOf(customer)).toEqual([
      { actor_type: "customer", actor_id: customer.id, impersonator_id: "user_support", note: `${action}: impersonation_not_allowed` },
    ])
  })

  it("leaves one entry an hour for each impersonator", async () => {
    const customer = await shop.syncedBusiness("verified")
    for (const impersonator of ["user_support", "user_support", "user_boss", "user_support"]) {
      expect(await act("POST", "/store/customers/me", tokenOf(customer.user, impersonator))).toMatchObject(REFUSED)
    }

    expect((await denialsOf(customer)).map(({ impersonator_id }) => impersonator_id)).toEqual(["user_support", "user_boss"])
  })

  it("leaves one entry for twenty concurrent attempts", async () => {
    const customer = await shop.syncedBusiness("verified")
    const token = tokenOf(customer.user)

    const answers = await Promise.all(Array.from({ length: 20 }, () => act("POST", "/store/orders/create-bulk", token)))

    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 403))
    expect(await denialsOf(customer)).toHaveLength(1)
  })

  it.each([
    ["no person", {}],
    ["a person in an unknown format", "user_support"],
  ])("is recorded even if the token names %s", async (_name, claim) => {
    const customer = await shop.synced()
    const token = shop.tokenOf(customer.user, { claims: { act: claim } })

    expect(await act("POST", "/store/customers/me", token)).toMatchObject(REFUSED)

    expect((await denialsOf(customer)).map(({ impersonator_id }) => impersonator_id)).toEqual([
      typeof claim === "string" ? claim : "unknown",
    ])
  })

  it("is refused for a customer who was never synced, and does not sync them", async () => {
    const user = shop.clerkUser()

    expect(await act("POST", "/auth/customer/clerk", tokenOf(user))).toMatchObject(REFUSED)

    expect(await shop.rows("SELECT id FROM customer_meta WHERE clerk_user_id = ?", [user.id])).toEqual([])
  })

  it("gets the customer's own refusals first", async () => {
    const customer = await shop.synced()

    expect(await act("POST", "/store/orders/create-bulk", tokenOf(customer.user))).toMatchObject({
      status: 403,
      body: { code: "business_account_required" },
    })
    expect(await denialsOf(customer)).toEqual([
      { actor_type: "customer", actor_id: customer.id, impersonator_id: "user_support", note: "bulk_orders: business_account_required" },
    ])
  })

  it("may read, which leaves no trace", async () => {
    const customer = await shop.syncedBusiness("verified")
    const token = tokenOf(customer.user)

    expect((await shop.get("/store/customers/me", { token })).status).toBe(200)
    expect((await shop.get("/store/customers/me/addresses", { token })).status).toBe(200)
    expect((await shop.get("/store/customers/sync-role/me", { token })).status).toBe(200)
    expect(await shop.historyOf(customer.id)).toEqual(["created", "verified"])
  })

  it("may fill the customer's cart, which is recorded, but not change its e-mail address", async () => {
    const customer = await shop.syncedBusiness("verified")
    const caller = { token: tokenOf(customer.user) }
    const cart = await fillCart(shop, caller)
    const path = `/store/carts/${cart.id}`
    const { email } = customer.customer

    const line = { variant_id: shop.catalogue.variantIds["BOLT-10"], quantity: 2 }
    expect((await shop.post(`${path}/line-items`, { ...caller, body: line })).status).toBe(200)
    expect((await shop.post(path, { ...caller, body: { email, shipping_address: GERMAN_ADDRESS } })).status).toBe(200)
    for (const other of ["support@example.com", null]) {
      expect(await shop.post(path, { ...caller, body: { email: other } })).toMatchObject(REFUSED)
    }
    const created = { region_id: shop.catalogue.regionId, email: "support@example.com" }
    expect(await shop.post("/store/carts", { ...caller, body: created })).toMatchObject(REFUSED)
    expect(await shop.post(`${path}/customer`, { ...caller, body: {} })).toMatchObject(REFUSED)
    expect(await shop.post(`${path}/complete`, caller)).toMatchObject(REFUSED)

    const { body } = await shop.get<RoleWithHistoryView>(`/admin/customers/${customer.id}/role`, { token: shop.admin.token })
    expect(body.history.filter(({ type }) => type === "impersonated").map(({ impersonator_id, note }) => [impersonator_id, note])).toEqual([
      ["user_support", "POST /store/carts"],
      ["user_support", "POST /store/carts/:id/line-items"],
      ["user_support", "POST /store/carts/:id"],
    ])
    expect((await shop.get(path)).status).toBe(404)
  })

  it("does not affect the customer's own requests", async () => {
    const customer = await shop.syncedBusiness("verified")
    await act("POST", "/store/customers/me", tokenOf(customer.user))

    expect((await shop.post("/store/customers/me", { token: customer.token, body: { first_name: "Ada" } })).status).toBe(200)
    expect(await denialsOf(customer)).toHaveLength(1)
  })
})
