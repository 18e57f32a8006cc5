import { randomUUID } from "node:crypto"
import { request } from "node:http"
import { authenticate } from "@medusajs/framework/http"
import type { ClerkUserJson } from "clerk-stand-in"
import { fromBuiltPlugin } from "../helpers/built-plugin"
import type { CallOptions } from "../helpers/http"
import { describeShop } from "../helpers/shop"
import { addAccountHolder, restoreDeletedAddresses, leaveLinkUnfinished } from "../helpers/written-states"

const SYNC = "/store/customers/sync-role"

describeShop("customer takeover", { catalogue: true, reshapes: true }, (shop) => {
  const me = async (options: CallOptions) => {
    const { status, body } = await shop.get<{ customer?: { id: string }; code?: string }>("/store/customers/me", options)
    return { status, id: body.customer?.id, code: body.code }
  }

  const linkAccountHolder = async (customerId: string): Promise<string[]> => {
    return [await addAccountHolder(shop, customerId, `acchld_${randomUUID()}`)]
  }

  /** Calls the guard after core's `authenticate`, as a shop mounts both. */
  const askGuard = async (token: string): Promise<{ passed?: true; status?: number; body?: unknown }> => {
    const { requireCustomer } = fromBuiltPlugin<typeof import("../../src/api/guards")>("api/guards")
    const answer: { passed?: true; status?: number; body?: unknown } = {}
    const req = { headers: { authorization: `Bearer ${token}` }, scope: shop.container, session: {} }
    const res = {
      setHeader: () => res,
      status: (code: number) => Object.assign(res, { json: (body: unknown) => void Object.assign(answer, { status: code, body }) }),
    }
    await Reflect.apply(authenticate("customer", ["session", "bearer"], { allowUnauthenticated: true }), undefined, [
      req,
      res,
      () => undefined,
    ])
    await Reflect.apply(requireCustomer, undefined, [req, res, () => void (answer.passed = true)])
    return answer
  }

  describe("an attacker who registered the victim's email with a password", () => {
    const attack = async () => {
      const email = `${randomUUID()}@example.com`
      const attacker = await shop.registerCustomer({ email })
      const cookie = await shop.openSession(attacker.token)
      await shop.post("/store/customers/me/addresses", { token: attacker.token, body: { address_1: "Evil street 1", country_code: "de" } })
      return { email, attacker, cookie }
    }

    const REFUSED = { status: 401, code: "sign_in_replaced", id: undefined }

    it("loses the account once the victim signs in through Clerk", async () => {
      const { email, attacker, cookie } = await attack()
      expect(await me({ token: attacker.token })).toMatchObject({ status: 200 })
      expect(await me({ cookie })).toMatchObject({ status: 200 })

      const victim = await shop.syncedBusiness("verified", { email: email.toUpperCase() })

      expect(victim.id).toBe(attacker.id)
      expect(await me({ token: attacker.token })).toEqual(REFUSED)
      expect(await me({ cookie })).toEqual(REFUSED)
      expect(await me({ token: victim.token })).toMatchObject({ status: 200, id: victim.id })
    })

    it("is refused on every store route, with token and session", async () => {
      const { email, attacker, cookie } = await attack()
      await shop.syncedBusiness("verified", { email })

      for (const credential of [{ token: attacker.token }, { cookie }]) {
        for (const [method, path, body] of [
          ["GET", `${SYNC}/me`],
          ["POST", SYNC],
          ["GET", "/store/quotes"],
          ["GET", "/store/orders"],
          ["GET", "/store/customers/me/addresses"],
          ["POST", "/store/customers/me", { first_name: "Mallory" }],
          ["POST", "/store/carts", { region_id: shop.catalogue.regionId }],
          ["POST", "/store/orders/create-bulk", {}],
        ] as const) {
          const answer = await shop.call(method, path, { ...credential, ...(body ? { body } : {}) })
          expect({ method, path, status: answer.status, code: answer.body.code }).toEqual({
            method,
            path,
            status: 401,
            code: "sign_in_replaced",
          })
        }
      }
    })

    it("gains nothing by signing in or registering again with the password", async () => {
      const { email, attacker } = await attack()
      const victim = await shop.synced({ email })

      const signIn = await shop.post<{ token?: string }>("/auth/customer/emailpass", { body: { email, password: attacker.password } })
      const registered = await shop.post<{ token?: string }>("/auth/customer/emailpass/register", { body: { email, password: "another" } })

      for (const { status, body } of [signIn, registered]) {
        if (status === 200) {
          expect((await me({ token: body.token })).status).toBe(401)
          expect((await shop.post("/store/customers", { token: body.token, body: { email } })).status).toBeGreaterThanOrEqual(400)
          expect((await shop.get("/store/quotes", { token: body.token })).status).toBe(401)
        } else {
          expect(status).toBe(401)
        }
      }
      expect(await me({ token: victim.token })).toMatchObject({ status: 200, id: victim.id })
    })

    it("gains nothing by refreshing an old token", async () => {
      const { email, attacker } = await attack()
      const victim = await shop.synced({ email })

      const refreshed = await shop.post<{ token?: string }>("/auth/token/refresh", { token: attacker.token })
      if (refreshed.status === 200) {
        const answer = await me({ token: refreshed.body.token })
        expect(answer.status).toBe(401)
        expect(answer.id).not.toBe(victim.id)
        const opened = await shop.post("/auth/session", { token: refreshed.body.token })
        const cookie = opened.headers.getSetCookie()[0]?.split(";")[0]
        expect((await me(cookie ? { cookie } : {})).status).toBe(401)
      } else {
        expect(refreshed.status).toBe(401)
      }
    })

    it("gains nothing with a token refreshed before the victim's sign-in", async () => {
      const { email, attacker } = await attack()
      const { body } = await shop.post<{ token: string }>("/auth/token/refresh", { token: attacker.token })

      await shop.synced({ email })

      expect(await me({ token: body.token })).toEqual(REFUSED)
    })

    it("cannot turn an old token into a session", async () => {
      const { email, attacker } = await attack()
      await shop.synced({ email })

      const opened = await shop.post("/auth/session", { token: attacker.token })
      const cookie = opened.headers.getSetCookie()[0]?.split(";")[0]

      expect(await me(cookie ? { cookie } : {})).toMatchObject({ status: 401 })
    })

    it("does not affect the victim's own credentials at a later sync", async () => {
      const { email } = await attack()
      const victim = await shop.synced({ email })
      const medusaToken = await shop.exchange(victim.token)

      await shop.post(SYNC, { token: victim.token })

      expect(await me({ token: medusaToken })).toMatchObject({ status: 200, id: victim.id })
      expect(await me({ cookie: await shop.openSession(medusaToken) })).toMatchObject({ status: 200, id: victim.id })
    })

    it("is locked out even if the victim only opens a page (lazy sync)", async () => {
      const { email, attacker } = await attack()
      const token = shop.tokenOf(shop.clerkUser({ email }))

      expect(await me({ token })).toMatchObject({ status: 200, id: attacker.id })
      expect(await me({ token: attacker.token })).toEqual(REFUSED)
    })

    it.each([
      ["a webhook", (user: ClerkUserJson) => shop.webhook("user.created", user)],
      [
        "a reconciliation",
        () => fromBuiltPlugin<typeof import("../../src/workflows/customer-role")>("workflows/customer-role").reconcileRoles(shop.container),
      ],
    ])("keeps the password until the victim signs in, whatever %s brings", async (_, bring) => {
      const { email, attacker, cookie } = await attack()
      const user = shop.clerkUser({ email })

      await bring(user)

      expect(await me({ token: attacker.token })).toMatchObject({ status: 200, id: attacker.id })
      expect(await me({ cookie })).toMatchObject({ status: 200, id: attacker.id })
      expect(await shop.metaOf(attacker.id)).toBeUndefined()
      const { body } = await shop.get<{ differences: unknown[] }>("/admin/customers/role-sync", { token: shop.admin.token })
      expect(body.differences).toContainEqual(
        expect.objectContaining({
          kind: "waiting_for_sign_in",
          clerk_user_id: user.id,
          customer: expect.objectContaining({ id: attacker.id }),
        })
      )

      expect(await me({ token: shop.tokenOf(user) })).toMatchObject({ status: 200, id: attacker.id })
      expect(await me({ token: attacker.token })).toEqual(REFUSED)
      expect(await shop.rows("SELECT kind FROM clerk_difference WHERE clerk_user_id = ?", [user.id])).toEqual([])
    })

    it("keeps the password while someone impersonates the victim", async () => {
      const { email, attacker } = await attack()
      const token = shop.tokenOf(shop.clerkUser({ email }), { claims: { act: { sub: "user_support" } } })

      expect(await shop.post(SYNC, { token })).toMatchObject({ status: 409, body: { code: "waiting_for_sign_in" } })
      expect(await me({ token: attacker.token })).toMatchObject({ status: 200, id: attacker.id })
    })

    it("leaves no data in the victim's account except what an admin restores", async () => {
      const { email, attacker } = await attack()
      const { token, id } = attacker
      await shop.post("/store/customers/me", {
        token,
        body: { first_name: "Mallory", phone: "+49 1", company_name: "Evil Ltd", metadata: { kept: "yes" } },
      })
      await shop.post("/store/customers/me/addresses", {
        token,
        body: { address_1: "Evil street 2", country_code: "de", is_default_shipping: true, is_default_billing: true },
      })
      const cart = await shop.post<{ cart: { id: string } }>("/store/carts", { token, body: { region_id: shop.catalogue.regionId } })
      const [holder] = await linkAccountHolder(id)

      const victim = await shop.synced({ email, first_name: "Ada", last_name: null })

      expect(victim.customer).toMatchObject({ id, first_name: "Ada", last_name: null })
      const { body } = await shop.get<{ customer: Record<string, unknown> }>("/store/customers/me?fields=*addresses,+metadata", {
        token: victim.token,
      })
      expect(body.customer).toMatchObject({
        first_name: "Ada",
        last_name: null,
        phone: null,
        company_name: null,
        addresses: [],
        metadata: { kept: "yes" },
      })
      expect(await shop.rows("SELECT customer_id, email FROM cart WHERE id = ?", [cart.body.cart.id])).toEqual([
        { customer_id: null, email: null },
      ])
      const role = () => shop.get<{ set_aside: Record<string, unknown>[] }>(`/admin/customers/${id}/role`, { token: shop.admin.token })
      const { body: seen } = await role()
      expect(seen.set_aside).toEqual([
        expect.objectContaining({
          phone: "+49 1",
          company_name: "Evil Ltd",
          addresses: expect.arrayContaining([
            expect.objectContaining({ address_1: "Evil street 1" }),
            expect.objectContaining({ address_1: "Evil street 2" }),
          ]),
          payment_accounts: [{ id: holder, provider_id: "pp_system_default" }],
          restored_at: null,
        }),
      ])

      const restored = await shop.post<{ set_aside: { restored_at: unknown; restored_by: unknown }[] }>(
        `/admin/customers/${id}/role/restore`,
        { token: shop.admin.token }
      )

      expect(restored).toMatchObject({
        status: 200,
        body: { set_aside: [{ restored_at: expect.any(String), restored_by: shop.admin.id }] },
      })
      const again = await shop.get<{ customer: Record<string, unknown> }>("/store/customers/me?fields=*addresses", { token: victim.token })
      expect(again.body.customer).toMatchObject({ first_name: "Ada", phone: "+49 1", company_name: "Evil Ltd" })
      const notDefault = expect.objectContaining({ is_default_shipping: false, is_default_billing: false })
      expect(again.body.customer.addresses).toEqual([notDefault, notDefault])
      expect(
        await shop.rows("SELECT account_holder_id FROM customer_account_holder WHERE customer_id = ? AND deleted_at IS NULL", [id])
      ).toEqual([{ account_holder_id: holder }])
      expect((await shop.post(`/admin/customers/${id}/role/restore`, { token: shop.admin.token })).status).toBe(404)
    })

    it("gets sign_in_replaced on every store route, even without a customer", async () => {
      const { email, attacker } = await attack()
      await shop.synced({ email })

      const token = await shop.signIn(attacker)

      const [identity] = await shop.rows<{ app_metadata: Record<string, unknown> }>(
        "SELECT a.app_metadata FROM auth_identity a JOIN provider_identity p ON p.auth_identity_id = a.id WHERE p.entity_id = ?",
        [email]
      )
      expect(identity.app_metadata).toEqual({ sign_in_replaced_at: expect.any(String) })
      for (const [method, path, body] of [
        ["POST", "/store/customers", { email }],
        ["POST", "/store/customers", { email: `${randomUUID()}@example.com` }],
        ["GET", "/store/customers/me", undefined],
        ["GET", "/store/products", undefined],
        ["POST", SYNC, undefined],
      ] as const) {
        expect(await shop.call(method, path, { token, body })).toMatchObject({
          status: 401,
          body: { type: "unauthorized", code: "sign_in_replaced" },
        })
      }
    })

    it("is refused by a guard on the shop's own route outside /store without clerkBearer", async () => {
      const { email, attacker } = await attack()
      const victim = await shop.synced({ email })
      const banned = await shop.synced()
      const [medusaToken, ended, disabled] = [
        await shop.exchange(victim.token),
        await shop.exchange(shop.tokenOf(victim.user, { sid: "sess_of_another_browser" })),
        await shop.exchange(banned.token),
      ]
      await shop.webhook("session.ended", shop.clerk.sessions.end("sess_of_another_browser"))
      await shop.webhook("user.updated", shop.clerk.users.ban(banned.user.id))

      expect(await askGuard(attacker.token)).toMatchObject({ status: 401, body: { code: "sign_in_replaced" } })
      expect(await askGuard(ended)).toMatchObject({ status: 401, body: { code: "invalid_token" } })
      expect(await askGuard(disabled)).toMatchObject({ status: 403, body: { code: "account_disabled" } })
      expect(await askGuard(medusaToken)).toEqual({ passed: true })
    })

    it("is locked out once by fifty parallel requests, webhooks and exchanges", async () => {
      const { email, attacker } = await attack()
      const user = shop.clerkUser({ email })
      const token = shop.tokenOf(user)

      const answers = await Promise.all(
        Array.from({ length: 50 }, (_, index) =>
          index % 5 === 0
            ? shop.webhook("user.updated", user)
            : index % 5 === 1
              ? shop.post("/auth/customer/clerk", { token })
              : index % 5 === 2
                ? shop.get("/store/customers/me", { token })
                : shop.post(SYNC, { token })
        )
      )

      expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200))
      expect(await shop.metaOf(attacker.id)).toMatchObject({ clerk_user_id: user.id, link_pending: false })
      expect(await shop.rows("SELECT customer_id FROM customer_set_aside")).toEqual([{ customer_id: attacker.id }])
      expect(await shop.rows("SELECT id FROM provider_identity WHERE entity_id = ?", [user.id])).toHaveLength(1)
      expect(await me({ token: attacker.token })).toEqual(REFUSED)
    })

    it("keeps the password if linking fails, until the next attempt", async () => {
      const { email, attacker } = await attack()
      const token = shop.tokenOf(shop.clerkUser({ email }))
      await shop.rows("ALTER TABLE customer_set_aside RENAME TO customer_set_aside_away")

      expect((await shop.post(SYNC, { token })).status).toBe(500)
      expect(await shop.metaOf(attacker.id)).toBeUndefined()
      expect(await me({ token: attacker.token })).toMatchObject({ status: 200, id: attacker.id })
      await shop.rows("ALTER TABLE customer_set_aside_away RENAME TO customer_set_aside")
      expect((await shop.post(SYNC, { token })).status).toBe(200)
      expect(await me({ token: attacker.token })).toEqual(REFUSED)
    })

    it("is locked out by the victim's next request if the process died while linking", async () => {
      const { email, attacker } = await attack()
      const victim = await shop.synced({ email })
      // The state between the record and the remaining steps.
      await leaveLinkUnfinished(shop, victim.id, email)
      await restoreDeletedAddresses(shop, victim.id)
      expect(await me({ token: attacker.token })).toEqual(REFUSED)

      const { body } = await shop.get<{ addresses: unknown[] }>("/store/customers/me/addresses", { token: victim.token })

      expect(body.addresses).toEqual([])
      expect(await shop.metaOf(victim.id)).toMatchObject({ link_pending: false })
      expect(await shop.signIn(attacker).then((token) => shop.get("/store/customers/me", { token }))).toMatchObject({
        status: 401,
        body: { code: "sign_in_replaced" },
      })
    })

    it("gets no customer by an unverified email address at Clerk", async () => {
      const victim = await shop.registerCustomer()
      const token = shop.tokenOf(shop.clerkUser({ email: victim.email, email_verified: false }))

      expect(await shop.post(SYNC, { token })).toMatchObject({ status: 409, body: { code: "email_unverified" } })
      expect(await me({ token })).toMatchObject({ status: 401 })
      expect(await me({ token: victim.token })).toMatchObject({ status: 200, id: victim.id })
    })
  })

  describe("a Clerk token beside other credentials", () => {
    it("acts as its own user despite another user's session", async () => {
      const a = await shop.synced()
      const b = await shop.synced()
      const cookie = await shop.openSession(await shop.exchange(a.token))

      expect(await me({ cookie })).toMatchObject({ id: a.id })
      expect(await me({ cookie, token: b.token })).toMatchObject({ status: 200, id: b.id })
      expect(await shop.get(`${SYNC}/me`, { cookie, token: b.token })).toMatchObject({ body: { customer_role: { customer_id: b.id } } })
    })

    it("leaves the session unchanged", async () => {
      const a = await shop.synced()
      const b = await shop.synced()
      const cookie = await shop.openSession(await shop.exchange(a.token))

      await me({ cookie, token: b.token })

      expect(await me({ cookie })).toMatchObject({ status: 200, id: a.id })
    })

    it("is refused if it is invalid, even with a valid session", async () => {
      const a = await shop.synced()
      const cookie = await shop.openSession(await shop.exchange(a.token))

      expect(await me({ cookie, token: shop.tokenOf(a.user, { expiresInSeconds: -60 }) })).toMatchObject({
        status: 401,
        code: "invalid_token",
      })
      expect(
        await shop.post("/store/carts", {
          cookie,
          token: shop.clerk.mintForgedToken(a.user.id),
          body: { region_id: shop.catalogue.regionId },
        })
      ).toMatchObject({
        status: 401,
        body: { code: "invalid_token" },
      })
    })

    it("gives the cart to its customer", async () => {
      const { id, token, customer } = await shop.synced()

      const { status, body } = await shop.post("/store/carts", { token, body: { region_id: shop.catalogue.regionId } })

      expect({ status, body }).toMatchObject({ status: 200, body: { cart: { customer_id: id, email: customer.email } } })
    })

    it.each(["bearer", "BEARER", "Bearer  "])("is accepted after the scheme %p", async (scheme) => {
      const { id, token } = await shop.synced()

      expect(await me({ headers: { authorization: `${scheme} ${token}` } })).toMatchObject({ status: 200, id })
      expect(await me({ headers: { authorization: `${scheme} ${shop.clerk.mintForgedToken("user_x")}` } })).toMatchObject({
        status: 401,
        code: "invalid_token",
      })
    })

    it.each([
      ["garbage", "garbage"],
      ["three parts of garbage", "a.b.c"],
      ["a token without a payload", "eyJhbGciOiJSUzI1NiJ9..x"],
    ])("is refused without a server error if it is %s", async (_name, token) => {
      expect((await me({ token })).status).toBe(401)
      expect((await shop.get(`${SYNC}/me`, { token })).status).toBe(401)
    })

    it("is not accepted as Medusa's token because of an actor_type", async () => {
      const { user, id } = await shop.synced()
      const token = shop.tokenOf(user, { claims: { actor_type: "customer", actor_id: id, auth_identity_id: "authid_x" } })
      const forged = shop.clerk.mintForgedToken(user.id, { claims: { actor_type: "customer", actor_id: id } })

      expect((await me({ token: forged })).status).toBe(401)
      expect((await me({ token })).status).toBe(401)
    })
  })

  describe("the exchange", () => {
    it("issues a Medusa token that acts as the customer", async () => {
      const { id, token } = await shop.synced()

      const { status, body } = await shop.post<{ token: string }>("/auth/customer/clerk", { token })

      expect(status).toBe(200)
      expect(await me({ token: body.token })).toMatchObject({ status: 200, id })
      expect(JSON.parse(Buffer.from(body.token.split(".")[1], "base64url").toString())).toMatchObject({
        actor_type: "customer",
        actor_id: id,
      })
    })

    it("syncs a new user first", async () => {
      const user = shop.clerkUser({ account_type: "business" })
      const token = await shop.exchange(shop.tokenOf(user))

      expect(await shop.get(`${SYNC}/me`, { token })).toMatchObject({
        status: 200,
        body: { customer_role: { clerk_user_id: user.id, account_type: "business" } },
      })
    })

    it.each([
      ["a number", { token: 5 }],
      ["an object", { token: { a: 1 } }],
      ["an empty text", { token: "" }],
      ["an array", { token: ["x"] }],
      ["null", { token: null }],
    ])("answers a token that is %s with the plugin's error", async (_name, body) => {
      const answer = await shop.post("/auth/customer/clerk", { body })

      expect([400, 401]).toContain(answer.status)
      expect(["invalid_request", "invalid_token", "unauthenticated"]).toContain(answer.body.code)
    })

    describe("under every spelling of its path", () => {
      /** Sends a body with GET, which `fetch` refuses and Express reads. */
      const exchangeAt = (method: string, path: string, place: "body" | "header", token: string) =>
        new Promise<{ status: number; body: { token?: string; code?: string } }>((resolve, reject) => {
          const body = place === "body" ? JSON.stringify({ token }) : undefined
          const headers =
            body === undefined
              ? { authorization: `Bearer ${token}` }
              : { "content-type": "application/json", "content-length": Buffer.byteLength(body) }
          const { hostname, port } = new URL(shop.baseUrl)
          const call = request({ hostname, port, method, path, headers }, (response) => {
            let text = ""
            response.setEncoding("utf8")
            response.on("data", (part: string) => (text += part))
            response.on("end", () => resolve({ status: response.statusCode ?? 0, body: /^\{/.test(text) ? JSON.parse(text) : {} }))
          })
          call.on("error", reject)
          call.end(body)
        })

      const SPELLINGS = [
        ["GET", "/auth/customer/clerk", "body"],
        ["GET", "/auth/customer/clerk", "header"],
        ["GET", "/auth/customer/%63lerk", "body"],
        ["POST", "/auth/customer/%63lerk", "body"],
        ["POST", "/auth/customer/%63lerk", "header"],
        ["POST", "/auth/custome%72/clerk", "body"],
        ["POST", "/auth/custome%72/%63lerk", "header"],
        ["POST", "/auth/customer/clerk/", "body"],
        ["POST", "/auth/customer/clerk/", "header"],
        ["POST", "/AUTH/customer/clerk", "body"],
        ["POST", "/Auth/customer/clerk", "header"],
      ] as const
      /** Paths with other parameters: core has neither such actors nor such providers. */
      const UNKNOWN = [
        ["POST", "/auth/customer/CLERK", "body"],
        ["POST", "/auth/CUSTOMER/clerk", "body"],
        ["POST", "/auth/CUSTOMER/CLERK", "header"],
        ["POST", "/auth/customer/clerk%2F", "body"],
        ["POST", "/auth//customer/clerk", "body"],
        ["GET", "/auth/customer/clerk%20", "header"],
      ] as const

      it.each([...SPELLINGS, ...UNKNOWN])("issues no token to an impersonator: %s %s (%s)", async (method, path, place) => {
        const { user } = await shop.synced()
        const token = shop.tokenOf(user, { claims: { act: { sub: "user_support" } } })

        const { status, body } = await exchangeAt(method, path, place, token)

        expect(body.token).toBeUndefined()
        expect(status).toBeGreaterThanOrEqual(400)
        expect(status).toBeLessThan(500)
      })

      it.each(SPELLINGS)("tells an impersonator why: %s %s (%s)", async (method, path, place) => {
        const { user } = await shop.synced()
        const token = shop.tokenOf(user, { claims: { act: { sub: "user_support" } } })

        expect(await exchangeAt(method, path, place, token)).toMatchObject({ status: 403, body: { code: "impersonation_not_allowed" } })
      })

      it.each(SPELLINGS)("syncs a new user first: %s %s (%s)", async (method, path, place) => {
        const user = shop.clerkUser({ account_type: "business" })

        const { status, body } = await exchangeAt(method, path, place, shop.tokenOf(user))

        expect(status).toBe(200)
        expect(JSON.parse(Buffer.from(String(body.token).split(".")[1], "base64url").toString())).toMatchObject({
          actor_type: "customer",
          actor_id: expect.stringMatching(/^cus_/),
        })
        expect(await shop.get(`${SYNC}/me`, { token: body.token })).toMatchObject({
          status: 200,
          body: { customer_role: { clerk_user_id: user.id, account_type: "business" } },
        })
      })

      it.each(UNKNOWN)("issues no token without a customer to a new user: %s %s (%s)", async (method, path, place) => {
        const { status, body } = await exchangeAt(method, path, place, shop.tokenOf(shop.clerkUser()))

        expect(body.token).toBeUndefined()
        expect(status).toBeGreaterThanOrEqual(400)
        expect(status).toBeLessThan(500)
      })

      it.each(SPELLINGS)("refuses a banned user: %s %s (%s)", async (method, path, place) => {
        const { user, token } = await shop.synced()
        await shop.webhook("user.updated", shop.clerk.users.ban(user.id))

        const answer = await exchangeAt(method, path, place, token)

        expect(answer).toMatchObject({ status: 403, body: { code: "account_disabled" } })
        expect(answer.body.token).toBeUndefined()
      })
    })

    it("admits only the actor type customer", async () => {
      const { token } = await shop.synced()

      expect((await shop.post("/auth/user/clerk", { body: { token } })).status).toBeGreaterThanOrEqual(400)
      expect((await shop.post("/auth/user/clerk/register", { body: { token } })).status).toBeGreaterThanOrEqual(400)
    })

    it("cannot be bypassed by registering", async () => {
      const user = shop.clerkUser({ email_verified: false })

      const { status, body } = await shop.post<{ token?: string }>("/auth/customer/clerk/register", { body: { token: shop.tokenOf(user) } })

      expect(status === 200 ? body.token : undefined).toBeUndefined()
    })
  })

  describe("the next request with any credential", () => {
    const withEveryCredential = async (user: { id: string }, token: string, run: (credential: CallOptions) => Promise<void>) => {
      const medusaToken = await shop.exchange(token)
      const cookie = await shop.openSession(medusaToken)
      return async () => {
        for (const credential of [{ token }, { token: shop.tokenOf(user) }, { token: medusaToken }, { cookie }]) {
          await run(credential)
        }
      }
    }
    const bulk = async (credential: CallOptions) => {
      const { status, body } = await shop.post("/store/orders/create-bulk", { ...credential, body: {} })
      return `${status} ${body.code}`
    }

    it("is denied after a revocation", async () => {
      const { id, user, token } = await shop.syncedBusiness("verified")
      const check = await withEveryCredential(user, token, async (credential) => {
        expect(await bulk(credential)).toBe("403 verification_revoked")
      })

      expect(await bulk({ token })).toBe("400 invalid_request")
      await shop.decide(id, false)

      await check()
    })

    it("is denied after a change to an individual account", async () => {
      const { user, token } = await shop.syncedBusiness("verified")
      const check = await withEveryCredential(user, token, async (credential) => {
        expect(await bulk(credential)).toBe("403 business_account_required")
      })

      await shop.webhook("user.updated", shop.clerk.users.update(user.id, { unsafe_metadata: { accountType: "individual" } }))

      await check()
    })

    it("is denied everywhere after a ban and allowed after the unban", async () => {
      const { id, user, token } = await shop.syncedBusiness("verified")
      const banned = await withEveryCredential(user, token, async (credential) => {
        expect(await bulk(credential)).toBe("403 account_disabled")
        expect(await me(credential)).toMatchObject({ status: 403, code: "account_disabled" })
        expect(await shop.post("/store/carts", { ...credential, body: { region_id: shop.catalogue.regionId } })).toMatchObject({
          status: 403,
          body: { code: "account_disabled" },
        })
        expect(await shop.get("/store/products", credential)).toMatchObject({ status: 403, body: { code: "account_disabled" } })
      })
      const unbanned = await withEveryCredential(user, token, async (credential) => {
        expect(await me(credential)).toMatchObject({ status: 200, id })
        expect(await bulk(credential)).toBe("400 invalid_request")
      })

      await shop.webhook("user.updated", shop.clerk.users.ban(user.id))
      await banned()
      expect(await shop.post("/auth/customer/clerk", { body: { token } })).toMatchObject({
        status: 403,
        body: { code: "account_disabled" },
      })
      expect(await shop.post(SYNC, { token })).toMatchObject({ status: 403, body: { code: "account_disabled" } })

      await shop.webhook("user.updated", shop.clerk.users.unban(user.id))
      await unbanned()
    })

    it("is denied after a deletion at Clerk", async () => {
      const { user, token } = await shop.syncedBusiness("verified")
      const deleted = await withEveryCredential(user, token, async (credential) => {
        expect(await me(credential)).toMatchObject({ status: 403, code: "account_disabled" })
      })

      await shop.webhook("user.deleted", shop.clerk.users.delete(user.id))

      await deleted()
    })

    it("is allowed after a lock at Clerk (wrong passwords)", async () => {
      const { user, token, id } = await shop.synced()

      await shop.webhook("user.updated", shop.clerk.users.lock(user.id))

      expect(await me({ token })).toMatchObject({ status: 200, id })
    })

    it("is denied to a user banned before the first sync", async () => {
      const user = shop.clerkUser({ banned: true, account_type: "business" })
      const token = shop.tokenOf(user)

      expect(await me({ token })).toMatchObject({ status: 403, code: "account_disabled" })
      expect(await shop.post(SYNC, { token })).toMatchObject({ status: 403, body: { code: "account_disabled" } })
      expect(await bulk({ token })).toBe("403 account_disabled")
    })

    it("is denied despite a query for the role of a verified business", async () => {
      const verified = await shop.syncedBusiness("verified")
      const { token } = await shop.synced()

      expect(await shop.post("/store/orders/create-bulk", { token, body: { customer_id: verified.id } })).toMatchObject({
        status: 403,
        body: { code: "business_account_required" },
      })
    })
  })

  describe("a person who impersonates a customer (act)", () => {
    const impersonated = async () => {
      const customer = await shop.syncedBusiness("verified")
      return { ...customer, token: shop.tokenOf(customer.user, { claims: { act: { sub: "user_support" } } }) }
    }

    it("may read", async () => {
      const { token, id } = await impersonated()

      expect(await me({ token })).toMatchObject({ status: 200, id })
      expect((await shop.get(`${SYNC}/me`, { token })).status).toBe(200)
    })

    it.each([
      ["POST", "/auth/customer/clerk"],
      ["POST", "/store/orders/create-bulk"],
      ["POST", "/store/customers/me"],
      ["POST", "/store/customers/me/addresses"],
      ["DELETE", "/store/customers/me/addresses/x"],
      ["POST", "/store/carts/cart_x/complete"],
      ["POST", "/store/carts/cart_x/customer"],
      ["POST", "/store/orders/order_x/transfer/request"],
      ["POST", "/store/orders/order_x/transfer/accept"],
    ])("may not %s %s", async (method, path) => {
      const { token } = await impersonated()

      expect(await shop.call(method, path, { token, body: {} })).toMatchObject({ status: 403, body: { code: "impersonation_not_allowed" } })
    })

    it("is recorded in the history beside the customer", async () => {
      const { token, user, id } = await impersonated()
      shop.clerk.users.update(user.id, { unsafe_metadata: { accountType: "individual" } })

      await shop.post(SYNC, { token })

      const [entry] = await shop.rows<{ actor_id: string; impersonator_id: string }>(
        `SELECT e.actor_id, e.impersonator_id FROM customer_role_event e JOIN customer_meta m ON m.id = e.customer_meta_id
         WHERE m.customer_id = ? ORDER BY e.created_at DESC LIMIT 1`,
        [id]
      )
      expect(entry.impersonator_id).toBe("user_support")
      expect([user.id, id]).toContain(entry.actor_id)
    })
  })
})
