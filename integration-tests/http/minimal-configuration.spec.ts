/** @own-app */
import { describeShop, WEBHOOK_PATH } from "../helpers/shop"

const minimal = { clerk: { jwtKey: undefined, issuer: undefined, webhookSigningSecret: undefined }, customerGroup: false as const }

describeShop("A shop that has configured only the secret key and its origins", { plugin: minimal }, (shop) => {
  afterEach(() => {
    shop.clerk.faults.set(null)
  })

  it("answers 503 with Retry-After while Clerk's key server cannot be reached, and recovers", async () => {
    const token = shop.tokenOf(shop.clerkUser())
    shop.clerk.faults.set({ closeConnection: true })

    const { status, body, headers } = await shop.get("/store/customers/me", { token })
    expect({ status, body }).toMatchObject({ status: 503, body: { code: "identity_provider_unavailable" } })
    expect(Number(headers.get("retry-after"))).toBeGreaterThan(0)
    expect(await shop.post("/auth/customer/clerk", { body: { token } })).toMatchObject({
      status: 503,
      body: { code: "identity_provider_unavailable" },
    })

    shop.clerk.faults.set(null)
    expect((await shop.get("/store/customers/me", { token: shop.tokenOf(shop.clerkUser()) })).status).toBe(200)
  })

  it("answers 404 to webhooks, signed or not", async () => {
    const { body, headers } = shop.clerk.webhooks.build("user.created", shop.clerkUser())

    expect(await shop.post(WEBHOOK_PATH, { rawBody: body, headers })).toMatchObject({ status: 404, body: { code: "not_found" } })
    expect(await shop.post(WEBHOOK_PATH)).toMatchObject({ status: 404, body: { code: "not_found" } })
  })

  it("verifies tokens with the keys that Clerk serves", async () => {
    const { token, user } = await shop.synced()

    expect((await shop.get("/store/customers/me", { token })).status).toBe(200)
    for (const bad of [
      shop.clerk.mintForgedToken(user.id),
      shop.clerk.mintToken(user.id, { alg: "none" }),
      shop.clerk.mintToken(user.id, { alg: "HS256" }),
      shop.clerk.mintToken(user.id, { expiresInSeconds: -60 }),
      shop.clerk.mintToken(user.id, { kid: "ins_unknown" }),
      shop.clerk.mintToken(user.id, { kid: "__proto__" }),
      shop.clerk.mintToken(user.id, { azp: null }),
    ]) {
      expect(await shop.get("/store/customers/me", { token: bad })).toMatchObject({ status: 401, body: { code: "invalid_token" } })
    }
  })

  it("does not check the issuer", async () => {
    expect(
      (await shop.get("/store/customers/me", { token: shop.tokenOf(shop.clerkUser(), { iss: "https://other.example" }) })).status
    ).toBe(200)
  })

  it("keeps no customer group", async () => {
    const { id } = await shop.syncedBusiness("verified")

    expect(await shop.groupNamesOf(id)).toEqual([])
    expect(await shop.rows("SELECT id FROM customer_group")).toEqual([])
  })
})
