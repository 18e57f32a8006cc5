import { randomUUID } from "node:crypto"
import { Modules } from "@medusajs/framework/utils"
import { createCustomersWorkflow } from "@medusajs/medusa/core-flows"
import fc from "fast-check"
import { fromBuiltPlugin } from "../helpers/built-plugin"
import { eventually } from "../helpers/eventually"
import { describeShop } from "../helpers/shop"
import type { SyncView } from "../helpers/views"

const SYNC = "/store/customers/sync-role"

const uniqueEmail = () => `${randomUUID()}@example.com`

describeShop("POST /store/customers/sync-role", { catalogue: true }, (shop) => {
  const sync = (token: string) => shop.post<SyncView>(SYNC, { token })

  const countOf = async (sql: string, bindings: string[]): Promise<number> => {
    const [{ count }] = await shop.rows<{ count: string }>(sql, bindings)
    return Number(count)
  }
  const differencesOf = (clerkUserId: string) =>
    shop.rows("SELECT kind, customer_id FROM clerk_difference WHERE clerk_user_id = ?", [clerkUserId])

  const expectOneOfEach = async ({ id, email }: { id: string; email: string }) => {
    expect(await countOf("SELECT count(*) FROM customer WHERE lower(email) = lower(?)", [email])).toBe(1)
    expect(await countOf("SELECT count(*) FROM customer_meta WHERE clerk_user_id = ?", [id])).toBe(1)
    expect(await countOf("SELECT count(*) FROM provider_identity WHERE entity_id = ? AND provider = 'clerk'", [id])).toBe(1)
    expect(
      await countOf("SELECT count(*) FROM auth_identity a JOIN provider_identity p ON p.auth_identity_id = a.id WHERE p.entity_id = ?", [
        id,
      ])
    ).toBe(1)
  }

  describe("the first sync", () => {
    it("creates a registered customer, an auth identity and an individual's role", async () => {
      const email = uniqueEmail()
      const user = shop.clerkUser({ email, first_name: "Ada", last_name: "Lovelace" })

      const { status, body } = await sync(shop.tokenOf(user))

      expect(status).toBe(200)
      expect(body).toEqual({
        created: true,
        customer: { id: expect.stringMatching(/^cus_/), email, first_name: "Ada", last_name: "Lovelace" },
        customer_role: {
          customer_id: body.customer.id,
          clerk_user_id: user.id,
          account_type: "individual",
          company_name: null,
          tax_id: null,
          company: null,
          is_verified: false,
          verification_status: "not_required",
          verification_note: null,
          access: {
            bulk_orders: { allowed: false, code: "business_account_required" },
            quotes: { allowed: false, code: "business_account_required" },
          },
          created_at: expect.any(String),
          updated_at: expect.any(String),
        },
      })
      await expectOneOfEach({ id: user.id, email })
      expect(await shop.rows("SELECT has_account FROM customer WHERE id = ?", [body.customer.id])).toEqual([{ has_account: true }])
      const [identity] = await shop.rows<{ app_metadata: unknown }>(
        "SELECT a.app_metadata FROM auth_identity a JOIN provider_identity p ON p.auth_identity_id = a.id WHERE p.entity_id = ?",
        [user.id]
      )
      expect(identity.app_metadata).toEqual({ customer_id: body.customer.id })
    })

    it("stores a business as a pending application and emits created and pending", async () => {
      const { id, customer_role } = await shop.synced({ account_type: "business", company: "Cedar GmbH", tax_id: "DE123" })

      expect(customer_role).toMatchObject({
        account_type: "business",
        company_name: "Cedar GmbH",
        tax_id: "DE123",
        is_verified: false,
        verification_status: "pending",
        access: { bulk_orders: { allowed: true }, quotes: { allowed: true } },
      })
      await eventually(() => {
        expect(shop.events.namesFor(id)).toEqual(["customer_role.created", "customer_role.pending"])
      })
      expect(await shop.historyOf(id)).toEqual(["created"])
      expect(await shop.groupNamesOf(id)).toEqual([])
    })

    it("links role and customer in both directions of query.graph", async () => {
      const { id } = await shop.synced({ account_type: "business" })
      const query = shop.container.resolve("query")

      const { data: customers } = await query.graph({ entity: "customer", fields: ["id", "customer_meta.account_type"], filters: { id } })
      const { data: metas } = await query.graph({
        entity: "customer_meta",
        fields: ["customer_id", "customer.email"],
        filters: { customer_id: id },
      })

      expect(customers).toEqual([expect.objectContaining({ id, customer_meta: expect.objectContaining({ account_type: "business" }) })])
      expect(metas).toEqual([
        expect.objectContaining({ customer_id: id, customer: expect.objectContaining({ email: expect.any(String) }) }),
      ])
    })
  })

  describe("the request body", () => {
    it.each([
      ["empty", {}],
      ["an empty object", { body: {} }],
    ])("accepts a body that is %s", async (_name, options) => {
      const token = shop.tokenOf(shop.clerkUser())

      expect((await shop.post(SYNC, { token, ...options })).status).toBe(200)
    })

    const json = { "content-type": "application/json" }
    it.each([
      ["with a field", { body: { account_type: "business" } }, 400, "invalid_request"],
      ["with isVerified", { body: { isVerified: true } }, 400, "invalid_request"],
      ["that is an array", { body: [] }, 400, "invalid_request"],
      ["that is a text", { rawBody: '"business"', headers: json }, 400, "invalid_request"],
      ["that is malformed", { rawBody: "{", headers: json }, 400, "invalid_request"],
      [
        "of another type",
        { rawBody: "a=b", headers: { "content-type": "application/x-www-form-urlencoded" } },
        415,
        "unsupported_media_type",
      ],
      ["that is too large", { rawBody: JSON.stringify({ a: "x".repeat(200_000) }), headers: json }, 413, "payload_too_large"],
    ])("refuses a body %s", async (_name, options, status, code) => {
      const token = shop.tokenOf(shop.clerkUser())

      expect(await shop.post(SYNC, { token, ...options })).toMatchObject({
        status,
        body: { type: expect.any(String), code, message: expect.any(String) },
      })
    })
  })

  describe("the request body of an anonymous caller", () => {
    const json = { "content-type": "application/json" }
    it.each([
      ["malformed", { rawBody: "{", headers: json }],
      ["of another type", { rawBody: "a=b", headers: { "content-type": "application/x-www-form-urlencoded" } }],
      ["too large", { rawBody: JSON.stringify({ a: "x".repeat(200_000) }), headers: json }],
      ["with a field", { body: { account_type: "business" } }],
    ])("answers 401 to a body that is %s", async (_name, options) => {
      expect(await shop.post(SYNC, options)).toMatchObject({ status: 401, body: { type: "unauthorized", code: "unauthenticated" } })
    })
  })

  describe("a repeated sync of the same data", () => {
    it("writes nothing and emits no events", async () => {
      const { id, token, user } = await shop.synced({ account_type: "business", company: "Cedar GmbH" })
      await shop.writtenBack(user)
      await sync(token)
      const before = await shop.metaOf(id)
      await shop.events.settle()
      shop.events.reset()

      const { status, body } = await sync(token)
      await shop.events.settle()

      expect(status).toBe(200)
      expect(body.created).toBe(false)
      expect(await shop.metaOf(id)).toEqual(before)
      expect(await shop.historyOf(id)).toEqual(["created"])
      expect(shop.events.list("")).toEqual([expect.objectContaining({ name: "harness.settled" })])
      await expectOneOfEach({ id: user.id, email: body.customer.email })
    })

    it("changes only clerk_updated_at if Clerk has a newer version of the same claim", async () => {
      const { id, token, user } = await shop.synced({ account_type: "business", company: "Cedar GmbH" })
      await shop.writtenBack(user)
      const { clerk_updated_at: seen, ...before } = (await shop.metaOf(id)) ?? {}
      const { updated_at } = shop.clerk.users.update(user.id, { private_metadata: { note: "x" } })

      await sync(token)

      const { clerk_updated_at, ...after } = (await shop.metaOf(id)) ?? {}
      expect(after).toEqual(before)
      expect(clerk_updated_at).toEqual(new Date(updated_at))
      expect(clerk_updated_at).not.toEqual(seen)
      expect(await shop.historyOf(id)).toEqual(["created"])
    })
  })

  describe("fifty parallel first syncs of one user", () => {
    it("create one customer, one role and one auth identity", async () => {
      const email = uniqueEmail()
      const user = shop.clerkUser({ email, account_type: "business", company: "Cedar GmbH" })
      const token = shop.tokenOf(user)
      shop.clerk.requests.reset()

      const answers = await Promise.all(Array.from({ length: 50 }, () => sync(token)))

      expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 50 }, () => 200))
      expect(new Set(answers.map(({ body }) => body.customer.id)).size).toBe(1)
      await expectOneOfEach({ id: user.id, email })
      expect(shop.clerk.requests.count()).toBeLessThan(10)
      await shop.events.settle()
      expect(shop.events.namesFor(answers[0].body.customer.id)).toEqual(["customer_role.created", "customer_role.pending"])
    })

    it("create one of each even if lazy syncs, explicit syncs and webhooks are mixed", async () => {
      const email = uniqueEmail()
      const user = shop.clerkUser({ email, account_type: "business", company: "Cedar GmbH" })
      const token = shop.tokenOf(user)

      const answers = await Promise.all(
        Array.from({ length: 50 }, (_, index) => {
          switch (index % 5) {
            case 0:
              return sync(token)
            case 1:
              return shop.get("/store/customers/me", { token })
            case 2:
              return shop.get("/store/quotes", { token })
            case 3:
              return shop.post("/auth/customer/clerk", { body: { token } })
            default:
              return shop.webhook("user.created", user)
          }
        })
      )

      expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 50 }, () => 200))
      await expectOneOfEach({ id: user.id, email })
    })
  })

  describe("claims", () => {
    const NEVER_A_GRANT: [name: string, metadata: Record<string, unknown>, expected: Record<string, unknown>][] = [
      ["nothing", {}, { account_type: "individual" }],
      ["an individual", { accountType: "individual" }, { account_type: "individual" }],
      ["a business without details", { accountType: "business" }, { account_type: "business", company_name: null, tax_id: null }],
      [
        "companyName and taxId",
        { accountType: "business", companyName: "Cedar", taxId: "DE1" },
        { account_type: "business", company_name: "Cedar", tax_id: "DE1" },
      ],
      [
        "texts cleared",
        { accountType: "business", company: null, tax_id: "" },
        { account_type: "business", company_name: null, tax_id: null },
      ],
      [
        "the longest texts",
        { accountType: "business", company: "ü".repeat(255), tax_id: "1".repeat(100) },
        { account_type: "business", company_name: "ü".repeat(255) },
      ],
      [
        "grants that nobody gave",
        {
          accountType: "business",
          isVerified: true,
          is_verified: true,
          verification_status: "verified",
          verified: true,
          role: "admin",
          denied_at: null,
          disabled_at: null,
        },
        { account_type: "business" },
      ],
      [
        "isVerified alone",
        { isVerified: true, customerRole: { isVerified: true, accountType: "business" } },
        { account_type: "individual" },
      ],
      [
        "other keys of any shape",
        { favourites: [1, [2]], deep: { er: { still: {} } }, company_logo: "x".repeat(2000) },
        { account_type: "individual" },
      ],
    ]
    it.each(NEVER_A_GRANT)("treats a claim with %s as an application, never as a grant", async (_name, unsafe_metadata, expected) => {
      const { customer_role, token, id } = await shop.synced({ unsafe_metadata })

      expect(customer_role).toMatchObject({ ...expected, is_verified: false })
      expect(["not_required", "pending"]).toContain(customer_role.verification_status)
      expect(await shop.groupNamesOf(id)).toEqual([])
      expect((await shop.get("/admin/customers/business", { token })).status).toBe(401)
    })

    it("ignores a prototype in a claim", async () => {
      const unsafe_metadata: Record<string, unknown> = JSON.parse(
        '{"__proto__":{"accountType":"business","company":"Evil","isVerified":true},"constructor":{"prototype":{"accountType":"business"}}}'
      )

      const { customer_role } = await shop.synced({ unsafe_metadata })

      expect(customer_role).toMatchObject({ account_type: "individual", company_name: null, is_verified: false })
    })

    const INVALID: [name: string, metadata: Record<string, unknown>][] = [
      ["accountType admin", { accountType: "admin" }],
      ["accountType in capitals", { accountType: "BUSINESS" }],
      ["an empty accountType", { accountType: "" }],
      ["accountType as a number", { accountType: 1 }],
      ["accountType as true", { accountType: true }],
      ["accountType as an array", { accountType: ["business"] }],
      ["accountType as an object", { accountType: { toString: "business" } }],
      ["accountType __proto__", { accountType: "__proto__" }],
      ["accountType constructor", { accountType: "constructor" }],
      ["a company of 256 characters", { accountType: "business", company: "x".repeat(256) }],
      ["a company of 10 kB", { accountType: "business", company: "x".repeat(10_000) }],
      ["a company as a number", { accountType: "business", company: 42 }],
      ["a company as an array", { accountType: "business", company: ["Cedar"] }],
      ["a company as an object", { accountType: "business", company: { name: "Cedar" } }],
      ["a company as a boolean", { accountType: "business", company: true }],
      ["a tax id of 101 characters", { accountType: "business", tax_id: "1".repeat(101) }],
      ["a tax id as a number", { accountType: "business", tax_id: 123456789 }],
      ["a tax id as an array", { accountType: "business", taxId: [] }],
    ]
    it.each(INVALID)("refuses a claim with %s and makes a new user an individual", async (_name, unsafe_metadata) => {
      const user = shop.clerkUser({ unsafe_metadata })
      const token = shop.tokenOf(user)

      expect(await sync(token)).toMatchObject({ status: 400, body: { code: "invalid_account_claim" } })
      expect(await shop.get(`${SYNC}/me`, { token })).toMatchObject({
        status: 200,
        body: { customer_role: { account_type: "individual", company_name: null, tax_id: null, is_verified: false } },
      })
    })

    it.each([
      ["a NUL character", "Ce\u0000dar"],
      ["half of a surrogate pair", "Cedar \ud800"],
    ])("answers a claim with %s without a server error", async (_name, company) => {
      const token = shop.tokenOf(shop.clerkUser({ unsafe_metadata: { accountType: "business", company } }))

      expect(await sync(token)).toMatchObject({ status: 400, body: { code: "invalid_account_claim" } })
    })

    it("leave an existing record unchanged if they are invalid", async () => {
      const { id, token, user } = await shop.syncedBusiness("verified")
      const before = await shop.metaOf(id)
      shop.clerk.users.update(user.id, { unsafe_metadata: { accountType: "admin", company: "Evil" } })

      expect(await sync(token)).toMatchObject({ status: 400, body: { code: "invalid_account_claim" } })
      expect(await shop.metaOf(id)).toEqual({ ...before, clerk_updated_at: expect.any(Date) })
    })

    it("are recorded once if they are invalid, and the lazy sync continues", async () => {
      const user = shop.clerkUser({ unsafe_metadata: { accountType: "admin" } })
      const token = shop.tokenOf(user)

      const me = await shop.get<{ customer: { id: string } }>("/store/customers/me", { token })
      await sync(token)
      await shop.writtenBack(user)
      await sync(token)
      shop.clerk.users.update(user.id, { first_name: "Ada" })
      await sync(token)

      expect(me.status).toBe(200)
      expect(await shop.historyOf(me.body.customer.id)).toEqual(["created", "claim_refused"])
    })

    it("change nothing if their keys are gone", async () => {
      const { id, token, user } = await shop.syncedBusiness("verified")
      const { clerk_updated_at: _seen, ...before } = (await shop.metaOf(id)) ?? {}
      shop.clerk.users.update(user.id, { unsafe_metadata: { theme: "dark" } })

      expect((await sync(token)).status).toBe(200)
      expect(await shop.metaOf(id)).toMatchObject(before)
    })
  })

  describe("email addresses", () => {
    it("are required", async () => {
      const token = shop.tokenOf(shop.clerkUser({ email: null }))

      expect(await sync(token)).toMatchObject({
        status: 409,
        body: { type: "conflict", code: "email_required", message: expect.any(String) },
      })
    })

    it("must be verified at Clerk", async () => {
      const user = shop.clerkUser({ email_verified: false })
      const token = shop.tokenOf(user)

      expect(await sync(token)).toMatchObject({ status: 409, body: { code: "email_unverified" } })
      expect(await countOf("SELECT count(*) FROM customer_meta WHERE clerk_user_id = ?", [user.id])).toBe(0)
      expect(await countOf("SELECT count(*) FROM provider_identity WHERE entity_id = ?", [user.id])).toBe(0)
    })

    it("that are refused leave Medusa's routes without a customer and give the plugin's routes the reason", async () => {
      const token = shop.tokenOf(shop.clerkUser({ email_verified: false }))

      expect((await shop.get("/store/customers/me", { token })).status).toBe(401)
      expect(await shop.post("/store/carts", { token, body: { region_id: shop.catalogue.regionId } })).toMatchObject({
        status: 200,
        body: { cart: { customer_id: null } },
      })
      expect(await shop.get("/store/quotes", { token })).toMatchObject({ status: 409, body: { code: "email_unverified" } })
      expect(await shop.post("/store/orders/create-bulk", { token, body: {} })).toMatchObject({
        status: 409,
        body: { code: "email_unverified" },
      })
      expect(await shop.post("/auth/customer/clerk", { body: { token } })).toMatchObject({
        status: 409,
        body: { code: "email_unverified" },
      })
    })

    it("link a registered customer, whatever their case", async () => {
      const name = randomUUID()
      const registered = await shop.registerCustomer({ email: `${name}@example.com` })

      const { id } = await shop.synced({ email: `${name.toUpperCase()}@Example.com` })

      expect(id).toBe(registered.id)
    })

    it("never link a guest", async () => {
      const email = uniqueEmail()
      const { result } = await createCustomersWorkflow(shop.container).run({ input: { customersData: [{ email, has_account: false }] } })

      const { id } = await shop.synced({ email })

      expect(id).not.toBe(result[0].id)
      expect(await shop.rows("SELECT has_account FROM customer WHERE id = ?", [result[0].id])).toEqual([{ has_account: false }])
    })

    it("that belong to another live Clerk user are refused", async () => {
      const { user, id } = await shop.syncedBusiness("verified")
      const email = user.email_addresses[0].email_address
      const second = shop.clerkUser({ email: email.toUpperCase(), account_type: "business", company: "Cedar GmbH" })

      expect(await sync(shop.tokenOf(second))).toMatchObject({ status: 409, body: { code: "email_already_linked" } })
      expect(await shop.metaOf(id)).toMatchObject({ clerk_user_id: user.id, is_verified: true })
      expect(await countOf("SELECT count(*) FROM provider_identity WHERE entity_id = ?", [second.id])).toBe(0)
    })

    it("link the customer with the exact spelling if several differ in case", async () => {
      const name = randomUUID()
      const exact = await shop.registerCustomer({ email: `${name}@example.com` })
      await shop.registerCustomer({ email: `${name.toUpperCase()}@example.com` })

      const { id, user } = await shop.synced({ email: `${name}@example.com` })

      expect(id).toBe(exact.id)
      expect(await differencesOf(user.id)).toEqual([{ kind: "email_variants", customer_id: id }])
    })

    it("start a new customer, and show the shop a difference, if several customers differ in case and none has the exact spelling", async () => {
      const name = `a${randomUUID()}`
      const others = [
        await shop.registerCustomer({ email: `${name.toUpperCase()}@example.com` }),
        await shop.registerCustomer({ email: `${name}@EXAMPLE.com` }),
      ]

      const { id, user, customer } = await shop.synced({ email: `${name}@example.com` })

      expect(others.map((other) => other.id)).not.toContain(id)
      expect(customer.email).toBe(`${name}@example.com`)
      expect(await differencesOf(user.id)).toEqual([{ kind: "email_variants", customer_id: id }])
      for (const { token } of others) {
        expect((await shop.get("/store/customers/me", { token })).status).toBe(200)
      }
    })

    it.each([
      ["the Kelvin sign", "k", "\u212A"],
      ["a long s", "s", "\u017F"],
    ])("keep %s and %s apart", async (_, letter, lookalike) => {
      const name = randomUUID()
      const victim = await shop.registerCustomer({ email: `${letter}${name}@example.com` })

      const { id } = await shop.synced({ email: `${lookalike}${name}@example.com` })
      const owner = await shop.synced({ email: `${letter.toUpperCase()}${name}@example.com` })

      expect(id).not.toBe(victim.id)
      expect(owner.id).toBe(victim.id)
    })

    it("link only verified mailboxes and lock nobody out, whatever was registered before", async () => {
      const letters = fc.constantFrom("k", "K", "\u212A", "s", "S", "\u017F", "+", "ü", "Ü", "_", "%")
      const locals = fc.array(letters, { minLength: 1, maxLength: 3 }).map((parts) => parts.join(""))
      const steps = fc.array(fc.tuple(fc.constantFrom("register" as const, "sign-in" as const), locals), { minLength: 1, maxLength: 8 })
      const mailboxOf = (email: string) => email.replace(/[A-Z]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 32))

      await fc.assert(
        fc.asyncProperty(steps, async (history) => {
          const domain = `${randomUUID()}.example.com`
          const registered = new Map<string, string>()
          const linked = new Map<string, string>()
          for (const [what, local] of history) {
            const email = `${local}@${domain}`
            const sameMailbox = [...registered].filter(([other]) => mailboxOf(other) === mailboxOf(email))
            if (what === "register") {
              if (!registered.has(email)) {
                const { id } = await shop.container.resolve(Modules.CUSTOMER).createCustomers({ email, has_account: true })
                registered.set(email, id)
              }
              continue
            }
            const { status, body } = await sync(shop.tokenOf(shop.clerkUser({ email })))
            const owner = registered.get(email) ?? (sameMailbox.length === 1 ? sameMailbox[0][1] : undefined)
            if (owner !== undefined && linked.has(owner)) {
              expect({ status, body }).toMatchObject({ status: 409, body: { code: "email_already_linked" } })
              continue
            }
            expect(status).toBe(200)
            const { id, email: kept } = body.customer
            expect(mailboxOf(String(kept))).toBe(mailboxOf(email))
            expect(owner ?? id).toBe(id)
            expect(linked.has(id)).toBe(false)
            registered.set(String(kept), id)
            linked.set(id, email)
          }
        }),
        { numRuns: 15 }
      )
    }, 60_000)

    it("match LIKE wildcards literally", async () => {
      const name = randomUUID()
      const other = await shop.registerCustomer({ email: `${name}x@example.com` })

      const { id } = await shop.synced({ email: `${name}_@example.com` })

      expect(id).not.toBe(other.id)
    })
  })

  describe("changed claims", () => {
    const change = async (customer: { user: { id: string }; token: string }, unsafe_metadata: { [key: string]: string | null }) => {
      shop.clerk.users.update(customer.user.id, { unsafe_metadata })
      const { status, body } = await sync(customer.token)
      expect(status).toBe(200)
      return body.customer_role
    }
    const bulk = (token: string) => shop.post("/store/orders/create-bulk", { token, body: {} })

    it("from individual to business become a pending application", async () => {
      const customer = await shop.synced()
      await shop.events.settle()
      shop.events.reset()

      expect(await change(customer, { accountType: "business", company: "Cedar" })).toMatchObject({
        account_type: "business",
        verification_status: "pending",
        is_verified: false,
      })
      await shop.events.settle()
      expect(shop.events.namesFor(customer.id)).toEqual(["customer_role.account_type_changed", "customer_role.pending"])
    })

    it.each([
      ["company", { accountType: "business", company: "Cedar AG", tax_id: "DE123456789" }],
      ["tax id", { accountType: "business", company: "Cedar GmbH", tax_id: "DE987654321" }],
      ["company to nothing", { accountType: "business", company: null, tax_id: "DE123456789" }],
    ])("to the %s of a verified business end its verification and group membership", async (_name, claim) => {
      const customer = await shop.syncedBusiness("verified")
      expect(await shop.groupNamesOf(customer.id)).toEqual(["Verified businesses"])
      const { updated_at } = await shop.adminRoleOf(customer.id)

      const role = await change(customer, claim)

      expect(role).toMatchObject({ verification_status: "pending", is_verified: false })
      expect(role.updated_at > updated_at).toBe(true)
      expect(await shop.adminRoleOf(customer.id)).toMatchObject({ denied_at: null, verified_at: null, verified_by: null })
      expect(await shop.groupNamesOf(customer.id)).toEqual([])
    })

    it.each(["rejected", "revoked"] as const)("that differ by one letter do not readmit a %s business", async (decision) => {
      const customer = await shop.syncedBusiness(decision)
      expect(await bulk(customer.token)).toMatchObject({ status: 403, body: { code: `verification_${decision}` } })
      const { denied_at } = await shop.adminRoleOf(customer.id)

      const role = await change(customer, { accountType: "business", company: "Cedar GmbH.", tax_id: "DE123456789" })

      expect(role).toMatchObject({
        verification_status: "pending",
        access: { bulk_orders: { allowed: false, code: "verification_pending" }, quotes: { allowed: false, code: "verification_pending" } },
      })
      expect(await bulk(customer.token)).toMatchObject({ status: 403, body: { code: "verification_pending" } })
      expect(denied_at).not.toBeNull()
      expect(await shop.adminRoleOf(customer.id)).toMatchObject({ denied_at })
    })

    it("to individual and back keep the denial", async () => {
      const customer = await shop.syncedBusiness("rejected")
      const { denied_at } = await shop.adminRoleOf(customer.id)

      expect(await change(customer, { accountType: "individual" })).toMatchObject({
        account_type: "individual",
        verification_status: "not_required",
      })
      expect(await shop.adminRoleOf(customer.id)).toMatchObject({ denied_at })
      expect(await bulk(customer.token)).toMatchObject({ status: 403, body: { code: "business_account_required" } })

      expect(await change(customer, { accountType: "business" })).toMatchObject({
        account_type: "business",
        verification_status: "pending",
      })
      expect(await shop.adminRoleOf(customer.id)).toMatchObject({ denied_at })
      expect(await bulk(customer.token)).toMatchObject({ status: 403, body: { code: "verification_pending" } })

      expect(await shop.verifyBusiness(customer.id)).toMatchObject({ denied_at: null, is_verified: true })
      expect((await bulk(customer.token)).status).toBe(400)
    })

    it("to individual remove a verified business from the group", async () => {
      const customer = await shop.syncedBusiness("verified")

      await change(customer, { accountType: "individual" })

      expect(await shop.groupNamesOf(customer.id)).toEqual([])
      expect(await bulk(customer.token)).toMatchObject({ status: 403, body: { code: "business_account_required" } })
    })

    it("that are older than the newest version seen are ignored", async () => {
      const customer = await shop.synced()
      const old = customer.user
      await change(customer, { accountType: "business", company: "New" })

      await shop.webhook("user.updated", { ...old, unsafe_metadata: { accountType: "individual" } })

      expect(await shop.metaOf(customer.id)).toMatchObject({ account_type: "business", company_name: "New" })
    })
  })

  describe("a sync with a Medusa credential", () => {
    it("re-syncs the linked Clerk user", async () => {
      const { token, user, id } = await shop.synced()
      const medusaToken = await shop.exchange(token)
      shop.clerk.users.update(user.id, { unsafe_metadata: { accountType: "business", company: "Cedar" } })

      const byToken = await sync(medusaToken)
      const bySession = await shop.post<SyncView>(SYNC, { cookie: await shop.openSession(medusaToken) })

      expect(byToken).toMatchObject({
        status: 200,
        body: { created: false, customer: { id }, customer_role: { account_type: "business", company_name: "Cedar" } },
      })
      expect(bySession).toMatchObject({ status: 200, body: { customer: { id } } })
    })

    it("answers role_not_synced to a customer without a Clerk user", async () => {
      const { token } = await shop.registerCustomer()

      expect(await sync(token)).toMatchObject({ status: 404, body: { code: "role_not_synced" } })
    })
  })

  describe("GET /store/customers/sync-role/:id of a user who was never synced", () => {
    it("answers role_not_synced for `me` and the caller's Clerk id, and creates nothing", async () => {
      const user = shop.clerkUser()
      const token = shop.tokenOf(user)

      expect(await shop.get(`${SYNC}/me`, { token })).toMatchObject({ status: 404, body: { code: "role_not_synced" } })
      expect(await shop.get(`${SYNC}/${user.id}`, { token })).toMatchObject({ status: 404, body: { code: "role_not_synced" } })
      expect(await countOf("SELECT count(*) FROM customer_meta WHERE clerk_user_id = ?", [user.id])).toBe(0)
    })

    it("reveals nothing about other users", async () => {
      const { id } = await shop.synced()
      const token = shop.tokenOf(shop.clerkUser())

      const existing = await shop.get(`${SYNC}/${id}`, { token })
      const missing = await shop.get(`${SYNC}/cus_missing`, { token })

      expect(existing).toMatchObject({ status: 403, body: { code: "not_your_role" } })
      expect(missing.body).toEqual(existing.body)
      expect(missing.status).toBe(existing.status)
    })
  })

  describe("a user deleted at Clerk", () => {
    it("is disabled by the next sync, even without a webhook", async () => {
      const { token, user, id } = await shop.syncedBusiness("verified")
      const medusaToken = await shop.exchange(token)
      shop.clerk.users.delete(user.id)

      expect(await sync(token)).toMatchObject({ status: 403, body: { code: "account_disabled" } })
      expect(await shop.get("/store/customers/me", { token })).toMatchObject({ status: 403, body: { code: "account_disabled" } })
      expect(await shop.get("/store/customers/me", { token: medusaToken })).toMatchObject({
        status: 403,
        body: { code: "account_disabled" },
      })
      expect(await shop.metaOf(id)).toBeUndefined()
      expect(await shop.groupNamesOf(id)).toEqual([])
    })

    it("can be followed by a new user with the same email, without the verification", async () => {
      const email = uniqueEmail()
      const first = await shop.syncedBusiness("verified", { email })
      await shop.webhook("user.deleted", shop.clerk.users.delete(first.user.id))

      const second = await shop.syncedBusiness("pending", { email })

      expect(second.id).toBe(first.id)
      expect(second.customer_role).toMatchObject({ is_verified: false, verification_status: "pending", clerk_user_id: second.user.id })
      expect(await shop.groupNamesOf(first.id)).toEqual([])
      expect(await shop.get("/store/customers/me", { token: second.token })).toMatchObject({ status: 200 })
      expect(await shop.get("/store/customers/me", { token: first.token })).toMatchObject({
        status: 403,
        body: { code: "account_disabled" },
      })
    })

    it.each(["rejected", "revoked"] as const)("passes the denial on to a new user with the same email (%s)", async (decision) => {
      const email = uniqueEmail()
      const first = await shop.syncedBusiness(decision, { email })
      const { denied_at } = await shop.adminRoleOf(first.id)
      await shop.webhook("user.deleted", shop.clerk.users.delete(first.user.id))

      const second = await shop.syncedBusiness("pending", { email })

      expect(await shop.adminRoleOf(second.id)).toMatchObject({ denied_at, verification_status: "pending" })
      expect(await shop.post("/store/orders/create-bulk", { token: second.token, body: {} })).toMatchObject({
        status: 403,
        body: { code: "verification_pending" },
      })
    })
  })

  describe("a customer deleted in Medusa", () => {
    it("loses the role, and starts again with the next valid token", async () => {
      const first = await shop.syncedBusiness("verified")

      expect((await shop.delete(`/admin/customers/${first.id}`, { token: shop.admin.token })).status).toBe(200)
      await eventually(async () => expect(await shop.metaOf(first.id)).toBeUndefined())
      const { status, body } = await sync(first.token)

      expect(status).toBe(200)
      expect(body).toMatchObject({
        created: true,
        customer_role: { account_type: "business", verification_status: "pending", is_verified: false },
      })
      expect(body.customer.id).not.toBe(first.id)
      expect(await shop.get("/store/customers/me", { token: first.token })).toMatchObject({
        status: 200,
        body: { customer: { id: body.customer.id } },
      })
    })

    it("is not reported as a customer who lost access", async () => {
      const { id } = await shop.syncedBusiness("verified")
      const { closeRoleWorkflow } = fromBuiltPlugin<typeof import("../../src/workflows/customer-role")>("workflows/customer-role")
      await shop.events.settle()
      shop.events.reset()

      await closeRoleWorkflow(shop.container).run({ input: { customer_ids: [id], actor: { type: "system" } } })
      await shop.events.settle()

      expect(await shop.historyOf(id)).toEqual(["created", "verified", "deleted"])
      expect(shop.events.list()).toEqual([])
    })

    it("starts again even if the next request follows at once and is not a sync", async () => {
      const first = await shop.synced()
      await shop.delete(`/admin/customers/${first.id}`, { token: shop.admin.token })

      const me = await eventually(async () => {
        const answer = await shop.get<{ customer: { id: string } }>("/store/customers/me", { token: first.token })
        expect(answer.status).toBe(200)
        return answer
      })

      expect(me.body.customer.id).not.toBe(first.id)
    })
  })

  describe("the lazy sync", () => {
    it.each(["/store/customers/me", "/store/quotes", "/store/products"])("syncs a new user on GET %s", async (path) => {
      const user = shop.clerkUser({ account_type: "business" })

      expect((await shop.get(path, { token: shop.tokenOf(user) })).status).toBe(200)
      expect(await shop.rows("SELECT account_type FROM customer_meta WHERE clerk_user_id = ?", [user.id])).toEqual([
        { account_type: "business" },
      ])
    })

    it("asks Clerk once about a user it knows", async () => {
      const user = shop.clerkUser()
      const token = shop.tokenOf(user)
      await shop.get("/store/customers/me", { token })
      await shop.writtenBack(user)
      shop.clerk.requests.reset()

      await shop.get("/store/customers/me", { token })
      await shop.get("/store/quotes", { token })

      expect(shop.clerk.requests.count()).toBe(0)
    })

    it("remembers a failure until an explicit sync succeeds", async () => {
      const user = shop.clerkUser({ email_verified: false })
      const token = shop.tokenOf(user)
      shop.clerk.requests.reset()

      await shop.get("/store/quotes", { token })
      await shop.get("/store/quotes", { token })
      await shop.get("/store/customers/me", { token })
      expect(shop.clerk.requests.count()).toBe(1)

      shop.clerk.users.update(user.id, { email_verified: true })
      expect((await sync(token)).status).toBe(200)
      expect((await shop.get("/store/quotes", { token })).status).toBe(200)
    })
  })

  describe("an outage of Clerk's API", () => {
    afterEach(() => {
      shop.clerk.faults.set(null)
    })

    it.each([
      ["answers 500", { status: 500 }],
      ["answers 429", { status: 429 }],
      ["answers 401", { status: 401 }],
      ["hangs up", { closeConnection: true }],
      ["answers nonsense", { body: "<html>maintenance</html>", headers: { "content-type": "text/html" } }],
      ["answers an empty object", { body: "{}", headers: { "content-type": "application/json" } }],
    ])("answers new users 503 with Retry-After when Clerk's API %s", async (_name, fault) => {
      const user = shop.clerkUser()
      const token = shop.tokenOf(user)
      shop.clerk.faults.set(fault)

      const explicit = await sync(token)
      const lazy = await shop.get("/store/customers/me", { token })

      for (const { status, body, headers } of [explicit, lazy]) {
        expect({ status, body }).toMatchObject({ status: 503, body: { code: "identity_provider_unavailable" } })
        expect(Number(headers.get("retry-after"))).toBeGreaterThan(0)
      }
      expect(await countOf("SELECT count(*) FROM customer_meta WHERE clerk_user_id = ?", [user.id])).toBe(0)
    })

    it("does not affect known users", async () => {
      const { token } = await shop.synced()
      shop.clerk.faults.set({ status: 500 })

      expect((await shop.get("/store/customers/me", { token })).status).toBe(200)
      expect((await shop.get(`${SYNC}/me`, { token })).status).toBe(200)
    })
  })
})
