/** @own-app */
import type { MedusaRequest } from "@medusajs/framework/http"
import { GERMAN_ADDRESS } from "../helpers/catalogue"
import { describeShop, type SyncedCustomer } from "../helpers/shop"

const MOST = 3

const limits = {
  syncRuns: 5,
  exchanges: MOST,
  quoteMessages: MOST,
  bulkOrders: MOST,
  acceptances: MOST,
  bulkCarts: MOST,
  previews: MOST,
  otherRoutes: MOST,
  refusedCredentials: MOST,
  address: ({ headers }: MedusaRequest) => String(headers["x-real-ip"] ?? "nobody"),
}

const TOO_MANY = { status: 429, body: { type: "too_many_requests", code: "too_many_requests", message: expect.any(String) } }

describeShop("Limits per minute", { catalogue: true, plugin: { limits } }, (shop) => {
  const items = [{ sku: "BOLT-10", quantity: 10 }]
  const order = { items, shipping_address: GERMAN_ADDRESS }

  it.each<[route: string, path: string, body: object, good: number]>([
    ["bulk orders", "/store/orders/create-bulk", order, 201],
    ["carts", "/store/orders/create-bulk/cart", order, 201],
    ["previews", "/store/orders/create-bulk/preview", order, 200],
    ["quote requests", "/store/quotes/request", { items }, 201],
  ])("apply to %s across all tokens of the customer", async (_route, path, body, good) => {
    const customer = await shop.syncedBusiness("verified")
    const other = await shop.syncedBusiness("verified")
    const post = ({ user }: SyncedCustomer, token = shop.tokenOf(user)) => shop.post(path, { token, body })

    for (let call = 0; call < MOST; call++) {
      expect((await post(customer)).status).toBe(good)
    }
    const refused = await post(customer)
    expect(refused).toMatchObject(TOO_MANY)
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0)
    expect(await post(customer, await shop.exchange(shop.tokenOf(customer.user)))).toMatchObject(TOO_MANY)
    expect((await post(other)).status).toBe(good)
  })

  it("apply to quote requests, messages and renegotiations together, and to acceptances", async () => {
    const { user } = await shop.syncedBusiness("verified")
    const post = (path: string, body: object) => shop.post<{ quote: { id: string } }>(path, { token: shop.tokenOf(user), body })
    const { quote } = (await post("/store/quotes/request", { items })).body
    expect((await post(`/store/quotes/${quote.id}/messages`, { text: "Hello" })).status).toBe(200)
    expect((await post(`/store/quotes/${quote.id}/renegotiate`, { message: "Again" })).status).toBe(409)
    expect(await post(`/store/quotes/${quote.id}/messages`, { text: "Hello" })).toMatchObject(TOO_MANY)
    for (let call = 0; call < MOST; call++) {
      expect((await post(`/store/quotes/${quote.id}/accept`, { revision: 1, shipping_address: GERMAN_ADDRESS })).status).toBe(409)
    }
    expect(await post(`/store/quotes/${quote.id}/accept`, { revision: 1, shipping_address: GERMAN_ADDRESS })).toMatchObject(TOO_MANY)
  })

  it("apply to all other routes of the plugin together, and not to Medusa's", async () => {
    const { user, token } = await shop.synced()
    expect((await shop.get("/store/quotes", { token })).status).toBe(200)
    expect((await shop.get("/store/customers/sync-role/me", { token })).status).toBe(200)
    expect((await shop.get(`/store/customers/sync-role/${user.id}`, { token })).status).not.toBe(429)
    expect(await shop.get("/store/quotes", { token })).toMatchObject(TOO_MANY)
    expect((await shop.get("/store/customers/me", { token })).status).toBe(200)
  })

  it("apply to exchanges and to sync runs, but not to calls that join a running sync", async () => {
    const user = shop.clerkUser()
    const exchange = () => shop.post("/auth/customer/clerk", { body: { token: shop.tokenOf(user) } })
    for (let call = 0; call < MOST; call++) {
      expect((await exchange()).status).toBe(200)
    }
    const refused = await exchange()
    expect(refused).toMatchObject(TOO_MANY)
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0)

    const crowd = shop.clerkUser()
    const statuses = await Promise.all(
      Array.from({ length: 30 }, async () => (await shop.get("/store/customers/me", { token: shop.tokenOf(crowd) })).status)
    )
    expect(new Set(statuses)).toEqual(new Set([200]))
  })

  it("apply to refused credentials of an address, and never to valid ones", async () => {
    const { token } = await shop.synced()
    const from = (address: string, credential: string) =>
      shop.get("/store/customers/me", { token: credential, headers: { "x-real-ip": address } })
    const forged = shop.clerk.mintForgedToken(shop.clerkUser().id)
    for (let call = 0; call < MOST; call++) {
      expect((await from("203.0.113.1", forged)).status).toBe(401)
    }
    const refused = await from("203.0.113.1", forged)
    expect(refused).toMatchObject(TOO_MANY)
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0)
    expect(await from("203.0.113.1", "x".repeat(9_000))).toMatchObject(TOO_MANY)
    expect((await from("203.0.113.2", forged)).status).toBe(401)
    expect((await from("203.0.113.1", token)).status).toBe(200)
  })

  it("run a customer's previews one at a time", async () => {
    const { user } = await shop.syncedBusiness("verified")
    const answers = await Promise.all(
      Array.from({ length: MOST }, () => shop.post("/store/orders/create-bulk/preview", { token: shop.tokenOf(user), body: order }))
    )
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
  })
})
