import { createApiKeysWorkflow } from "@medusajs/medusa/core-flows"
import type { ClaimCorrection } from "../../src/modules/customer-role/types"
import { createAdmin } from "../helpers/accounts"
import { fromBuiltPlugin } from "../helpers/built-plugin"
import { BUSINESS_GROUP } from "../helpers/catalogue"
import { describeShop } from "../helpers/shop"
import type { HistoryEntryView, RoleWithHistoryView } from "../helpers/views"

const INVALID = { status: 400, body: { type: "invalid_data", code: "invalid_request" } }
const NOT_FOUND = { status: 404, body: { type: "not_found", code: "not_found" } }

describeShop("POST /admin/customers/:id/role", {}, (shop) => {
  const correct = <T = RoleWithHistoryView>(id: string, body: unknown, token = shop.admin.token) =>
    shop.post<T>(`/admin/customers/${id}/role`, { token, body })
  const correctionsOf = async (id: string): Promise<HistoryEntryView[]> => {
    const { body } = await shop.get<RoleWithHistoryView>(`/admin/customers/${id}/role`, { token: shop.admin.token })
    return body.history.filter(({ type }) => type === "corrected")
  }
  const statedBy = ({ id }: { id: string }) => shop.clerk.users.get(id)?.unsafe_metadata

  afterEach(() => shop.clerk.faults.set(null))

  describe("corrects", () => {
    it("the company of a verified business, which becomes pending", async () => {
      const { id, user } = await shop.syncedBusiness("verified")
      await shop.writtenBack(user, { verificationStatus: "verified" })
      shop.events.reset()

      const { status, body } = await correct(id, { company_name: "Birch AG" })

      expect(status).toBe(200)
      expect(body.customer_role).toMatchObject({
        customer_id: id,
        account_type: "business",
        company_name: "Birch AG",
        tax_id: "DE123456789",
        is_verified: false,
        verification_status: "pending",
      })
      expect(statedBy(user)).toEqual({ accountType: "business", company: "Birch AG", tax_id: "DE123456789" })
      expect(await shop.groupNamesOf(id)).toEqual([])
      await shop.events.settle()
      expect(shop.events.namesFor(id)).toEqual(["customer_role.pending"])
    })

    it("a role and records actor, change and previous value in the history", async () => {
      const { id } = await shop.syncedBusiness("verified")

      const { body } = await correct(id, { company_name: "Birch AG", tax_id: "DE2" })

      expect(body.history.map(({ type }) => type)).toEqual(["created", "verified", "corrected", "pending"])
      expect(body.history[2]).toMatchObject({
        actor_type: "admin",
        actor_id: shop.admin.id,
        note: "company_name, tax_id",
        before: { company_name: "Cedar GmbH", tax_id: "DE123456789", verification_status: "verified" },
        after: { company_name: "Birch AG", tax_id: "DE2", verification_status: "pending" },
      })
      expect(body.history[3]).toMatchObject({ actor_type: "admin", actor_id: shop.admin.id })
    })

    it("an individual into a business", async () => {
      const { id } = await shop.synced()

      const { status, body } = await correct(id, { account_type: "business", company_name: "Cedar" })

      expect(status).toBe(200)
      expect(body.customer_role).toMatchObject({ account_type: "business", company_name: "Cedar", verification_status: "pending" })
    })

    it("a business into an individual, who leaves the group", async () => {
      const { id } = await shop.syncedBusiness("verified")
      expect(await shop.groupNamesOf(id)).toEqual([BUSINESS_GROUP])

      const { status, body } = await correct(id, { account_type: "individual" })

      expect(status).toBe(200)
      expect(body.customer_role).toMatchObject({ account_type: "individual", is_verified: false, verification_status: "not_required" })
      expect(await shop.groupNamesOf(id)).toEqual([])
    })

    it("a rejected business, which becomes pending but keeps its lasting refusal", async () => {
      const { id, token } = await shop.syncedBusiness("rejected")

      const { body } = await correct(id, { tax_id: "DE2" })

      expect(body.customer_role).toMatchObject({ verification_status: "pending", denied_at: expect.any(String) })
      expect(await shop.post("/store/quotes/request", { token, body: {} })).toMatchObject({
        status: 403,
        body: { code: "verification_pending" },
      })
    })

    it("a banned customer, who stays disabled", async () => {
      const { id, user } = await shop.syncedBusiness()
      await shop.webhook("user.updated", shop.clerk.users.ban(user.id))

      const { status, body } = await correct(id, { company_name: "Birch AG" })

      expect(status).toBe(200)
      expect(body.customer_role).toMatchObject({ company_name: "Birch AG", disabled_at: expect.any(String) })
    })

    it.each([
      ["null", null],
      ["an empty text", ""],
      ["blanks", " \t"],
    ])("a text to null, given %s", async (_name, tax_id) => {
      const { id, user, token } = await shop.syncedBusiness()

      const { body } = await correct(id, { tax_id })

      expect(body.customer_role).toMatchObject({ company_name: "Cedar GmbH", tax_id: null })
      expect(statedBy(user)).toEqual({ accountType: "business", company: "Cedar GmbH", tax_id: "" })
      // The next sync must not restore the old text.
      expect(await shop.post("/store/customers/sync-role", { token })).toMatchObject({ body: { customer_role: { tax_id: null } } })
    })

    it("texts after trimming them", async () => {
      const { id, user } = await shop.synced()

      const { body } = await correct(id, { company_name: "  Cedar & Söhne \n" })

      expect(body.customer_role.company_name).toBe("Cedar & Söhne")
      expect(statedBy(user)).toMatchObject({ company: "Cedar & Söhne" })
    })

    it.each([
      ["other scripts", "株式会社シーダー"],
      ["signs of two code units", "🌲".repeat(255)],
      ["text from right to left", "شركة الأرز"],
      ["quotes and backslashes", String.raw`"Cedar" \ 'Söhne'; DROP TABLE customer_meta;--`],
      ["a line break inside", "Cedar\nGmbH"],
    ])("a company with %s", async (_name, company_name) => {
      const { id, user } = await shop.synced()

      const { status, body } = await correct(id, { company_name })

      expect({ status, company: body.customer_role.company_name }).toEqual({ status: 200, company: company_name })
      expect(statedBy(user)).toMatchObject({ company: company_name })
    })

    it("claims under alternative names at Clerk, which lose their effect", async () => {
      const { id, user } = await shop.synced({
        unsafe_metadata: { accountType: "business", companyName: "Cedar GmbH", taxId: "DE1" },
      })

      const { body } = await correct(id, { company_name: "Birch AG", tax_id: null })

      expect(body.customer_role).toMatchObject({ company_name: "Birch AG", tax_id: null })
      expect(statedBy(user)).toEqual({ accountType: "business", companyName: "Cedar GmbH", taxId: "DE1", company: "Birch AG", tax_id: "" })
    })

    it("an application and keeps all other metadata at Clerk", async () => {
      const { id, user } = await shop.synced({ unsafe_metadata: { locale: "de", theme: { dark: true } } })
      const { public_metadata } = await shop.writtenBack(user, { accountType: "individual" })

      await correct(id, { company_name: "Cedar" })

      expect(statedBy(user)).toEqual({ locale: "de", theme: { dark: true }, company: "Cedar" })
      expect(shop.clerk.users.get(user.id)).toMatchObject({ public_metadata, email_addresses: user.email_addresses })
    })

    it("an invalid application at Clerk", async () => {
      const { id, user } = await shop.synced()
      shop.clerk.users.update(user.id, { unsafe_metadata: { accountType: "reseller" } })

      const { status, body } = await correct(id, { account_type: "business" })

      expect({ status, body }).toMatchObject({ status: 200, body: { customer_role: { account_type: "business" } } })
    })

    it("nothing if nothing differs, but still records the admin", async () => {
      const { id } = await shop.syncedBusiness("verified")
      const { updated_at } = await shop.adminRoleOf(id)

      const { status, body } = await correct(id, { company_name: "Cedar GmbH" })

      expect(status).toBe(200)
      expect(body.customer_role).toMatchObject({ verification_status: "verified", updated_at })
      expect(body.history.map(({ type }) => type)).toEqual(["created", "verified", "corrected"])
    })
  })

  describe("names the admin", () => {
    it("even if Clerk's webhook arrives before the sync", async () => {
      type Workflows = typeof import("../../src/workflows/customer-role")
      const { correctClaimWorkflow, syncClerkUser } = fromBuiltPlugin<Workflows>("workflows/customer-role")
      const { id, user } = await shop.syncedBusiness("verified")
      const actor = { type: "admin", id: shop.admin.id } as const
      const { result: snapshot } = await correctClaimWorkflow(shop.container).run({
        input: { customer_id: id, correction: { company_name: "Birch AG" }, actor },
      })

      await shop.webhook("user.updated", shop.clerk.users.get(user.id))
      const { record } = await syncClerkUser(shop.container, { clerk_user_id: user.id, snapshot, actor })

      expect(record).toMatchObject({ company_name: "Birch AG", verification_status: "pending" })
      expect(await shop.historyOf(id)).toEqual(["created", "verified", "corrected", "pending"])
      expect(await correctionsOf(id)).toMatchObject([{ actor_type: "admin", actor_id: shop.admin.id }])
    })

    it("of each of two parallel corrections, and keeps the last one", async () => {
      const { id, user } = await shop.syncedBusiness()
      const other = await createAdmin(shop, shop.container, "other@shop.test")

      const answers = await Promise.all([
        correct(id, { company_name: "Birch AG" }),
        correct(id, { company_name: "Willow AG", tax_id: "DE2" }, other.token),
      ])

      expect(answers.map(({ status }) => status)).toEqual([200, 200])
      expect(await shop.adminRoleOf(id)).toMatchObject({ company_name: statedBy(user)?.company, tax_id: "DE2" })
      const corrections = await correctionsOf(id)
      expect(corrections.map(({ actor_id }) => actor_id).sort()).toEqual([shop.admin.id, other.id].sort())
    })

    it("or the secret API key that made the correction", async () => {
      const { id } = await shop.synced()
      const api_keys = [{ title: "ERP", type: "secret" as const, created_by: shop.admin.id }]
      const [{ token, id: keyId }] = (await createApiKeysWorkflow(shop.container).run({ input: { api_keys } })).result

      const { status } = await shop.post(`/admin/customers/${id}/role`, {
        headers: { authorization: `Basic ${Buffer.from(`${token}:`).toString("base64")}` },
        body: { account_type: "business" },
      })

      expect(status).toBe(200)
      expect(await correctionsOf(id)).toMatchObject([{ actor_type: "api_key", actor_id: keyId, note: "account_type" }])
    })
  })

  describe("refuses", () => {
    const NAMES = "account_type, company_name, tax_id"

    it("a request without a body, and names the fields", async () => {
      const { id } = await shop.synced()

      const answer = await shop.post(`/admin/customers/${id}/role`, { token: shop.admin.token })

      expect(answer).toMatchObject({ status: 400, body: { code: "invalid_request", message: expect.stringContaining(NAMES) } })
    })

    it.each([
      ["nothing", {}, NAMES],
      ["another field", { company_name: "Cedar", is_verified: true }, "is_verified"],
      ["Clerk's names", { company: "Cedar" }, "company"],
      ["an unknown account type", { account_type: "reseller" }, "account_type"],
      ["no account type", { account_type: null }, "account_type"],
      ["a company that is not a string", { company_name: 7 }, "company_name"],
      ["a company that is too long", { company_name: "🌲".repeat(256) }, "company_name: must have at most 255 characters"],
      ["a tax id that is too long", { tax_id: "1".repeat(101) }, "tax_id: must have at most 100 characters"],
      ["a NUL", { tax_id: "DE\0" }, "tax_id"],
      ["half a character", { company_name: "Cedar \ud83c" }, "company_name"],
      ["a list", [{ company_name: "Cedar" }], ""],
      ["a text", "Cedar", ""],
    ])("%s", async (_name, body, named) => {
      const { id, user } = await shop.syncedBusiness()

      const answer = await correct<{ message: string }>(id, body)

      expect(answer).toMatchObject(INVALID)
      expect(answer.body.message).toContain(named)
      expect(await shop.historyOf(id)).toEqual(["created"])
      expect(statedBy(user)).toEqual({ accountType: "business", company: "Cedar GmbH", tax_id: "DE123456789" })
    })

    it.each([
      ["malformed JSON", "{", "application/json", 400, "invalid_request"],
      ["another type", "company_name=Cedar", "application/x-www-form-urlencoded", 415, "unsupported_media_type"],
      ["too much", JSON.stringify({ company_name: "x".repeat(200_000) }), "application/json", 413, "payload_too_large"],
    ])("a body of %s", async (_name, rawBody, type, status, code) => {
      const { id } = await shop.synced()

      const answer = await shop.post(`/admin/customers/${id}/role`, { token: shop.admin.token, rawBody, headers: { "content-type": type } })

      expect(answer).toMatchObject({ status, body: { code } })
    })

    it("callers who are not admins", async () => {
      const { id, token } = await shop.syncedBusiness()
      const path = `/admin/customers/${id}/role`
      const body = { company_name: "Birch AG" }

      expect((await shop.post(path, { body })).status).toBe(401)
      expect((await shop.post(path, { token, body })).status).toBe(401)
      expect((await shop.post(path, { token: await shop.exchange(token), body })).status).toBe(401)
      expect(await shop.historyOf(id)).toEqual(["created"])
    })

    it.each(["cus_missing", "cus_%00", "..%2f..%2fx", "%F0%9F%98%80", "x".repeat(2000)])("to look for %s", async (id) => {
      expect(await correct(id, { company_name: "Cedar" })).toMatchObject(NOT_FOUND)
    })

    it("a customer without a role", async () => {
      const { id } = await shop.registerCustomer()

      expect(await correct(id, { company_name: "Cedar" })).toMatchObject(NOT_FOUND)
    })

    it("a customer whose record is closed", async () => {
      const { id, user } = await shop.syncedBusiness()
      await shop.webhook("user.deleted", shop.clerk.users.delete(user.id))

      expect(await correct(id, { company_name: "Birch AG" })).toMatchObject(NOT_FOUND)
      expect(await shop.historyOf(id)).toEqual(["created", "deleted"])
    })

    it("and closes a customer whose Clerk user is deleted", async () => {
      const { id, user } = await shop.syncedBusiness("verified")
      await shop.writtenBack(user, { verificationStatus: "verified" })
      shop.clerk.users.delete(user.id)

      expect(await correct(id, { company_name: "Birch AG" })).toMatchObject(NOT_FOUND)
      expect(await shop.adminRoleOf(id)).toMatchObject({ company_name: "Cedar GmbH", deleted_at: expect.any(String) })
      expect(await shop.historyOf(id)).toEqual(["created", "verified", "deleted"])
      expect(await shop.groupNamesOf(id)).toEqual([])
    })

    it("a correction that would leave an invalid application, and writes nothing", async () => {
      const { id, user } = await shop.syncedBusiness()
      await shop.writtenBack(user)
      const stated = { accountType: "reseller", company: "Cedar GmbH" }
      shop.clerk.users.update(user.id, { unsafe_metadata: stated })
      shop.clerk.requests.reset()

      const answer = await correct(id, { company_name: "Birch AG" })

      expect(answer).toMatchObject({
        status: 400,
        body: { code: "invalid_account_claim", message: expect.stringContaining("accountType") },
      })
      expect(shop.clerk.requests.list().filter(({ method }) => method !== "GET")).toEqual([])
      expect(statedBy(user)).toEqual(stated)
      expect(await shop.historyOf(id)).toEqual(["created"])
    })
  })

  describe("while Clerk", () => {
    const correction: ClaimCorrection = { company_name: "Birch AG" }
    const businessAtRest = async () => {
      const business = await shop.syncedBusiness("verified")
      await shop.writtenBack(business.user, { verificationStatus: "verified" })
      return business
    }
    const READING = { method: "GET", path: /^\/v1\/users\/[^/]+$/ }
    const WRITING = { method: "PATCH", path: /\/metadata$/ }

    const faults = [
      ["fails", { status: 500 }],
      ["has too many requests", { status: 429, headers: { "retry-after": "1" } }],
      ["refuses our key", { status: 401 }],
      ["cuts the connection", { closeConnection: true }],
      ["answers no JSON", { body: "<html>" }],
      ["answers something else", { body: '{"nobody":true}' }],
      ["has a proxy in front that finds nothing", { status: 404, body: "not here" }],
    ] as const

    describe.each([
      ["is asked", READING],
      ["is written to", WRITING],
    ])("%s", (_moment, target) => {
      it.each(faults)("and %s: answers 503 and changes nothing", async (_name, fault) => {
        const { id, user } = await businessAtRest()
        const before = await shop.metaOf(id)
        shop.clerk.faults.set({ ...fault, ...target })

        const answer = await correct(id, correction)

        expect(answer).toMatchObject({ status: 503, body: { type: "service_unavailable", code: "identity_provider_unavailable" } })
        expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(0)
        expect(await shop.metaOf(id)).toEqual(before)
        expect(await shop.historyOf(id)).toEqual(["created", "verified"])
        expect(statedBy(user)).toMatchObject({ company: "Cedar GmbH" })
      })
    })

    it("is down for a moment: succeeds on the next attempt", async () => {
      const { id } = await businessAtRest()
      shop.clerk.faults.set({ status: 500, times: 1, ...WRITING })
      expect((await correct(id, correction)).status).toBe(503)

      const { status, body } = await correct(id, correction)

      expect({ status, body }).toMatchObject({ status: 200, body: { customer_role: { company_name: "Birch AG" } } })
      expect(await correctionsOf(id)).toHaveLength(1)
    })

    it("refuses the correction: answers the refusal and changes nothing", async () => {
      const { id } = await businessAtRest()
      shop.clerk.faults.set({ status: 422, ...WRITING })

      expect(await correct(id, correction)).toMatchObject({ status: 400, body: { code: "invalid_account_claim" } })
      expect(await shop.historyOf(id)).toEqual(["created", "verified"])
    })
  })
})
