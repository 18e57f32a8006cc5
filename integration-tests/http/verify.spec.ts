import { readdir } from "node:fs/promises"
import { createApiKeysWorkflow, createCustomerGroupsWorkflow, linkCustomersToCustomerGroupWorkflow } from "@medusajs/medusa/core-flows"
import { fromBuiltPlugin } from "../helpers/built-plugin"
import { BUSINESS_BOLT_PRICE, BUSINESS_GROUP } from "../helpers/catalogue"
import { fillCart } from "../helpers/checkout"
import { eventually } from "../helpers/eventually"
import type { ErrorAnswer } from "../helpers/http"
import { privateFilesFolder } from "../helpers/private-files"
import { quotesOf } from "../helpers/quotes"
import { samples } from "../helpers/sample-files"
import { describeShop, type ClerkCustomerInput } from "../helpers/shop"
import type { AdminRoleView, BusinessListView, RoleContextView, RoleWithHistoryView } from "../helpers/views"
import { addDifference, finishPlacements, leavePlacementRunning, leaveWriteBackFailing } from "../helpers/written-states"

const VERIFY = "/admin/customers/verify"
const LIST = "/admin/customers/business"

/** Medusa's own tables about customers, which the plugin does not export. */
const TABLES_OF_MEDUSA = [
  "cart",
  "cart_address",
  "order",
  "order_address",
  "customer_address",
  "customer_group_customer",
  "customer_account_holder",
  "customer_customer_payment_payment_account_holder",
  "customer_payment_account_holder",
]

type VerifyAnswer = { customer_roles: AdminRoleView[]; customer_role?: AdminRoleView }

describeShop("Verification by admins", { catalogue: true }, (shop) => {
  const verify = <T = VerifyAnswer>(body: unknown) => shop.post<T>(VERIFY, { token: shop.admin.token, body })
  const refused = (body: unknown) => shop.post(VERIFY, { token: shop.admin.token, body })
  const list = (query = "") => shop.get<BusinessListView>(`${LIST}${query}`, { token: shop.admin.token })
  const statusOf = async (id: string) => (await shop.adminRoleOf(id)).verification_status

  describe("POST /admin/customers/verify of one customer", () => {
    it("verifies a business and records who did and when", async () => {
      const { id, user } = await shop.syncedBusiness()

      const { status, body } = await verify({ customer_id: id, is_verified: true, note: "Welcome", internal_note: "Checked the register" })

      expect(status).toBe(200)
      expect(body.customer_roles).toEqual([body.customer_role])
      expect(body.customer_role).toEqual({
        id: expect.stringMatching(/^cmeta_/),
        customer_id: id,
        clerk_user_id: user.id,
        account_type: "business",
        company_name: "Cedar GmbH",
        tax_id: "DE123456789",
        company: null,
        is_verified: true,
        verification_status: "verified",
        verification_note: "Welcome",
        internal_note: "Checked the register",
        denied_at: null,
        verified_at: expect.any(String),
        verified_by: shop.admin.id,
        waiting_since: null,
        disabled_at: null,
        clerk_updated_at: expect.any(String),
        deleted_at: null,
        access: { bulk_orders: { allowed: true }, quotes: { allowed: true } },
        created_at: expect.any(String),
        updated_at: expect.any(String),
      })
    })

    it.each([
      ["verified", "revoked"],
      ["pending", "rejected"],
      ["rejected", "rejected"],
      ["revoked", "rejected"],
    ] as const)("turns a %s business down as %s", async (before, after) => {
      const { id } = await shop.syncedBusiness(before)

      const { body } = await verify({ customer_id: id, is_verified: false })

      expect(body.customer_role).toMatchObject({
        is_verified: false,
        verification_status: after,
        denied_at: expect.any(String),
        verified_at: null,
        verified_by: null,
      })
    })

    it("clears the denial of a business that it verifies", async () => {
      const { id } = await shop.syncedBusiness("revoked")

      expect(await shop.verifyBusiness(id)).toMatchObject({ denied_at: null, verification_status: "verified" })
    })

    it("shows the customer the note but never the internal note", async () => {
      const { id, token } = await shop.syncedBusiness()
      await shop.decide(id, false, { note: "The register has another address", internal_note: "Suspicious" })

      const { body } = await shop.get<{ customer_role: object }>("/store/customers/sync-role/me", { token })

      expect(body.customer_role).toMatchObject({ verification_note: "The register has another address" })
      expect(JSON.stringify(body)).not.toContain("Suspicious")
      expect(Object.keys(body.customer_role)).not.toContain("denied_at")
    })

    it("keeps a note that is left out and clears a note that is null", async () => {
      const { id } = await shop.syncedBusiness()
      await shop.decide(id, true, { note: "Welcome", internal_note: "Fine" })

      expect(await shop.decide(id, true)).toMatchObject({ verification_note: "Welcome", internal_note: "Fine" })
      expect(await shop.decide(id, true, { note: null, internal_note: null })).toMatchObject({
        verification_note: null,
        internal_note: null,
      })
    })

    it("changes nothing when a decision is repeated", async () => {
      const { id } = await shop.syncedBusiness("verified")
      const before = await shop.adminRoleOf(id)
      await shop.events.settle()
      shop.events.reset()

      const { status, body } = await verify({ customer_id: id, is_verified: true })
      await shop.events.settle()

      expect(status).toBe(200)
      expect(body.customer_role).toMatchObject({ updated_at: before.updated_at, verified_at: before.verified_at })
      expect(await shop.historyOf(id)).toEqual(["created", "verified"])
      expect(shop.events.list()).toEqual([])
    })

    it("refuses individuals, unknown customers and customers who were never synced", async () => {
      const individual = await shop.synced()
      const unsynced = await shop.registerCustomer()

      expect(await refused({ customer_id: individual.id, is_verified: true })).toMatchObject({
        status: 400,
        body: { type: "invalid_data", code: "not_a_business_account" },
      })
      expect(await refused({ customer_id: "cus_missing", is_verified: true })).toMatchObject({
        status: 404,
        body: { type: "not_found", code: "not_found" },
      })
      expect(await refused({ customer_id: unsynced.id, is_verified: true })).toMatchObject({ status: 404, body: { code: "not_found" } })
    })

    it("answers 409 role_changed if the role has changed since expected_updated_at", async () => {
      const { id, token, user } = await shop.syncedBusiness()
      const { updated_at } = await shop.adminRoleOf(id)
      shop.clerk.users.update(user.id, { unsafe_metadata: { accountType: "business", company: "Evil" } })
      await shop.post("/store/customers/sync-role", { token })

      expect(await refused({ customer_id: id, is_verified: true, expected_updated_at: updated_at })).toMatchObject({
        status: 409,
        body: { type: "conflict", code: "role_changed" },
      })
      expect(await statusOf(id)).toBe("pending")
    })

    it("accepts a decision with the current expected_updated_at", async () => {
      const { id } = await shop.syncedBusiness()
      const { updated_at } = await shop.adminRoleOf(id)

      expect((await verify({ customer_id: id, is_verified: true, expected_updated_at: updated_at })).status).toBe(200)
    })

    it("applies one of two parallel decisions that expect the same state", async () => {
      const { id } = await shop.syncedBusiness()
      const { updated_at } = await shop.adminRoleOf(id)

      const answers = await Promise.all(
        [true, false].map((is_verified) => verify({ customer_id: id, is_verified, expected_updated_at: updated_at }))
      )

      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
      expect(await shop.groupNamesOf(id)).toEqual((await statusOf(id)) === "verified" ? [BUSINESS_GROUP] : [])
    })

    it("leaves the group as the last of many parallel decisions says", async () => {
      const { id } = await shop.syncedBusiness()

      const answers = await Promise.all(Array.from({ length: 10 }, (_, index) => verify({ customer_id: id, is_verified: index % 2 === 0 })))

      expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 200))
      expect(await shop.groupNamesOf(id)).toEqual((await statusOf(id)) === "verified" ? [BUSINESS_GROUP] : [])
    })

    it("records admins and secret API keys as actors in the history", async () => {
      const { id } = await shop.syncedBusiness("verified")
      const [{ token, id: keyId }] = (
        await createApiKeysWorkflow(shop.container).run({
          input: { api_keys: [{ title: "ERP", type: "secret", created_by: shop.admin.id }] },
        })
      ).result

      const answer = await shop.post(VERIFY, {
        headers: { authorization: `Basic ${Buffer.from(`${token}:`).toString("base64")}` },
        body: { customer_id: id, is_verified: false, note: "By the ERP" },
      })

      expect(answer.status).toBe(200)
      const { body } = await shop.get<RoleWithHistoryView>(`/admin/customers/${id}/role`, { token: shop.admin.token })
      expect(body.history.map(({ type, actor_type, actor_id, note }) => ({ type, actor_type, actor_id, note }))).toEqual([
        { type: "created", actor_type: expect.any(String), actor_id: expect.any(String), note: null },
        { type: "verified", actor_type: "admin", actor_id: shop.admin.id, note: null },
        { type: "revoked", actor_type: "api_key", actor_id: keyId, note: "By the ERP" },
      ])
    })

    it("emits an event for each decision", async () => {
      const { id } = await shop.syncedBusiness("revoked")
      await shop.decide(id, false)
      await shop.events.settle()

      expect(shop.events.namesFor(id)).toEqual([
        "customer_role.created",
        "customer_role.pending",
        "customer_role.verified",
        "customer_role.revoked",
        "customer_role.rejected",
      ])
    })
  })

  describe("POST /admin/customers/verify of many customers", () => {
    it("verifies all of them and answers in their order", async () => {
      const people = [await shop.syncedBusiness(), await shop.syncedBusiness("rejected"), await shop.syncedBusiness()]
      const customer_ids = people.map(({ id }) => id)

      const { status, body } = await verify({ customer_ids, is_verified: true })

      expect(status).toBe(200)
      expect(body.customer_roles.map(({ customer_id }) => customer_id)).toEqual(customer_ids)
      expect(body.customer_roles.every(({ is_verified }) => is_verified)).toBe(true)
      expect(body.customer_role).toBeUndefined()
      for (const id of customer_ids) {
        expect(await shop.groupNamesOf(id)).toEqual([BUSINESS_GROUP])
      }
    })

    it.each([
      ["an individual", 400, "not_a_business_account"],
      ["an unknown one", 404, "not_found"],
    ])("verifies none of them if one is %s", async (name, status, code) => {
      const business = await shop.syncedBusiness()
      const other = name === "an individual" ? (await shop.synced()).id : "cus_missing"

      expect(await refused({ customer_ids: [business.id, other], is_verified: true })).toMatchObject({ status, body: { code } })
      expect(await statusOf(business.id)).toBe("pending")
      expect(await shop.groupNamesOf(business.id)).toEqual([])
      expect(await shop.historyOf(business.id)).toEqual(["created"])
    })

    it("accepts expected_updated_at as a map and verifies none if one has changed", async () => {
      const [a, b] = [await shop.syncedBusiness(), await shop.syncedBusiness()]
      const { updated_at } = await shop.adminRoleOf(a.id)

      expect(
        await refused({
          customer_ids: [a.id, b.id],
          is_verified: true,
          expected_updated_at: { [a.id]: updated_at, [b.id]: "2020-01-01T00:00:00.000Z" },
        })
      ).toMatchObject({ status: 409, body: { code: "role_changed" } })
      expect(await statusOf(a.id)).toBe("pending")
      expect((await verify({ customer_ids: [a.id, b.id], is_verified: true, expected_updated_at: { [a.id]: updated_at } })).status).toBe(
        200
      )
    })

    it("does not deadlock with a request for the same customers in another order", async () => {
      const ids = [(await shop.syncedBusiness()).id, (await shop.syncedBusiness()).id, (await shop.syncedBusiness()).id]

      const answers = await Promise.all(
        Array.from({ length: 8 }, (_, index) => verify({ customer_ids: index % 2 ? ids : [...ids].reverse(), is_verified: true }))
      )

      expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 8 }, () => 200))
    })
  })

  describe("the body of POST /admin/customers/verify", () => {
    const id = "cus_x"
    it.each([
      ["nothing", {}],
      ["no decision", { customer_id: id }],
      ["no customer", { is_verified: true }],
      ["both kinds of customers", { customer_id: id, customer_ids: [id], is_verified: true }],
      ["a decision as a text", { customer_id: id, is_verified: "true" }],
      ["a decision as a number", { customer_id: id, is_verified: 1 }],
      ["no ids", { customer_ids: [], is_verified: true }],
      ["201 ids", { customer_ids: Array.from({ length: 201 }, (_, index) => `cus_${index}`), is_verified: true }],
      ["ids that are not strings", { customer_ids: [1], is_verified: true }],
      ["an id that is an object", { customer_id: { $ne: null }, is_verified: true }],
      ["a NUL character", { customer_id: "cus_\u0000", is_verified: true }],
      ["an unknown field", { customer_id: id, is_verified: true, verified_by: "me" }],
      ["a note that is not a string", { customer_id: id, is_verified: true, note: 5 }],
      ["an invalid time", { customer_id: id, is_verified: true, expected_updated_at: "yesterday" }],
      ["a map for one customer", { customer_id: id, is_verified: true, expected_updated_at: { [id]: "2020-01-01T00:00:00Z" } }],
      ["an array", []],
      ["null", null],
    ])("is refused with %s", async (_name, body) => {
      expect(await refused(body)).toMatchObject({
        status: 400,
        body: { type: "invalid_data", code: "invalid_request", message: expect.any(String) },
      })
    })

    const json = { "content-type": "application/json" }
    it.each([
      ["malformed", { rawBody: "{", headers: json }, 400, "invalid_request"],
      [
        "not JSON",
        { rawBody: "customer_id=x", headers: { "content-type": "application/x-www-form-urlencoded" } },
        415,
        "unsupported_media_type",
      ],
      [
        "too large",
        { rawBody: JSON.stringify({ customer_id: "x", is_verified: true, note: "x".repeat(300_000) }), headers: json },
        413,
        "payload_too_large",
      ],
      [
        "in an unknown charset",
        { rawBody: "{}", headers: { "content-type": "application/json; charset=klingon" } },
        415,
        "unsupported_media_type",
      ],
    ])("is refused if it is %s", async (_name, options, status, code) => {
      expect(await shop.post(VERIFY, { token: shop.admin.token, ...options })).toMatchObject({ status, body: { code } })
    })

    it("is read only after the caller is known: anonymous callers get 401", async () => {
      expect((await shop.post(VERIFY, { rawBody: "{", headers: json })).status).toBe(401)
    })
  })

  describe("the customer group", () => {
    it("gains a verified business and loses a revoked one, and their prices follow", async () => {
      const { id, token } = await shop.syncedBusiness()
      const variant_id = shop.catalogue.variantIds["BOLT-10"]
      const cart = await shop.post<{ cart: { id: string } }>("/store/carts", {
        token,
        body: { region_id: shop.catalogue.regionId, items: [{ variant_id, quantity: 1 }] },
      })
      const priceOf = async () => {
        const { body } = await shop.get<{ cart: { items: { unit_price: number }[] } }>(`/store/carts/${cart.body.cart.id}`, { token })
        return body.cart.items[0].unit_price
      }
      expect(await priceOf()).toBe(10)

      await shop.decide(id, true)
      expect(await shop.groupNamesOf(id)).toEqual([BUSINESS_GROUP])
      expect(await priceOf()).toBe(BUSINESS_BOLT_PRICE)

      await shop.decide(id, false)
      expect(await shop.groupNamesOf(id)).toEqual([])
      expect(await priceOf()).toBe(10)
    })

    it("keeps a member whom an admin added before", async () => {
      const { id } = await shop.syncedBusiness()
      await linkCustomersToCustomerGroupWorkflow(shop.container).run({ input: { id: shop.catalogue.businessGroupId, add: [id] } })

      await shop.decide(id, true)
      expect(await shop.groupNamesOf(id)).toEqual([BUSINESS_GROUP])
      await shop.decide(id, false)

      expect(await shop.groupNamesOf(id)).toEqual([BUSINESS_GROUP])
    })

    it("is the only group that decisions change", async () => {
      const { id } = await shop.syncedBusiness()
      const [group] = (await createCustomerGroupsWorkflow(shop.container).run({ input: { customersData: [{ name: "Newsletter" }] } }))
        .result
      await linkCustomersToCustomerGroupWorkflow(shop.container).run({ input: { id: group.id, add: [id] } })

      await shop.decide(id, true)
      await shop.decide(id, false)

      expect(await shop.groupNamesOf(id)).toEqual(["Newsletter"])
    })
  })

  describe("GET /admin/customers/:id/role as the page of a business needs it", () => {
    const contextOf = async (id: string) =>
      (await shop.get<RoleWithHistoryView & RoleContextView>(`/admin/customers/${id}/role`, { token: shop.admin.token })).body
    const idsOf = (found: { customer_id: string }[]) => found.map(({ customer_id }) => customer_id)

    it("shows the last decision and what the customer has changed since", async () => {
      const { id, user, token } = await shop.syncedBusiness("verified", { company: "Cedar GmbH", tax_id: "DE-1" })
      expect(await contextOf(id)).toMatchObject({ last_decision: { type: "verified", actor_id: shop.admin.id, changes: [] } })

      shop.clerk.users.update(user.id, { unsafe_metadata: { accountType: "business", company: "Cedar AG", tax_id: null } })
      await shop.post("/store/customers/sync-role", { token })

      expect((await contextOf(id)).last_decision).toMatchObject({
        type: "verified",
        changes: [
          { field: "company_name", before: "Cedar GmbH", after: "Cedar AG" },
          { field: "tax_id", before: "DE-1", after: null },
        ],
      })
    })

    it("shows a business without a decision, without others like it and with nothing to tell Clerk", async () => {
      const { id, user } = await shop.syncedBusiness("pending", { company: "Lonely", tax_id: "LONELY-1", email: "ada@lonely.example" })
      await shop.writtenBack(user)

      await eventually(async () =>
        expect(await contextOf(id)).toMatchObject({
          last_decision: null,
          clerk: { write_back: null, differences: [] },
          look_alikes: { same_tax_id: [], same_email_domain: [] },
        })
      )
    })

    it("finds others with the same tax id however it is written, closed accounts included", async () => {
      const { id } = await shop.syncedBusiness("pending", { company: "One", tax_id: "de 123.456-789" })
      const closed = await shop.syncedBusiness("rejected", { company: "Two", tax_id: "DE123456789" })
      const third = await shop.syncedBusiness("pending", { company: "Three", tax_id: "DE/123456789" })
      await shop.syncedBusiness("pending", { company: "Four", tax_id: "DE1234567890" })
      await shop.webhook("user.deleted", { id: closed.user.id, object: "user", deleted: true })

      const { same_tax_id } = (await contextOf(id)).look_alikes
      expect(idsOf(same_tax_id)).toEqual([third.id, closed.id])
      expect(same_tax_id[1]).toMatchObject({ verification_status: "rejected", deleted_at: expect.any(String) })
    })

    it("finds others with the same e-mail domain, but not where anybody can open a mailbox", async () => {
      const { id } = await shop.syncedBusiness("pending", { company: "One", email: "ada@oak.example" })
      const second = await shop.synced({ email: "bob@oak.example" })
      await shop.synced({ email: "eve@not-oak.example" })
      const free = await shop.syncedBusiness("pending", { company: "Two", email: "ada@gmail.com" })
      await shop.synced({ email: "bob@gmail.com" })

      expect((await contextOf(id)).look_alikes).toMatchObject({
        same_email_domain: [{ customer_id: second.id, account_type: "individual", customer: { email: "bob@oak.example" } }],
        email_domain: "oak.example",
      })
      expect((await contextOf(free.id)).look_alikes).toMatchObject({ same_email_domain: [], email_domain: null })
    })

    it("shows what Clerk does not have yet, and how it differs", async () => {
      const { id, user } = await shop.syncedBusiness("pending")
      await shop.writtenBack(user)
      await leaveWriteBackFailing(shop, id, "rate_limited")
      await addDifference(shop, { clerk_user_id: user.id, customer_id: id, kind: "email", reason: "email_unverified" })

      expect((await contextOf(id)).clerk).toEqual({
        write_back: { attempts: 2, reason: "rate_limited", next_attempt_at: expect.any(String) },
        differences: [{ kind: "email", reason: "email_unverified", found_at: expect.any(String) }],
      })
    })
  })

  describe("POST /admin/customers/:id/role/note", () => {
    const write = <T = RoleWithHistoryView>(id: string, body: object) =>
      shop.post<T>(`/admin/customers/${id}/role/note`, { token: shop.admin.token, body })

    it("writes the internal note of a waiting business without deciding, and the history names the admin", async () => {
      const { id, token } = await shop.syncedBusiness("pending")
      const before = await shop.adminRoleOf(id)

      const { status, body } = await write(id, { internal_note: "Called on Monday", expected_internal_note: null })

      expect(status).toBe(200)
      expect(body.customer_role).toEqual({ ...before, internal_note: "Called on Monday" })
      expect(body.history.at(-1)).toMatchObject({
        type: "note_changed",
        actor_id: shop.admin.id,
        before: { internal_note: null },
        after: { internal_note: "Called on Monday" },
      })
      const { body: seen } = await shop.get("/store/customers/sync-role/me", { token })
      expect(JSON.stringify(seen)).not.toContain("Called on Monday")
    })

    it("keeps a note that somebody else has written meanwhile", async () => {
      const { id } = await shop.syncedBusiness("pending")
      const rivals = await Promise.all(
        ["First", "Second", "Third"].map((internal_note) => write<ErrorAnswer>(id, { internal_note, expected_internal_note: null }))
      )

      expect(rivals.map(({ status }) => status).sort()).toEqual([200, 409, 409])
      expect(rivals.find(({ status }) => status === 409)?.body).toMatchObject({ code: "role_changed" })
      expect((await shop.historyOf(id)).filter((type) => type === "note_changed")).toHaveLength(1)
    })

    it("leaves no entry for the same note, clears with null, and writes about individuals, too", async () => {
      const { id } = await shop.synced()
      await write(id, { internal_note: "Wants a trade account" })
      await write(id, { internal_note: "Wants a trade account" })
      const { body } = await write(id, { internal_note: null })

      expect(body.customer_role.internal_note).toBeNull()
      expect((await shop.historyOf(id)).filter((type) => type === "note_changed")).toHaveLength(2)
    })

    it("refuses unknown customers, a missing note and one that is too long", async () => {
      const { id } = await shop.syncedBusiness("pending")

      expect(await write("cus_missing", { internal_note: "x" })).toMatchObject({ status: 404, body: { code: "not_found" } })
      for (const body of [{}, { internal_note: "x".repeat(2001) }, { internal_note: "x", is_verified: true }]) {
        expect(await write(id, body)).toMatchObject({ status: 400, body: { code: "invalid_request" } })
      }
    })
  })

  describe("GET /admin/customers/business", () => {
    const business = (company: string | undefined, input: ClerkCustomerInput = {}) =>
      shop.synced({ account_type: "business", company, ...input })
    const companies = ({ customers }: BusinessListView) => customers.map(({ company_name }) => company_name)

    it("lists businesses with their customers, newest first, and no individuals", async () => {
      await shop.synced({ first_name: "Ida" })
      const first = await business("First", { first_name: "Ada", last_name: "Lovelace" })
      await business("Second")

      const { status, body } = await list()

      expect(status).toBe(200)
      expect(body).toMatchObject({ count: 2, limit: 20, offset: 0 })
      expect(companies(body)).toEqual(["Second", "First"])
      expect(body.customers[1]).toMatchObject({
        customer_id: first.id,
        denied_at: null,
        internal_note: null,
        access: { bulk_orders: { allowed: true } },
        customer: { id: first.id, email: first.customer.email, first_name: "Ada", last_name: "Lovelace" },
      })
    })

    it("filters by verification and status", async () => {
      for (const decision of ["pending", "verified", "rejected", "revoked"] as const) {
        await shop.syncedBusiness(decision, { company: decision })
      }

      expect(companies((await list("?verified=true")).body)).toEqual(["verified"])
      expect(companies((await list("?verified=false")).body)).toEqual(["revoked", "rejected", "pending"])
      expect(companies((await list("?status=revoked")).body)).toEqual(["revoked"])
      expect((await list("?verified=true&status=pending")).body).toMatchObject({ customers: [], count: 0 })
    })

    it("counts the businesses of each status that the search finds, whatever the other filters say", async () => {
      for (const decision of ["pending", "verified", "rejected", "revoked"] as const) {
        await shop.syncedBusiness(decision, { company: decision })
      }
      await shop.syncedBusiness("pending", { company: "Cedar" })
      const counts = { pending: 2, verified: 1, rejected: 1, revoked: 1 }

      expect((await list()).body).toMatchObject({ count: 5, counts })
      expect((await list("?status=pending&limit=1")).body).toMatchObject({ count: 2, counts })
      expect((await list("?verified=false")).body).toMatchObject({ count: 4, counts })
      expect((await list("?q=cedar&status=verified")).body).toMatchObject({
        count: 0,
        counts: { pending: 1, verified: 0, rejected: 0, revoked: 0 },
      })
    })

    it("finds the businesses of a span of time, counts them by status, and has as many decided as the statistics", async () => {
      const first = await shop.syncedBusiness("pending", { company: "First" })
      await shop.syncedBusiness("verified", { company: "Second" })
      const third = await shop.syncedBusiness("rejected", { company: "Third" })
      const at = async (id: string) => (await shop.adminRoleOf(id)).created_at
      const [from, to] = [await at(first.id), await at(third.id)].map(encodeURIComponent)
      await shop.decide(third.id, true)

      expect(companies((await list(`?created_at[$gte]=${from}&created_at[$lt]=${to}`)).body)).toEqual(["Second", "First"])
      expect(companies((await list(`?created_at[$lte]=${to}`)).body)).toEqual(["Third", "Second", "First"])
      expect(companies((await list(`?created_at[$gt]=${to}`)).body)).toEqual([])
      expect(companies((await list(`?updated_at[$gt]=${to}&order=company_name`)).body)).toEqual(["Third"])
      expect(companies((await list(`?waiting_since[$gte]=${from}`)).body)).toEqual(["First"])
      expect((await list(`?status=pending&created_at[$gt]=${from}`)).body).toMatchObject({
        count: 0,
        counts: { pending: 0, verified: 2, rejected: 0, revoked: 0 },
      })
      const decided = (await list(`?decided_at[$gte]=${from}&order=company_name`)).body
      expect(companies(decided)).toEqual(["Second", "Third"])
      const { body } = await shop.get<{ applications: { decided: number } }>("/admin/customer-role/statistics", { token: shop.admin.token })
      expect(body.applications.decided).toBe(decided.count)
      expect((await list("?created_at[$gte]=0000-01-01T00:00:00Z&updated_at[$lt]=9999-12-31T23:59:59-12:00")).body.count).toBe(3)
    })

    it.each([
      "created_at=2026-11-30T00:00:00Z",
      "created_at[$gte]=2026-11-30",
      "created_at[$gte]=2026-11-30T00:00:00",
      "created_at[$gte]=",
      "created_at[$gte]=%00",
      "created_at[$gte][$gte]=2026-11-30T00:00:00Z",
      "created_at[$gte]=2026-11-30T00:00:00Z&created_at[$gte]=2026-11-30T00:00:00Z",
      "created_at[]=2026-11-30T00:00:00Z",
      "created_at[$ne]=2026-11-30T00:00:00Z",
      "created_at[gte]=2026-11-30T00:00:00Z",
      "verified_at[$gte]=2026-11-30T00:00:00Z",
      "tax_id[$gte]=2026-11-30T00:00:00Z",
    ])("refuses the span of time %s", async (query) => {
      expect(await list(`?${query}`)).toMatchObject({ status: 400, body: { code: "invalid_request" } })
    })

    it("shows who has waited for a decision the longest first", async () => {
      const first = await shop.syncedBusiness("pending", { company: "First" })
      await shop.syncedBusiness("verified", { company: "Decided" })
      const second = await shop.syncedBusiness("rejected", { company: "Second" })
      const third = await shop.syncedBusiness("pending", { company: "Third" })
      const { waiting_since } = await shop.adminRoleOf(first.id)
      for (const [customer, tax_id] of [
        [second, "DE-2"],
        [first, "DE-1"],
      ] as const) {
        shop.clerk.users.update(customer.user.id, { unsafe_metadata: { accountType: "business", tax_id } })
        await shop.post("/store/customers/sync-role", { token: customer.token })
      }

      expect(companies((await list("?order=waiting_since")).body)).toEqual(["First", "Third", "Second", "Decided"])
      expect(companies((await list("?order=-waiting_since&status=pending")).body)).toEqual(["Second", "Third", "First"])
      expect(await shop.adminRoleOf(first.id)).toMatchObject({ tax_id: "DE-1", waiting_since })
      expect(await shop.decide(third.id, true)).toMatchObject({ waiting_since: null })
    })

    it("searches company, tax id, email and names, ignoring case", async () => {
      await business("Müller & Söhne GmbH", { tax_id: "DE-42", email: "info@mueller.example", first_name: "Žofie", last_name: "O'Hara" })
      await business("Other")

      for (const q of ["müller", "MÜLLER", "de-42", "INFO@mueller", "žofie", "o'hara", "žofie o'hara", "Söhne"]) {
        expect(companies((await list(`?q=${encodeURIComponent(q)}`)).body)).toEqual(["Müller & Söhne GmbH"])
      }
      expect((await list("?q=nothing%20like%20it")).body.count).toBe(0)
    })

    it("matches wildcards and quotes literally", async () => {
      const literal = ["100% Cotton", "Under_score", "Back\\slash", "O'Neill", 'Say "hi"', "Semi;colon--", "{json}", "日本商事", "🛠️ Tools"]
      for (const company of [...literal, "100x Cotton", "Underxscore", "Backslash"]) {
        await business(company)
      }

      for (const [q, company] of [
        ["100%", literal[0]],
        ["under_", literal[1]],
        ["k\\s", literal[2]],
        ["o'n", literal[3]],
        ['"hi"', literal[4]],
        ["n--", literal[5]],
        ["{json", literal[6]],
        ["商事", literal[7]],
        ["🛠", literal[8]],
      ]) {
        expect({ q, found: companies((await list(`?q=${encodeURIComponent(q)}`)).body) }).toEqual({ q, found: [company] })
      }
      expect((await list("?q=%25")).body.count).toBe(1)
      expect((await list("?q=_")).body.count).toBe(1)
    })

    it("finds a customer by their current email and name in Medusa", async () => {
      const { id } = await business("Cedar", { first_name: "Old" })
      await shop.post(`/admin/customers/${id}`, { token: shop.admin.token, body: { last_name: "Newname" } })

      await eventually(async () => expect((await list("?q=newname")).body.count).toBe(1))
    })

    it("returns pages in the requested order", async () => {
      for (const company of ["b", "c", "a"]) {
        await business(company)
      }
      await business(undefined)

      expect(companies((await list("?order=company_name&limit=2")).body)).toEqual(["a", "b"])
      expect(companies((await list("?order=company_name&limit=2&offset=2")).body)).toEqual(["c", null])
      expect(companies((await list("?order=-company_name")).body)).toEqual(["c", "b", "a", null])
      expect(companies((await list("?order=created_at")).body)).toEqual(["b", "c", "a", null])
      expect((await list("?limit=1&offset=1")).body).toMatchObject({ count: 4, limit: 1, offset: 1, customers: [{ company_name: "a" }] })
      expect((await list("?offset=100")).body).toMatchObject({ count: 4, customers: [] })
    })

    it("orders by verified_at and updated_at", async () => {
      const a = await shop.syncedBusiness("pending", { company: "a" })
      await shop.syncedBusiness("verified", { company: "b" })
      await shop.verifyBusiness(a.id)
      await shop.syncedBusiness("pending", { company: "c" })

      expect(companies((await list("?order=verified_at")).body)).toEqual(["b", "a", "c"])
      expect(companies((await list("?order=-verified_at")).body)).toEqual(["a", "b", "c"])
      expect(companies((await list("?order=updated_at")).body)).toEqual(["b", "a", "c"])
    })

    it.each([
      "limit=0",
      "limit=101",
      "limit=-1",
      "limit=ten",
      "limit=1.5",
      "limit=",
      "limit=1&limit=2",
      "offset=-1",
      "offset=x",
      "offset=99999999999999999999",
      "order=email",
      "order=--created_at",
      "order=created_at;drop",
      "order=",
      "verified=yes",
      "verified=1",
      "status=unknown",
      "status=not_a_status",
      "unknown=1",
      "fields=id",
      "q[]=x",
      "q=%00",
      "limit[$gt]=1",
    ])("refuses ?%s", async (query) => {
      expect(await shop.get(`${LIST}?${query}`, { token: shop.admin.token })).toMatchObject({
        status: 400,
        body: { code: "invalid_request" },
      })
    })

    it("leaves deleted users out", async () => {
      const { user } = await business("Gone")
      await shop.webhook("user.deleted", shop.clerk.users.delete(user.id))

      expect((await list()).body).toMatchObject({ count: 0, customers: [] })
    })
  })

  describe("GET /admin/customers/:id/role/export", () => {
    type Exported = { customer_id: string; tables: Record<string, Record<string, unknown>[]> }
    const exported = (id: string) => shop.get<Exported>(`/admin/customers/${id}/role/export`, { token: shop.admin.token })

    it("returns everything that the plugin's tables hold about a person and nothing about others", async () => {
      const [one, other] = [await shop.syncedBusiness("verified"), await shop.syncedBusiness("verified", { company: "Oak GmbH" })]
      for (const { token } of [one, other]) {
        await shop.post("/store/quotes/request", {
          token,
          body: { items: [{ sku: "BOLT-10", quantity: 5, note: "soon" }], message: "Hello", currency_code: "eur" },
        })
      }

      const { status, body } = await exported(one.id)

      expect(status).toBe(200)
      const { customer_meta, customer_role_event, quote, quote_item, quote_message, quote_revision } = body.tables
      expect(customer_meta).toMatchObject([{ customer_id: one.id, company_name: "Cedar GmbH" }])
      expect(customer_role_event.length).toBeGreaterThan(1)
      expect([quote, quote_item, quote_message, quote_revision].map(({ length }) => length)).toEqual([1, 1, 1, 1])
      expect(quote_message).toMatchObject([{ text: "Hello" }])
      expect(JSON.stringify(body)).not.toContain(other.id)
      expect(await exported("cus_none")).toMatchObject({ status: 404, body: { code: "not_found" } })
    })

    it("covers every table of the plugin that references a customer", async () => {
      const { id } = await shop.syncedBusiness()
      const referring = await shop.rows<{ table_name: string }>(
        `SELECT DISTINCT table_name::text FROM information_schema.columns
         WHERE table_schema = current_schema() AND NOT table_name = ANY(?::text[])
           AND column_name ~ '^(customer_id|customer_meta_id|clerk_user_id|quote_id|message_id|revision_id)$'`,
        [TABLES_OF_MEDUSA]
      )

      const { tables } = (await exported(id)).body
      expect(referring.map(({ table_name }) => table_name).filter((name) => !(name in tables))).toEqual([])
    })
  })

  describe("POST /admin/customers/:id/role/erase", () => {
    type Erased = { erased: Record<string, number> }
    const quotes = quotesOf(shop)
    const erase = <T = Erased>(id: string, body: unknown = { force: true }) =>
      shop.post<T>(`/admin/customers/${id}/role/erase`, { token: shop.admin.token, body })
    const deleteInMedusa = (id: string) => shop.call("DELETE", `/admin/customers/${id}`, { token: shop.admin.token })
    /** Returns the plugin's tables that contain a text in any column. */
    const tablesWith = async (text: string) => {
      const { body } = await shop.get<{ tables: object }>(`/admin/customers/${(await shop.synced()).id}/role/export`, {
        token: shop.admin.token,
      })
      const names = [...Object.keys(body.tables), "erased_person"]
      const found = names.map((name) => `SELECT '${name}' AS name FROM ${name} t WHERE strpos(lower(t::text), lower(?)) > 0`)
      const rows = await shop.rows<{ name: string }>(
        found.join(" UNION "),
        found.map(() => text)
      )
      return rows.map(({ name }) => name)
    }
    const marks = () => shop.rows<{ kind: string }>("SELECT kind FROM erased_person ORDER BY kind")

    it("refuses live customers and unknown ids", async () => {
      const { id } = await shop.syncedBusiness("verified")

      for (const body of [{}, { force: false }]) {
        expect(await erase(id, body)).toMatchObject({ status: 409, body: { code: "customer_is_live" } })
      }
      for (const body of [{ force: "true" }, { force: true, all: true }, { force: null }, [], "x"]) {
        expect(await erase(id, body)).toMatchObject({ status: 400, body: { code: "invalid_request" } })
      }
      expect(await shop.metaOf(id)).toMatchObject({ customer_id: id })
      expect(await erase("cus_none")).toMatchObject({ status: 404, body: { code: "not_found" } })
      expect(await erase("cus_%00")).toMatchObject({ status: 404, body: { code: "not_found" } })
    })

    it("erases everything about a person but keeps the amounts of accepted quotes", async () => {
      const company = "Erasable Person GmbH"
      const filesNow = () => readdir(privateFilesFolder).catch(() => [])
      // Other suites of the same app may have left some.
      const othersFiles = await filesNow()
      const { id, user, token, customer } = await shop.syncedBusiness("verified", { company, tax_id: "DE99999ERASE" })
      const other = await shop.syncedBusiness("verified", { company: "Oak GmbH" })
      const kept = await quotes.in("accepted", token)
      const [note, message] = ["a secret note", "a secret message"]
      const open = await quotes.requested(token, { items: [{ sku: "BOLT-10", quantity: 5, note }], message, currency_code: "eur" })
      const others = await quotes.requested(other.token)
      const form = new FormData()
      form.append("text", message)
      form.append("files", new Blob([new Uint8Array(samples.pdf)]), "secret.pdf")
      await shop.post(`/store/quotes/${kept}/messages`, { token, rawBody: form })
      await shop.post(`/store/quotes/${open.id}/messages`, { token, rawBody: form })
      await quotes.admin.change(open.id, { internal_note: note })
      await shop.post("/store/saved-lists", { token, body: { name: note, items: [{ sku: "BOLT-10", quantity: 5 }] } })
      const before = await quotes.admin.get(kept)
      const files = (await filesNow()).length - othersFiles.length

      const { status, body } = await erase(id)

      expect(status).toBe(200)
      expect(body.erased).toMatchObject({
        customer_meta: 1,
        quote: 2,
        quote_item: expect.any(Number),
        saved_list: 1,
        clerk_user_tombstone: 0,
        files,
      })
      expect(files).toBe(2)
      expect(await filesNow()).toEqual(othersFiles)
      for (const text of [id, user.id, customer.email ?? "", company, "DE99999ERASE", note, message, "secret.pdf"]) {
        expect({ text, tables: await tablesWith(text) }).toEqual({ text, tables: [] })
      }
      expect((await quotes.admin.get(open.id)).status).toBe(404)
      expect((await quotes.admin.get(others.id)).status).toBe(200)
      const after = await quotes.admin.get(kept)
      const { number, total, status: state, order_id, valid_until, created_at } = before.body.quote
      expect(after.body.quote).toMatchObject({
        number,
        total,
        status: state,
        order_id,
        valid_until,
        created_at,
        customer: null,
        company_name: null,
        messages: [],
      })
      expect(after.body.quote.items.map(({ quantity, unit_price }) => [quantity, unit_price])).toEqual(
        before.body.quote.items.map(({ quantity, unit_price }) => [quantity, unit_price])
      )
      expect(await shop.groupNamesOf(id)).toEqual([])
      expect(
        await shop.rows("SELECT customer_meta_id, actor_type, actor_id, before, after, note FROM customer_role_event WHERE type = 'erased'")
      ).toEqual([{ customer_meta_id: "", actor_type: "admin", actor_id: shop.admin.id, before: null, after: null, note: null }])
      expect((await erase(id)).status).toBe(404)
      await expect(shop.rows("UPDATE quote_revision SET message = 'x'")).rejects.toThrow(/append-only/)
    })

    it("lets only the person's own sign-in bring them back, and keeps the refusal", async () => {
      const { id, user, customer } = await shop.syncedBusiness("revoked")
      await shop.writtenBack(user)
      expect((await erase(id)).status).toBe(200)

      await shop.webhook("user.updated", shop.clerk.users.update(user.id, { first_name: "Back" }))
      await shop.webhook("user.created", shop.clerk.users.get(user.id))
      await shop.webhook("session.ended", { id: "sess_erased", user_id: user.id })
      await fromBuiltPlugin<typeof import("../../src/workflows/customer-role")>("workflows/customer-role").reconcileRoles(shop.container)
      expect((await shop.post("/admin/customers/role-sync/retry", { token: shop.admin.token })).status).toBe(200)

      expect(await shop.metaOf(id)).toBeUndefined()
      expect(await tablesWith(user.id)).toEqual([])
      expect(await marks()).toEqual([{ kind: "clerk_user" }, { kind: "customer" }, { kind: "email" }])

      expect((await shop.post("/store/customers/sync-role", { token: shop.tokenOf(user) })).status).toBe(200)
      expect(await shop.adminRoleOf(id)).toMatchObject({ denied_at: expect.any(String), verification_status: "pending" })
      expect(customer.email).toBe(user.email_addresses[0].email_address)
      await shop.verifyBusiness(id)
      expect(await shop.rows("SELECT 1 FROM erased_person WHERE denied_at IS NOT NULL")).toEqual([])
    })

    it("needs no force for customers deleted in Medusa, and keeps the refusal for their address", async () => {
      const { id, user, token, customer } = await shop.syncedBusiness("rejected")
      await shop.webhook("user.deleted", shop.clerk.users.delete(user.id))
      await deleteInMedusa(id)

      expect(await erase(id, {})).toMatchObject({ status: 200, body: { erased: { clerk_user_tombstone: 1 } } })
      await shop.webhook("user.deleted", { id: user.id, deleted: true, object: "user" })

      expect(await tablesWith(user.id)).toEqual([])
      expect(await shop.post("/store/customers/sync-role", { token })).toMatchObject({ status: 403, body: { code: "account_disabled" } })
      const again = await shop.syncedBusiness("pending", { email: customer.email?.toUpperCase() })
      expect(again.id).not.toBe(id)
      expect(await shop.adminRoleOf(again.id)).toMatchObject({ denied_at: expect.any(String) })
    })

    it("keeps the person's carts private in Medusa, and resets the prices in them", async () => {
      const [owner, other] = [await shop.syncedBusiness("verified"), await shop.syncedBusiness("verified")]
      const cart = await fillCart(shop, { token: owner.token })

      expect((await erase(owner.id)).status).toBe(200)

      for (const token of [other.token, undefined]) {
        expect((await shop.get(`/store/carts/${cart.id}`, { token })).status).toBe(404)
      }
      expect(await shop.rows("SELECT unit_price::int FROM cart_line_item WHERE cart_id = ? AND deleted_at IS NULL", [cart.id])).toEqual([
        { unit_price: 10 },
      ])
    })

    it("answers busy while an order is being placed, and erases once however often it is called", async () => {
      const { id } = await shop.syncedBusiness("verified")
      await leavePlacementRunning(shop, id)
      expect(await erase(id)).toMatchObject({ status: 503, body: { code: "busy" } })
      expect(await shop.metaOf(id)).toMatchObject({ customer_id: id })
      await finishPlacements(shop)

      const answers = await Promise.all([erase(id), erase(id), erase(id)])

      expect(answers.filter(({ status }) => status !== 200 && status !== 404)).toEqual([])
      expect(answers.filter(({ body }) => body.erased?.customer_meta === 1)).toHaveLength(1)
      expect(await shop.rows("SELECT 1 FROM customer_role_event WHERE type = 'erased'")).toHaveLength(1)
    })
  })

  describe("GET /admin/customers/:id/role and POST /admin/customers/:id/role/resync", () => {
    const role = (id: string) => shop.get<RoleWithHistoryView>(`/admin/customers/${id}/role`, { token: shop.admin.token })
    const resync = (id: string, body?: unknown) =>
      shop.post<RoleWithHistoryView>(`/admin/customers/${id}/role/resync`, {
        token: shop.admin.token,
        ...(body === undefined ? {} : { body }),
      })

    it("show the role and its history, oldest first", async () => {
      const { id, token, user } = await shop.syncedBusiness("rejected")
      shop.clerk.users.update(user.id, { unsafe_metadata: { accountType: "individual" } })
      await shop.post("/store/customers/sync-role", { token })

      const { status, body } = await role(id)

      expect(status).toBe(200)
      expect(body.customer_role).toMatchObject({
        customer_id: id,
        account_type: "individual",
        verification_status: "not_required",
        denied_at: expect.any(String),
      })
      expect(body.history.map(({ type }) => type)).toEqual(["created", "rejected", "account_type_changed"])
      expect(body.history[1]).toMatchObject({
        actor_type: "admin",
        before: { verification_status: "pending" },
        after: { verification_status: "rejected" },
        created_at: expect.any(String),
      })
    })

    it("shows a long history page by page from the newest entries, with each page oldest first", async () => {
      const { id } = await shop.syncedBusiness()
      await shop.rows(
        `INSERT INTO customer_role_event (id, customer_meta_id, type, actor_type, note, created_at)
         SELECT 'crevt_' || n, m.id, 'access_denied', 'system', n::text, now() + n * interval '1 millisecond'
         FROM customer_meta m, generate_series(1, 120) n WHERE m.customer_id = ?`,
        [id]
      )
      const part = (query: string) =>
        shop.get<RoleWithHistoryView & ErrorAnswer>(`/admin/customers/${id}/role${query}`, { token: shop.admin.token })
      const notes = async (query: string) => (await part(query)).body.history.map(({ note }) => note)
      const from = (first: number, last: number) => Array.from({ length: last - first + 1 }, (_, index) => String(first + index))

      expect(await notes("")).toEqual(from(71, 120))
      expect(await notes("?offset=50")).toEqual(from(21, 70))
      expect(await notes("?limit=100&offset=100")).toEqual([null, ...from(1, 20)])
      expect(await notes("?limit=2&offset=1")).toEqual(["118", "119"])
      expect(await notes("?offset=121")).toEqual([])
      for (const query of ["?limit=0", "?limit=101", "?limit=ten", "?offset=-1", "?page=2"]) {
        expect(await part(query)).toMatchObject({ status: 400, body: { code: "invalid_request" } })
      }
    })

    it("show denied requests in the history, once for each feature and code", async () => {
      const { id, token } = await shop.syncedBusiness("rejected")
      for (let tries = 0; tries < 3; tries++) {
        await shop.post("/store/orders/create-bulk", { token, body: {} })
      }
      await shop.post("/store/quotes/request", { token, body: {} })

      const { body } = await role(id)

      expect(body.history.filter(({ type }) => type === "access_denied")).toHaveLength(2)
    })

    it("sync Clerk's newest version", async () => {
      const { id, user } = await shop.synced()
      shop.clerk.users.update(user.id, { unsafe_metadata: { accountType: "business", company: "Cedar" } })

      const { status, body } = await resync(id)

      expect(status).toBe(200)
      expect(body.customer_role).toMatchObject({ account_type: "business", company_name: "Cedar", verification_status: "pending" })
      expect(body.history.at(-1)).toMatchObject({ type: "account_type_changed", actor_type: "admin", actor_id: shop.admin.id })
    })

    it("show the closed role of a customer whose Clerk user was deleted", async () => {
      const { id, user } = await shop.syncedBusiness("verified")
      await shop.webhook("user.deleted", shop.clerk.users.delete(user.id))

      for (const { status, body } of [await role(id), await resync(id)]) {
        expect(status).toBe(200)
        expect(body.customer_role).toMatchObject({
          customer_id: id,
          clerk_user_id: user.id,
          deleted_at: expect.any(String),
          access: { bulk_orders: { allowed: false, code: "account_disabled" }, quotes: { allowed: false, code: "account_disabled" } },
        })
        expect(body.history.map(({ type }) => type)).toEqual(["created", "verified", "deleted"])
      }
    })

    it("close the role if the webhook of the deletion was missed", async () => {
      const { id, user } = await shop.syncedBusiness("verified")
      await shop.writtenBack(user, { verificationStatus: "verified" })
      shop.clerk.users.delete(user.id)

      for (const { status, body } of [await resync(id), await role(id)]) {
        expect(status).toBe(200)
        expect(body.customer_role).toMatchObject({ customer_id: id, deleted_at: expect.any(String) })
        expect(body.history.map(({ type }) => type)).toEqual(["created", "verified", "deleted"])
      }
      expect(await shop.groupNamesOf(id)).toEqual([])
    })

    it("show the live role of a customer who came back as another Clerk user", async () => {
      const { id, user, customer } = await shop.syncedBusiness("verified")
      await shop.webhook("user.deleted", shop.clerk.users.delete(user.id))
      const second = await shop.syncedBusiness("pending", { email: customer.email })

      const { status, body } = await role(id)

      expect(status).toBe(200)
      expect(body.customer_role).toMatchObject({ clerk_user_id: second.user.id, deleted_at: null })
      expect(body.history.map(({ type }) => type)).toEqual(["created", "verified", "deleted", "created"])
    })

    it("refuse a body", async () => {
      const { id } = await shop.synced()

      expect(await resync(id, { account_type: "business" })).toMatchObject({ status: 400, body: { code: "invalid_request" } })
      expect((await resync(id, {})).status).toBe(200)
    })

    it("answer 503 during an outage of Clerk", async () => {
      const { id } = await shop.synced()
      await shop.events.settle()
      shop.clerk.faults.set({ status: 500 })
      const { status, body, headers } = await resync(id)
      shop.clerk.faults.set(null)

      expect({ status, body }).toMatchObject({ status: 503, body: { code: "identity_provider_unavailable" } })
      expect(Number(headers.get("retry-after"))).toBeGreaterThan(0)
    })

    it.each(["cus_missing", "cus_%00", "..%2f..%2fx", "%F0%9F%98%80", "x".repeat(2000)])("answer 404 for the id %s", async (id) => {
      expect(await role(id)).toMatchObject({ status: 404, body: { code: "not_found" } })
      expect(await resync(id)).toMatchObject({ status: 404, body: { code: "not_found" } })
    })

    it.each([
      ["GET", "/store/customers/sync-role/%E0%A4%A"],
      ["GET", "/store/quotes/%E0%A4%A"],
    ])("refuse the malformed URL %s %s", async (method, path) => {
      expect(await shop.call(method, path, { token: shop.admin.token })).toMatchObject({ status: 400, body: { code: "invalid_request" } })
    })
  })
})
