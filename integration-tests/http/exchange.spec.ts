import { describeShop } from "../helpers/shop"

const ME = "/store/customers/me"

describeShop("A Medusa token from the exchange", {}, (shop) => {
  const sidOf = (medusaToken: string): string =>
    JSON.parse(Buffer.from(medusaToken.split(".")[1], "base64url").toString()).app_metadata.clerk_session_id
  const refresh = (token: string) => shop.post<{ token: string; code?: string }>("/auth/token/refresh", { token })
  const signedIn = async () => {
    const customer = await shop.synced()
    const token = await shop.exchange(customer.token)
    return { ...customer, token, cookie: await shop.openSession(token), session: sidOf(token) }
  }
  const REFUSED = { status: 401, body: { code: "invalid_token" } }
  const ends = ["ended", "removed", "revoked"] as const

  it.each(ends)("ends with its Clerk session (session.%s)", async (how) => {
    const { token, cookie, session } = await signedIn()
    expect((await shop.get(ME, { token })).status).toBe(200)

    await shop.webhook(`session.${how}`, shop.clerk.sessions.end(session, how))

    for (const credential of [{ token }, { cookie }]) {
      expect(await shop.get(ME, credential)).toMatchObject(REFUSED)
      expect(await shop.get("/store/products", credential)).toMatchObject(REFUSED)
      expect(await shop.post("/auth/token/refresh", credential)).toMatchObject(REFUSED)
    }
    expect(await shop.post("/auth/session", { token })).toMatchObject(REFUSED)
  })

  it("stays valid in another browser with its own session", async () => {
    const { user, token } = await signedIn()
    const other = await shop.exchange(shop.tokenOf(user))
    expect(sidOf(other)).not.toBe(sidOf(token))

    await shop.webhook("session.ended", shop.clerk.sessions.end(sidOf(token)))

    expect(await shop.get(ME, { token })).toMatchObject(REFUSED)
    expect((await shop.get(ME, { token: other })).status).toBe(200)
    const refreshed = await refresh(other)
    expect(refreshed.status).toBe(200)
    expect(sidOf(refreshed.body.token)).toBe(sidOf(other))
    expect((await shop.get(ME, { token: refreshed.body.token })).status).toBe(200)
  })

  it("is not issued when the webhook that ends the session overtakes the exchange", async () => {
    const { user } = await shop.synced()
    const token = shop.tokenOf(user, { sid: "sess_early" })
    const session = shop.clerk.sessions.end("sess_early")
    await shop.webhook("session.ended", session)
    await shop.webhook("session.removed", session)

    expect(await shop.post("/auth/customer/clerk", { token })).toMatchObject(REFUSED)
  })

  it("is refreshed only while the session is active at Clerk, also without a webhook", async () => {
    const { token, session } = await signedIn()
    expect((await refresh(token)).status).toBe(200)

    shop.clerk.sessions.end(session)

    expect(await refresh(token)).toMatchObject(REFUSED)
    expect(await shop.get(ME, { token })).toMatchObject(REFUSED)
  })

  it("is not refreshed while Clerk is unavailable, and stays valid", async () => {
    const { token } = await signedIn()
    shop.clerk.faults.set({ status: 500 })

    expect(await refresh(token)).toMatchObject({ status: 503, body: { code: "identity_provider_unavailable" } })
    shop.clerk.faults.set(null)
    expect((await refresh(token)).status).toBe(200)
  })

  it("is not issued to a banned user", async () => {
    const { user, token } = await signedIn()
    await shop.webhook("user.updated", shop.clerk.users.ban(user.id))

    expect(await refresh(token)).toMatchObject({ status: 403, body: { code: "account_disabled" } })
  })

  it("does not concern tokens of a password sign-in, which Medusa refreshes", async () => {
    const { token } = await shop.registerCustomer()

    const refreshed = await refresh(token)

    expect(refreshed.status).toBe(200)
    expect((await shop.get(ME, { token: refreshed.body.token })).status).toBe(200)
  })
})
