import { randomUUID } from "node:crypto"
import { Modules } from "@medusajs/framework/utils"
import { Client } from "pg"
import type {
  ImportLegacyRolesOptions,
  ImportProgress,
  ImportReport,
  RefusedLegacyRow,
} from "../../src/workflows/customer-role/import-legacy-roles"
import { fromBuiltPlugin } from "../helpers/built-plugin"
import { BUSINESS_BOLT_PRICE, BUSINESS_GROUP } from "../helpers/catalogue"
import { createLegacyTable, type LegacyRowInput } from "../helpers/legacy-table"
import { describeShop } from "../helpers/shop"
import type { HistoryEntryView } from "../helpers/views"
import { clearGroupOf, removeAllMemberships } from "../helpers/written-states"

type ImportModule = typeof import("../../src/workflows/customer-role/import-legacy-roles")

describeShop("the import of a legacy table", { catalogue: true, reshapes: true }, (shop) => {
  const importRoles = (options: ImportLegacyRolesOptions = {}): Promise<ImportReport> =>
    fromBuiltPlugin<ImportModule>("workflows/customer-role/import-legacy-roles").importLegacyRoles(shop.container, options)

  /** Returns the report and the refused rows. */
  const importWithRefusals = async (
    options: ImportLegacyRolesOptions = {}
  ): Promise<{ report: ImportReport; refused: RefusedLegacyRow[] }> => {
    const refused: RefusedLegacyRow[] = []
    const report = await importRoles({ ...options, onRefused: (row) => refused.push(row) })
    return { report, refused }
  }

  const legacy = (rows: LegacyRowInput[], options?: Parameters<typeof createLegacyTable>[2]) => createLegacyTable(shop.rows, rows, options)

  /** Creates a registered customer and a Clerk user, as the legacy table links them. */
  const customer = async (names: { first_name?: string; last_name?: string; email?: string; has_account?: boolean } = {}) => {
    const [{ id, email }] = await shop.container
      .resolve(Modules.CUSTOMER)
      .createCustomers([{ email: `${randomUUID()}@example.com`, has_account: true, ...names }])
    const user = shop.clerkUser({ email: email ?? "" })
    return { id, email: email ?? "", user, ids: { customer_id: id, clerk_user_id: user.id } }
  }

  const historyOf = (customerId: string): Promise<HistoryEntryView[]> =>
    shop.rows<HistoryEntryView>(
      `SELECT e.* FROM customer_role_event e JOIN customer_meta m ON m.id = e.customer_meta_id
       WHERE m.customer_id = ? ORDER BY e.created_at, e.id`,
      [customerId]
    )

  const membershipsOf = async (customerId: string): Promise<number> => {
    const [{ count }] = await shop.rows<{ count: string }>("SELECT count(*) AS count FROM customer_group_customer WHERE customer_id = ?", [
      customerId,
    ])
    return Number(count)
  }

  /** Counts the rows of each table in the shop. */
  const rowCounts = async (): Promise<Record<string, unknown>> => {
    const tables = await shop.rows<{ name: string }>("SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")
    const [counts] = await shop.rows(`SELECT ${tables.map(({ name }) => `(SELECT count(*) FROM "${name}") AS "${name}"`).join(", ")}`)
    return counts
  }

  /** Creates many customers, `cus_bulk_1` and so on, with their rows. */
  const manyRows = async (count: number): Promise<void> => {
    await shop.rows(
      `INSERT INTO customer (id, email, has_account) SELECT 'cus_bulk_' || n, 'bulk' || n || '@example.com', true FROM generate_series(1, ${count}) n`
    )
    await legacy([])
    await shop.rows(
      `INSERT INTO customer_meta_legacy (customer_id, clerk_user_id, account_type, company_name, is_verified)
       SELECT 'cus_bulk_' || n, 'user_bulk_' || n, 'business', 'Cedar ' || n, true FROM generate_series(1, ${count}) n`
    )
  }

  /** Returns everything that the import wrote, without values that differ between runs. */
  const imported = () =>
    shop.rows<{ customer_id: string; clerk_user_id: string; entries: string }>(
      `SELECT m.customer_id, m.clerk_user_id, (SELECT count(*) FROM customer_role_event e WHERE e.customer_meta_id = m.id) AS entries
       FROM customer_meta m WHERE m.deleted_at IS NULL ORDER BY m.customer_id`
    )

  describe("for valid rows", () => {
    it("imports individuals unchanged", async () => {
      const { id, user, ids } = await customer()
      await legacy([{ ...ids, account_type: "individual", is_verified: true }])

      expect(await importRoles()).toEqual({ rows: 1, taken: 1, already: 0, refused: 0, by_reason: {}, complete: true })

      expect(await shop.metaOf(id)).toMatchObject({
        customer_id: id,
        clerk_user_id: user.id,
        account_type: "individual",
        company_name: null,
        tax_id: null,
        is_verified: false,
        verification_status: "not_required",
        verified_at: null,
        verified_by: null,
        denied_at: null,
        disabled_at: null,
        clerk_updated_at: null,
        auth_identity_id: null,
        customer_group_id: null,
        linked_at: null,
        link_pending: false,
      })
    })

    it("imports a verified business as pending", async () => {
      const { id, ids, email } = await customer({ first_name: "Ada", last_name: "Lovelace" })
      await legacy([
        {
          ...ids,
          account_type: "business",
          company_name: " Čedar GmbH 🌲 ",
          tax_id: " DE1 ",
          is_verified: true,
          created_at: "2023-02-03 04:05:06",
        },
      ])

      await importRoles()

      expect(await shop.metaOf(id)).toMatchObject({
        account_type: "business",
        company_name: "Čedar GmbH 🌲",
        tax_id: "DE1",
        is_verified: false,
        verification_status: "pending",
        created_at: new Date("2023-02-03T04:05:06Z"),
        search_text: `čedar gmbh 🌲\nde1\n${email}\nada lovelace`,
      })
      expect(await shop.groupNamesOf(id)).toEqual([])
      const history = await historyOf(id)
      expect(history).toMatchObject([
        {
          type: "imported",
          actor_type: "system",
          actor_id: null,
          before: null,
          note: "Verified in the imported table. The import did not rely on it.",
        },
      ])
      expect(history[0].after).toEqual({
        account_type: "business",
        company_name: "Čedar GmbH 🌲",
        tax_id: "DE1",
        is_verified: false,
        verification_status: "pending",
        verification_note: null,
        internal_note: null,
        denied_at: null,
        verified_at: null,
        verified_by: null,
        disabled_at: null,
      })
    })

    it("imports an unverified business as pending even if the table is trusted", async () => {
      const [one, other] = [await customer(), await customer()]
      await legacy([
        { ...one.ids, account_type: "business", is_verified: false },
        { ...other.ids, account_type: "business", is_verified: null, company_name: "  ", created_at: null },
      ])

      await importRoles({ trustVerified: true })

      for (const { id } of [one, other]) {
        expect(await shop.metaOf(id)).toMatchObject({ verification_status: "pending", company_name: null, created_at: expect.any(Date) })
        expect(await historyOf(id)).toMatchObject([{ note: null }])
      }
    })

    it("verifies a verified business if the table is trusted, and adds it to the group once", async () => {
      const { id, ids } = await customer()
      await legacy([{ ...ids, account_type: "business", company_name: "Cedar", is_verified: true }])

      await importRoles({ trustVerified: true })
      await importRoles({ trustVerified: true })

      expect(await shop.metaOf(id)).toMatchObject({
        is_verified: true,
        verification_status: "verified",
        verified_at: expect.any(Date),
        verified_by: null,
        customer_group_id: shop.catalogue.businessGroupId,
      })
      expect(await shop.groupNamesOf(id)).toEqual([BUSINESS_GROUP])
      expect(await membershipsOf(id)).toBe(1)
      expect(await historyOf(id)).toMatchObject([
        { type: "imported", note: "Verified in the imported table. The person who ran the import vouched for it." },
      ])
    })

    it("gives a business verified by the import the prices of its group", async () => {
      const { id, user, ids } = await customer()
      await legacy([{ ...ids, account_type: "business", is_verified: true }])
      await importRoles({ trustVerified: true })
      const token = shop.tokenOf(user)

      const { body } = await shop.post<{ cart: { customer_id: string; items: { unit_price: number }[] } }>("/store/carts", {
        token,
        body: { region_id: shop.catalogue.regionId, items: [{ variant_id: shop.catalogue.variantIds["BOLT-10"], quantity: 1 }] },
      })

      expect(body.cart).toMatchObject({ customer_id: id, items: [{ unit_price: BUSINESS_BOLT_PRICE }] })
    })

    it("keeps a membership that an admin gave", async () => {
      const { id, ids } = await customer()
      await shop.container
        .resolve(Modules.CUSTOMER)
        .addCustomerToGroup({ customer_id: id, customer_group_id: shop.catalogue.businessGroupId })
      await legacy([{ ...ids, account_type: "business", is_verified: true }])

      await importRoles({ trustVerified: true })

      expect(await membershipsOf(id)).toBe(1)
      expect(await shop.metaOf(id)).toMatchObject({ is_verified: true, customer_group_id: null })
    })

    it("keeps an earlier refusal and does not verify the business", async () => {
      const before = await shop.syncedBusiness("revoked")
      await shop.webhook("user.deleted", shop.clerk.users.delete(before.user.id))
      const user = shop.clerkUser({ email: before.customer.email })
      await legacy([{ customer_id: before.id, clerk_user_id: user.id, account_type: "business", is_verified: true }])

      await importRoles({ trustVerified: true })

      expect(await shop.metaOf(before.id)).toMatchObject({
        clerk_user_id: user.id,
        verification_status: "pending",
        is_verified: false,
        denied_at: expect.any(Date),
      })
      expect(await shop.groupNamesOf(before.id)).toEqual([])
    })

    it("ignores times of creation that are in the future or infinite", async () => {
      const [ahead, endless] = [await customer(), await customer()]
      const begun = new Date()
      await legacy([
        { ...ahead.ids, created_at: "2999-01-01" },
        { ...endless.ids, created_at: "infinity" },
      ])

      await importRoles()

      for (const { id } of [ahead, endless]) {
        const record = await shop.metaOf(id)
        expect(Number(record?.created_at)).toBeGreaterThanOrEqual(begun.getTime())
        expect((await shop.adminRoleOf(id)).created_at).toEqual(expect.any(String))
      }
    })

    it("emits no events and does not ask Clerk", async () => {
      const { id, ids } = await customer()
      await legacy([{ ...ids, account_type: "business", is_verified: true }])
      const asked = shop.clerk.requests.list().length

      await importRoles({ trustVerified: true })
      await shop.events.settle()

      expect(shop.events.namesFor(id)).toEqual([])
      expect(shop.clerk.requests.list()).toHaveLength(asked)
      expect(await shop.rows("SELECT 1 FROM clerk_write_back")).toEqual([])
      expect(await shop.rows("SELECT 1 FROM notification")).toEqual([])
    })
  })

  describe("for invalid rows", () => {
    it("names the reason for each refused row and imports the others", async () => {
      const good = await customer()
      const guest = await customer({ has_account: false })
      const [oddType, longName, longTax] = [await customer(), await customer(), await customer()]
      await legacy(
        [
          { customer_id: null, clerk_user_id: "user_1" },
          { customer_id: " ", clerk_user_id: "user_2" },
          { customer_id: "cus_3", clerk_user_id: null },
          { customer_id: "cus_4", clerk_user_id: "" },
          { customer_id: "cus_5", clerk_user_id: "user 5" },
          { customer_id: "cus_6", clerk_user_id: "x".repeat(300) },
          { customer_id: "cus_missing", clerk_user_id: "user_7" },
          { customer_id: "y".repeat(1_000_000), clerk_user_id: "user_8" },
          { ...guest.ids },
          { ...oddType.ids, account_type: "Business" },
          { customer_id: "cus_11", clerk_user_id: "user_11", account_type: null },
          { ...longName.ids, company_name: "ß".repeat(256) },
          { ...longTax.ids, tax_id: "1".repeat(5_000_000) },
          { ...good.ids, account_type: "business", company_name: "🌲".repeat(255), tax_id: "9".repeat(100) },
        ],
        { rules: false }
      )

      const { report, refused } = await importWithRefusals()

      expect(report).toMatchObject({ rows: 14, taken: 1, already: 0, refused: 13 })
      expect(refused.map(({ id, reason }) => [id, reason])).toEqual([
        [1, "customer_id_missing"],
        [2, "customer_id_missing"],
        [3, "clerk_user_id_missing"],
        [4, "clerk_user_id_missing"],
        [5, "clerk_user_id_invalid"],
        [6, "clerk_user_id_invalid"],
        [7, "customer_not_found"],
        [8, "customer_not_found"],
        [9, "guest_customer"],
        [10, "unknown_account_type"],
        [11, "unknown_account_type"],
        [12, "company_name_too_long"],
        [13, "tax_id_too_long"],
      ])
      expect(report.by_reason).toEqual({
        customer_id_missing: 2,
        clerk_user_id_missing: 2,
        clerk_user_id_invalid: 2,
        customer_not_found: 2,
        guest_customer: 1,
        unknown_account_type: 2,
        company_name_too_long: 1,
        tax_id_too_long: 1,
      })
      expect(refused[8]).toEqual({ id: 9, ...guest.ids, reason: "guest_customer" })
      expect(await shop.metaOf(good.id)).toMatchObject({ company_name: "🌲".repeat(255) })
      expect((await shop.adminRoleOf(good.id)).tax_id).toBe("9".repeat(100))
    })

    it("refuses all of several rows for one customer or one Clerk user", async () => {
      const [twice, other, good] = [await customer(), await customer(), await customer()]
      await legacy(
        [
          { ...twice.ids },
          { ...good.ids },
          { customer_id: twice.id, clerk_user_id: "user_second" },
          { ...other.ids },
          { customer_id: "cus_elsewhere", clerk_user_id: other.user.id },
        ],
        { rules: false }
      )

      const { report, refused } = await importWithRefusals()

      expect(report).toMatchObject({ taken: 1, refused: 4, by_reason: { duplicate_customer: 2, duplicate_clerk_user: 2 } })
      expect(refused.map(({ id }) => id)).toEqual([1, 3, 4, 5])
      expect(await shop.metaOf(twice.id)).toBeUndefined()
    })

    it("refuses a customer or a Clerk user that belongs to a live record", async () => {
      const [linked, free] = [await shop.synced(), await customer()]
      await legacy([
        { customer_id: linked.id, clerk_user_id: "user_stranger" },
        { customer_id: free.id, clerk_user_id: linked.user.id },
      ])

      const { report, refused } = await importWithRefusals()

      expect(report).toMatchObject({ taken: 0, refused: 2 })
      expect(refused.map(({ reason }) => reason)).toEqual(["customer_already_linked", "clerk_user_already_linked"])
      expect(await shop.metaOf(linked.id)).toMatchObject({ clerk_user_id: linked.user.id })
    })

    it("refuses a Clerk user whom Clerk has deleted", async () => {
      const { user } = await shop.synced()
      await shop.webhook("user.deleted", shop.clerk.users.delete(user.id))
      const { id } = await customer()
      await legacy([{ customer_id: id, clerk_user_id: user.id }])

      expect(await importRoles()).toMatchObject({ taken: 0, by_reason: { deleted_at_clerk: 1 } })
      expect(await shop.metaOf(id)).toBeUndefined()
    })

    it("refuses customers whom Medusa has deleted", async () => {
      const { id, ids } = await customer()
      await shop.container.resolve(Modules.CUSTOMER).softDeleteCustomers([id])
      await legacy([ids])

      expect(await importRoles()).toMatchObject({ by_reason: { customer_not_found: 1 } })
    })
  })

  describe("for imported customers", () => {
    it("lets the Clerk user sync and get an auth identity", async () => {
      const { id, user, ids } = await customer()
      shop.clerk.users.update(user.id, { unsafe_metadata: { accountType: "business", company: "Cedar" } })
      await legacy([{ ...ids, account_type: "business", company_name: "Cedar", is_verified: true }])
      await importRoles({ trustVerified: true })

      const { status, body } = await shop.post<{ customer_role: unknown; created: boolean }>("/store/customers/sync-role", {
        token: shop.tokenOf(user),
      })

      expect(status).toBe(200)
      expect(body).toMatchObject({
        created: false,
        customer_role: { customer_id: id, verification_status: "verified", company_name: "Cedar" },
      })
      const [{ auth_identity_id, clerk_updated_at }] = await shop.rows("SELECT * FROM customer_meta WHERE customer_id = ?", [id])
      expect({ auth_identity_id, clerk_updated_at }).toEqual({
        auth_identity_id: expect.stringMatching(/^authid_/),
        clerk_updated_at: expect.any(Date),
      })
      expect(await shop.historyOf(id)).toEqual(["imported"])
      expect(await shop.exchange(shop.tokenOf(user))).toEqual(expect.any(String))
    })

    it("links only a Clerk user whose verified email address is the customer's", async () => {
      const { id } = await customer()
      const user = shop.clerkUser()
      await legacy([{ customer_id: id, clerk_user_id: user.id, account_type: "business", is_verified: true }])
      await importRoles({ trustVerified: true })

      expect(await shop.post("/store/customers/sync-role", { token: shop.tokenOf(user) })).toMatchObject({
        status: 409,
        body: { code: "email_mismatch" },
      })
      expect((await shop.get("/store/customers/me", { token: shop.tokenOf(user) })).status).toBe(401)
      expect(await shop.metaOf(id)).toMatchObject({ auth_identity_id: null, clerk_updated_at: null })
    })

    it("keeps the customer's password until the owner signs in through Clerk", async () => {
      const { id, email, token } = await shop.registerCustomer()
      const user = shop.clerkUser({ email })
      await legacy([{ customer_id: id, clerk_user_id: user.id }])
      expect(await shop.get("/store/customers/me", { token })).toMatchObject({ status: 200 })

      await importRoles()
      await shop.webhook("user.updated", user)

      expect(await shop.get("/store/customers/me", { token })).toMatchObject({ status: 200 })
      expect(await shop.post("/store/customers/sync-role", { token })).toMatchObject({ status: 404, body: { code: "role_not_synced" } })
      expect((await shop.post(`/admin/customers/${id}/role/resync`, { token: shop.admin.token })).status).toBe(200)
      expect(await shop.rows("SELECT kind, customer_id FROM clerk_difference WHERE clerk_user_id = ?", [user.id])).toEqual([
        { kind: "waiting_for_sign_in", customer_id: id },
      ])
      expect(await shop.get("/store/customers/me", { token })).toMatchObject({ status: 200 })
      expect(await shop.get("/store/customers/me", { token: shop.tokenOf(user) })).toMatchObject({
        status: 200,
        body: { customer: { id } },
      })
      expect(await shop.get("/store/customers/me", { token })).toMatchObject({ status: 401, body: { code: "sign_in_replaced" } })
    })

    it("lists imported businesses for the admin", async () => {
      const { id, ids } = await customer({ last_name: "Lovelace" })
      await legacy([{ ...ids, account_type: "business", company_name: "Cedar GmbH" }])
      await importRoles()

      const { body } = await shop.get<{ customers: { customer_id: string }[] }>("/admin/customers/business?q=lovelace&status=pending", {
        token: shop.admin.token,
      })

      expect(body.customers.map(({ customer_id }) => customer_id)).toEqual([id])
    })
  })

  describe("when repeated, parallel or interrupted", () => {
    it("imports no row twice", async () => {
      const [one, other] = [await customer(), await customer({ has_account: false })]
      await legacy([one.ids, other.ids])

      expect(await importRoles()).toMatchObject({ taken: 1, already: 0, refused: 1 })
      const counts = await rowCounts()
      expect(await importRoles({ trustVerified: true })).toMatchObject({ taken: 0, already: 1, refused: 1 })
      expect(await rowCounts()).toEqual(counts)
    })

    it("keeps a role that has changed since", async () => {
      const { id, ids } = await customer()
      await legacy([{ ...ids, account_type: "business", is_verified: true }])
      await importRoles({ trustVerified: true })
      await shop.decide(id, false)
      const before = await shop.metaOf(id)

      expect(await importRoles({ trustVerified: true })).toMatchObject({ already: 1 })
      expect(await shop.metaOf(id)).toEqual(before)
      expect(await shop.groupNamesOf(id)).toEqual([])
    })

    it("reads page by page and reports its progress", async () => {
      await manyRows(3_000)
      const progress: ImportProgress[] = []

      const report = await importRoles({ trustVerified: true, onProgress: (now) => progress.push(now) })

      expect(report).toEqual({ rows: 3_000, taken: 3_000, already: 0, refused: 0, by_reason: {}, complete: true })
      expect(progress.map(({ rows, taken, total }) => [rows, taken, total])).toEqual([
        [1_000, 1_000, 3_000],
        [2_000, 2_000, 3_000],
        [3_000, 3_000, 3_000],
      ])
      const rows = await imported()
      expect(rows).toHaveLength(3_000)
      expect(
        rows.every(({ customer_id, clerk_user_id, entries }) => clerk_user_id === customer_id.replace("cus", "user") && entries === "1")
      ).toBe(true)
      const [{ members, people }] = await shop.rows(
        "SELECT count(*) AS members, count(DISTINCT customer_id) AS people FROM customer_group_customer"
      )
      expect({ members, people }).toEqual({ members: "3000", people: "3000" })
    })

    it("imports every row once if two run in parallel", async () => {
      await manyRows(2_500)

      const reports = await Promise.all([
        importRoles({ trustVerified: true }),
        importRoles({ trustVerified: true }),
        importRoles({ trustVerified: true }),
      ])

      expect(reports.map(({ rows, refused }) => ({ rows, refused }))).toEqual(Array(3).fill({ rows: 2_500, refused: 0 }))
      expect(reports.reduce((sum, { taken }) => sum + taken, 0)).toBe(2_500)
      const rows = await imported()
      expect(rows).toHaveLength(2_500)
      expect(rows.every(({ entries }) => entries === "1")).toBe(true)
      const [{ members, people }] = await shop.rows(
        "SELECT count(*) AS members, count(DISTINCT customer_id) AS people FROM customer_group_customer"
      )
      expect({ members, people }).toEqual({ members: "2500", people: "2500" })
    })

    it("resumes where it stopped", async () => {
      await manyRows(2_500)
      const stop = new AbortController()

      const first = await importRoles({ signal: stop.signal, onProgress: () => stop.abort() })
      const second = await importRoles()

      expect(first).toMatchObject({ rows: 1_000, taken: 1_000 })
      expect(second).toMatchObject({ rows: 2_500, taken: 1_500, already: 1_000 })
    })

    it("adds a business to the group that it verified just before a crash", async () => {
      const [one, other] = [await customer(), await customer()]
      await legacy([one, other].map(({ ids }) => ({ ...ids, account_type: "business", is_verified: true })))
      await importRoles({ trustVerified: true })
      await removeAllMemberships(shop)
      await clearGroupOf(shop, one.id)

      await importRoles({ trustVerified: true })

      for (const { id } of [one, other]) {
        expect(await membershipsOf(id)).toBe(1)
        expect(await shop.metaOf(id)).toMatchObject({ customer_group_id: shop.catalogue.businessGroupId })
      }
    })

    it("runs beside syncs of the same users without refusing any", async () => {
      const people = await Promise.all(Array.from({ length: 8 }, () => customer()))
      await legacy(people.map(({ ids }) => ids))

      const [report, ...answers] = await Promise.all([
        importRoles(),
        ...people.map(({ user }) => shop.post("/store/customers/sync-role", { token: shop.tokenOf(user) })),
      ])

      expect(answers.map(({ status }) => status)).toEqual(people.map(() => 200))
      expect(report.taken + report.already).toBe(people.length)
      const rows = await imported()
      expect(rows.map(({ customer_id, clerk_user_id }) => ({ customer_id, clerk_user_id }))).toEqual(
        people.map(({ ids }) => ids).sort((a, b) => (a.customer_id < b.customer_id ? -1 : 1))
      )
    })
  })

  describe("as a dry run", () => {
    it("reports the same numbers and writes nothing", async () => {
      const [good, guest, linked] = [await customer(), await customer({ has_account: false }), await shop.synced()]
      await shop.events.settle()
      await legacy([
        { ...good.ids, account_type: "business", is_verified: true },
        guest.ids,
        { customer_id: linked.id, clerk_user_id: linked.user.id },
        { customer_id: linked.id, clerk_user_id: "user_stranger" },
        { customer_id: "cus_missing", clerk_user_id: "user_lost" },
      ])
      const before = await rowCounts()

      const dry = await importWithRefusals({ dryRun: true, trustVerified: true })
      expect(await rowCounts()).toEqual(before)
      const wet = await importWithRefusals({ trustVerified: true })

      expect(dry).toEqual(wet)
      expect(dry.report).toEqual({
        rows: 5,
        taken: 1,
        already: 1,
        refused: 3,
        by_reason: { guest_customer: 1, duplicate_customer: 1, customer_not_found: 1 },
        complete: true,
      })
      expect(await shop.groupNamesOf(good.id)).toEqual([BUSINESS_GROUP])
    })
  })

  describe("from the shop's own database", () => {
    it("names the table if it does not exist", async () => {
      await expect(importRoles()).rejects.toThrow("Table customer_meta_legacy not found. Name the table to import.")
      await expect(importRoles({ table: "no_such_table" })).rejects.toThrow("Table no_such_table not found. Name the table to import.")
    })

    it.each(["a b", "a.b.c.d", "'; DROP TABLE customer_meta", "customer_meta_pkey", '"'])("finds no table named %s", async (table) => {
      await expect(importRoles({ table })).rejects.toThrow(`Table ${table} not found. Name the table to import.`)
    })

    it("names columns that are missing or have another type", async () => {
      await shop.rows("CREATE TABLE customer_meta_legacy (id text PRIMARY KEY, customer_id text, clerk_user_id int, is_verified text)")

      await expect(importRoles()).rejects.toThrow(
        "Table customer_meta_legacy cannot be imported: id is text and must be an integer, clerk_user_id is int4 and must be a text, " +
          "account_type is missing, company_name is missing, tax_id is missing, is_verified is text and must be a boolean, created_at is missing."
      )
    })

    it("refuses the plugin's own table", async () => {
      await expect(importRoles({ table: "customer_meta" })).rejects.toThrow("customer_meta cannot be imported: id is text")
    })

    it("refuses a table with repeated ids, which cannot be read in pages", async () => {
      await legacy(
        [
          { id: 7, customer_id: "cus_1", clerk_user_id: "user_1" },
          { id: 7, customer_id: "cus_2", clerk_user_id: "user_2" },
        ],
        { rules: false }
      )

      await expect(importRoles()).rejects.toThrow("several rows have the same id")
    })

    it("finds a table in another schema under any name", async () => {
      const { id, ids } = await customer()
      await shop.rows('CREATE SCHEMA "old shop"')
      await legacy([ids], { table: '"old shop"."Rollen der Kunden"' })

      expect(await importRoles({ table: '"old shop"."Rollen der Kunden"' })).toMatchObject({ taken: 1 })
      expect(await shop.metaOf(id)).toMatchObject({ customer_id: id })
    })
  })

  describe("from another database", () => {
    const { DB_HOST, DB_PORT, DB_USERNAME = "", DB_PASSWORD = "" } = process.env
    const urlOf = (database: string, password = DB_PASSWORD) =>
      `postgres://${encodeURIComponent(DB_USERNAME)}:${encodeURIComponent(password)}@${DB_HOST}:${DB_PORT}/${database}`
    const database = `legacy_${randomUUID().replaceAll("-", "")}`

    const connected = async <T>(url: string, use: (client: Client) => Promise<T>): Promise<T> => {
      const client = new Client({ connectionString: url })
      await client.connect()
      try {
        return await use(client)
      } finally {
        await client.end()
      }
    }
    const elsewhere = (rows: LegacyRowInput[], table: string) =>
      connected(urlOf(database), (client) =>
        createLegacyTable((sql, bindings) => client.query(sql.replace("?", "$1"), bindings), rows, { table })
      )

    beforeEach(() => connected(urlOf("postgres"), (client) => client.query(`CREATE DATABASE ${database}`)))
    afterEach(() => connected(urlOf("postgres"), (client) => client.query(`DROP DATABASE ${database} WITH (FORCE)`)))

    it("prefers customer_meta_legacy to customer_meta", async () => {
      const [one, other] = [await customer(), await customer()]
      await elsewhere([{ ...one.ids, account_type: "business", created_at: "2022-01-01 00:30:00" }], "customer_meta")
      expect(await importRoles({ from: urlOf(database) })).toMatchObject({ rows: 1, taken: 1 })
      expect(await shop.metaOf(one.id)).toMatchObject({ created_at: new Date("2022-01-01T00:30:00Z") })

      await elsewhere([other.ids], "customer_meta_legacy")
      expect(await importRoles({ from: urlOf(database) })).toMatchObject({ rows: 1, taken: 1 })
      expect(await importRoles({ from: urlOf(database), table: "customer_meta" })).toMatchObject({ rows: 1, already: 1 })
    })

    it("closes its connection", async () => {
      await elsewhere([], "customer_meta")
      await importRoles({ from: urlOf(database) })
      await expect(importRoles({ from: urlOf(database), table: "missing" })).rejects.toThrow("Table missing not found.")

      const { rows } = await connected(urlOf("postgres"), (client) =>
        client.query("SELECT 1 FROM pg_stat_activity WHERE datname = $1", [database])
      )
      expect(rows).toEqual([])
    })

    it.each([
      ["a wrong password", urlOf("postgres", "S3cret-passphrase"), "password authentication failed"],
      ["a missing database", urlOf("missing_database"), 'database "missing_database" does not exist'],
      ["a closed port", `postgres://shop:S3cret-passphrase@127.0.0.1:9/shop`, "ECONNREFUSED"],
      ["another kind of URL", "mysql://shop:S3cret-passphrase@localhost/shop", "Use postgres://"],
      ["no URL", "S3cret-passphrase", "Use postgres://"],
    ])("explains what is wrong with %s, and does not reveal the password", async (_, from, expected) => {
      const error: unknown = await importRoles({ from }).catch((thrown: unknown) => thrown)

      expect(error).toBeInstanceOf(Error)
      expect(String(error)).toContain(expected)
      expect(`${String(error)} ${JSON.stringify(error)}`).not.toContain("S3cret-passphrase")
    })
  })
})
