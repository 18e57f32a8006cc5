import { randomUUID } from "node:crypto"
import { CUSTOMER_ROLE_MODULE } from "../../src/modules/customer-role"
import { Migration20261122050000 } from "../../src/modules/customer-role/migrations/Migration20261122050000"
import { Migration20261128183100 } from "../../src/modules/customer-role/migrations/Migration20261128183100"
import { Migration20261128235100 } from "../../src/modules/customer-role/migrations/Migration20261128235100"
import { Migration20261128235900 } from "../../src/modules/customer-role/migrations/Migration20261128235900"
import type CustomerRoleModuleService from "../../src/modules/customer-role/service"
import { ClerkUserTombstone } from "../../src/modules/customer-role/models/clerk-user-tombstone"
import { ClerkWebhookDelivery } from "../../src/modules/customer-role/models/clerk-webhook-delivery"
import { CustomerMeta } from "../../src/modules/customer-role/models/customer-meta"
import { CustomerRoleEvent } from "../../src/modules/customer-role/models/customer-role-event"
import type { SyncInput } from "../../src/modules/customer-role/types"
import { describeModule } from "../helpers/module"

const MODULE = `${__dirname}/../../src/modules/customer-role`

jest.setTimeout(60_000)

describeModule<CustomerRoleModuleService>({
  moduleName: CUSTOMER_ROLE_MODULE,
  resolve: MODULE,
  moduleModels: [CustomerMeta, CustomerRoleEvent, ClerkUserTombstone, ClerkWebhookDelivery],
  pathToMigrations: `${MODULE}/migrations`,
  moduleOptions: { clerk: { secretKey: "sk_test_x", authorizedParties: ["http://localhost:8000"] } },
  testSuite: ({ service, MikroOrmWrapper }) => {
    const sql = async <T = Record<string, unknown>>(statement: string, bindings: (string | null)[] = []): Promise<T[]> => {
      const { rows } = await MikroOrmWrapper.forkManager().getKnex().raw<{ rows: T[] }>(statement, bindings)
      return rows
    }

    let version = Date.parse("2026-01-01T00:00:00Z")
    const syncInput = (changes: Partial<SyncInput> = {}): SyncInput => ({
      clerk_user_id: `user_${randomUUID()}`,
      customer_id: `cus_${randomUUID()}`,
      auth_identity_id: "authid_1",
      claim: { valid: true, account_type: "business", company_name: "Cedar GmbH", tax_id: "DE1" },
      banned: false,
      clerk_updated_at: new Date((version += 1000)),
      search_terms: ["info@cedar.example", "Ada Lovelace"],
      required: [],
      actor: { type: "clerk", id: "user_x" },
      ...changes,
    })
    const ADMIN = { type: "admin", id: "user_admin" } as const
    const later = (input: SyncInput, changes: Partial<SyncInput> = {}): SyncInput => ({
      ...input,
      clerk_updated_at: new Date((version += 1000)),
      ...changes,
    })
    const historyOf = async (customerId: string) => (await service.getHistory(customerId)).map(({ type }) => type)

    describe("the role module's service", () => {
      it("finds a record by customer and by Clerk user", async () => {
        const input = syncInput()
        const { record } = await service.recordSync(input)

        expect(await service.getCustomerMetaByCustomerId(input.customer_id)).toEqual(record)
        expect(await service.getCustomerMetaByClerkId(input.clerk_user_id)).toEqual(record)
        expect(await service.getCustomerMetaByCustomerId("cus_missing")).toBeNull()
        expect(await service.getCustomerMetaByClerkId("user_missing")).toBeNull()
      })

      it("returns created only for the first sync", async () => {
        const input = syncInput()

        expect(await service.recordSync(input)).toMatchObject({
          created: true,
          stale: false,
          events: ["created", "pending"],
          previous: null,
        })
        expect(await service.recordSync(later(input))).toMatchObject({ created: false, stale: false, events: [] })
        expect(await historyOf(input.customer_id)).toEqual(["created"])
      })

      it("ignores a version older than the newest seen", async () => {
        const old = syncInput()
        await service.recordSync(later(old, { claim: { valid: true, company_name: "New" } }))

        expect(await service.recordSync({ ...old, banned: true })).toMatchObject({ stale: true, events: [] })
        expect(await service.getCustomerMetaByClerkId(old.clerk_user_id)).toMatchObject({ company_name: "New", disabled_at: null })
      })

      it("lists and counts businesses", async () => {
        await service.recordSync(syncInput({ claim: { valid: true, account_type: "business", company_name: "100% Cotton" } }))
        const second = syncInput()
        await service.recordSync(second)
        await service.recordSync(syncInput({ claim: { valid: true } }))
        await service.updateCustomerVerification(second.customer_id, true)

        expect((await service.getBusinessCustomers({ order: "company_name" })).map(({ company_name }) => company_name)).toEqual([
          "100% Cotton",
          "Cedar GmbH",
        ])
        expect(await service.countBusinessCustomers()).toBe(2)
        expect(await service.countBusinessCustomers({ verified: true })).toBe(1)
        expect(await service.countBusinessCustomers({ status: "pending" })).toBe(1)
        expect(await service.countBusinessCustomers({ q: "0%" })).toBe(1)
        expect(await service.countBusinessCustomers({ q: "_" })).toBe(0)
        expect(await service.countBusinessCustomers({ q: "lovelace" })).toBe(2)
      })

      it("verifies businesses and refuses everyone else", async () => {
        const input = syncInput()
        await service.recordSync(input)
        const individual = syncInput({ claim: { valid: true } })
        await service.recordSync(individual)

        expect(await service.updateCustomerVerification(input.customer_id, true, { note: "Fine", actor: ADMIN })).toMatchObject({
          is_verified: true,
          verification_note: "Fine",
          verified_by: "user_admin",
        })
        await expect(service.updateCustomerVerification(individual.customer_id, true)).rejects.toMatchObject({
          code: "not_a_business_account",
        })
        await expect(service.updateCustomerVerification("cus_missing", true)).rejects.toMatchObject({ code: "not_found" })
        await expect(
          service.updateCustomerVerification(input.customer_id, false, { expected_updated_at: new Date(0) })
        ).rejects.toMatchObject({ code: "role_changed" })
      })

      it("applies all decisions or none", async () => {
        const input = syncInput()
        await service.recordSync(input)

        await expect(
          service.decideVerification(
            [
              { customer_id: input.customer_id, is_verified: true },
              { customer_id: "cus_missing", is_verified: true },
            ],
            ADMIN
          )
        ).rejects.toMatchObject({ code: "not_found" })
        expect(await service.getCustomerMetaByCustomerId(input.customer_id)).toMatchObject({ verification_status: "pending" })
        expect(await historyOf(input.customer_id)).toEqual(["created"])
      })

      it("records a denial once an hour", async () => {
        const { record } = await service.recordSync(syncInput())
        const denial = {
          customer_meta_id: record.id,
          customer_id: record.customer_id,
          feature: "quotes",
          code: "verification_pending",
          actor: ADMIN,
        }

        await Promise.all([service.recordDenial(denial), service.recordDenial(denial), service.recordDenial(denial)])
        await service.recordDenial({ ...denial, feature: "bulk_orders" })

        expect((await historyOf(record.customer_id)).filter((type) => type === "access_denied")).toHaveLength(2)
      })

      it("records a denial once an hour even across two records of one customer", async () => {
        const first = syncInput()
        const { record } = await service.recordSync(first)
        const denial = { customer_id: first.customer_id, feature: "quotes", code: "verification_pending", actor: ADMIN }
        await service.recordDenial({ ...denial, customer_meta_id: record.id })
        await service.recordClerkDeletion(first.clerk_user_id, { type: "clerk" })
        const next = await service.recordSync(syncInput({ customer_id: first.customer_id }))
        const other = await service.recordSync(syncInput())

        await service.recordDenial({ ...denial, customer_meta_id: next.record.id })
        await service.recordDenial({ ...denial, customer_meta_id: other.record.id, customer_id: other.record.customer_id })

        expect((await historyOf(first.customer_id)).filter((type) => type === "access_denied")).toHaveLength(1)
        expect(await historyOf(other.record.customer_id)).toEqual(["created", "access_denied"])
      })

      it("refuses a second live Clerk user for a customer", async () => {
        const input = syncInput()
        await service.recordSync(input)

        await expect(service.recordSync(syncInput({ customer_id: input.customer_id }))).rejects.toMatchObject({
          code: "email_already_linked",
        })
      })

      it("passes only the denial on to the customer's next record", async () => {
        const first = syncInput()
        await service.recordSync(first)
        const denied = await service.updateCustomerVerification(first.customer_id, false, { note: "No", internal_note: "Really" })
        await service.recordClerkDeletion(first.clerk_user_id, { type: "clerk" })

        const { record } = await service.recordSync(syncInput({ customer_id: first.customer_id }))

        expect(record).toMatchObject({
          denied_at: denied.denied_at,
          is_verified: false,
          verification_status: "pending",
          verification_note: null,
          internal_note: null,
        })
      })

      it.each([
        ["ends with a verification", true],
        ["outlasts a record without a decision", false],
      ])("passes a denial on until it %s", async (_name, verified) => {
        const first = syncInput()
        const { customer_id } = first
        await service.recordSync(first)
        const { denied_at } = await service.updateCustomerVerification(customer_id, false)
        await service.recordClerkDeletion(first.clerk_user_id, { type: "clerk" })
        const second = syncInput({ customer_id })
        await service.recordSync(second)
        if (verified) {
          await service.updateCustomerVerification(customer_id, true)
        }
        await service.recordClerkDeletion(second.clerk_user_id, { type: "clerk" })

        const { record } = await service.recordSync(syncInput({ customer_id }))

        expect(denied_at).toBeInstanceOf(Date)
        expect(record).toMatchObject({ denied_at: verified ? null : denied_at, verification_status: "pending" })
        expect(await service.getCustomerMetaByCustomerId(customer_id)).toMatchObject({ denied_at: verified ? null : denied_at })
      })

      it("erases everything about a customer", async () => {
        const input = syncInput()
        const { record } = await service.recordSync(input)

        await service.eraseCustomers([input.customer_id])

        expect(await sql("SELECT id FROM customer_meta WHERE customer_id = ?", [input.customer_id])).toEqual([])
        expect(await sql("SELECT id FROM customer_role_event WHERE customer_meta_id = ?", [record.id])).toEqual([])
      })
    })

    describe("undoChange", () => {
      it("deletes a record that the change created, with its history", async () => {
        const input = syncInput()
        const change = await service.recordSync(input)

        await service.undoChange(change)

        expect(await sql("SELECT id FROM customer_meta")).toEqual([])
        expect(await sql("SELECT id FROM customer_role_event")).toEqual([])
        expect(await service.recordSync(input)).toMatchObject({ created: true })
      })

      it("restores a record", async () => {
        const input = syncInput()
        await service.recordSync(input)
        const before = await service.updateCustomerVerification(input.customer_id, true, { note: "Fine" })

        const change = await service.recordSync(later(input, { claim: { valid: true, company_name: "Other" }, banned: true }))
        await service.undoChange(change)

        expect(await service.getCustomerMetaByCustomerId(input.customer_id)).toEqual(before)
        expect(await historyOf(input.customer_id)).toEqual(["created", "verified"])
      })

      it("restores a record after a workflow turned its times into text", async () => {
        const input = syncInput()
        await service.recordSync(input)
        const [change] = await service.decideVerification([{ customer_id: input.customer_id, is_verified: true }], ADMIN)

        await service.undoChange(JSON.parse(JSON.stringify(change)))

        expect(await service.getCustomerMetaByCustomerId(input.customer_id)).toMatchObject({
          verification_status: "pending",
          is_verified: false,
        })
      })

      it("keeps what someone else has changed since", async () => {
        const input = syncInput()
        await service.recordSync(input)
        const [change] = await service.decideVerification([{ customer_id: input.customer_id, is_verified: true }], ADMIN)
        await service.updateCustomerVerification(input.customer_id, false)

        await service.undoChange(change)

        expect(await service.getCustomerMetaByCustomerId(input.customer_id)).toMatchObject({ verification_status: "revoked" })
        expect(await historyOf(input.customer_id)).toEqual(["created", "verified", "revoked"])
      })

      it.each([
        ["that changed nothing", {}, ["created", "verified", "note_changed"]],
        ["of something else", { banned: true }, ["created", "verified", "note_changed"]],
      ])("keeps a note written meanwhile when it undoes a change %s", async (_name, changes, history) => {
        const input = syncInput()
        await service.recordSync(input)
        const before = await service.updateCustomerVerification(input.customer_id, true)
        const change = await service.recordSync(later(input, changes))
        await service.updateCustomerVerification(input.customer_id, true, { internal_note: "Call back" })

        await service.undoChange(change)

        expect(await service.getCustomerMetaByCustomerId(input.customer_id)).toEqual({ ...before, internal_note: "Call back" })
        expect(await historyOf(input.customer_id)).toEqual(history)
      })

      it("keeps a ban that came meanwhile when it undoes a verification", async () => {
        const input = syncInput()
        await service.recordSync(input)
        const [change] = await service.decideVerification([{ customer_id: input.customer_id, is_verified: true }], ADMIN)
        await service.recordSync(later(input, { banned: true }))

        await service.undoChange(JSON.parse(JSON.stringify(change)))

        expect(await service.getCustomerMetaByCustomerId(input.customer_id)).toMatchObject({
          is_verified: false,
          verification_status: "pending",
          verified_at: null,
          verified_by: null,
          disabled_at: expect.any(Date),
        })
        expect(await historyOf(input.customer_id)).toEqual(["created", "disabled"])
      })

      it("restores the search text", async () => {
        const input = syncInput()
        await service.recordSync(input)
        const change = await service.recordSync(later(input, { claim: { valid: true, company_name: "Other" } }))

        await service.undoChange(change)

        expect(await service.countBusinessCustomers({ q: "cedar gmbh" })).toBe(1)
        expect(await service.countBusinessCustomers({ q: "other" })).toBe(0)
      })

      it("keeps a search text refreshed meanwhile", async () => {
        const input = syncInput()
        await service.recordSync(input)
        const change = await service.recordSync(later(input))
        await service.refreshSearchText(input.customer_id, ["new-address@cedar.example"])

        await service.undoChange(change)

        expect(await service.countBusinessCustomers({ q: "new-address" })).toBe(1)
      })

      it("reopens the record of a deleted customer", async () => {
        const first = syncInput()
        await service.recordSync(first)
        const change = await service.recordSync(later(first, { customer_id: "cus_new", replaces_customer_id: first.customer_id }))

        await service.undoChange(change)

        expect(await service.getCustomerMetaByClerkId(first.clerk_user_id)).toMatchObject({
          customer_id: first.customer_id,
          deleted_at: null,
        })
      })
    })

    describe("in parallel", () => {
      it("twenty first syncs of one Clerk user create one record", async () => {
        const input = syncInput()

        const results = await Promise.all(Array.from({ length: 20 }, () => service.recordSync(input)))

        expect(results.filter(({ created }) => created)).toHaveLength(1)
        expect(await sql("SELECT id FROM customer_meta")).toHaveLength(1)
        expect(await historyOf(input.customer_id)).toEqual(["created"])
      })

      it("two Clerk users cannot both take one customer", async () => {
        const customer_id = "cus_wanted"

        const results = await Promise.allSettled(Array.from({ length: 10 }, () => service.recordSync(syncInput({ customer_id }))))

        expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1)
        for (const result of results) {
          if (result.status === "rejected") {
            expect(result.reason).toMatchObject({ code: "email_already_linked" })
          }
        }
      })

      it("a deletion and syncs of one Clerk user end in a tombstone", async () => {
        for (let round = 0; round < 10; round++) {
          const input = syncInput()

          const results = await Promise.allSettled([
            service.recordSync(input),
            service.recordClerkDeletion(input.clerk_user_id, { type: "clerk" }),
            service.recordSync(later(input)),
          ])

          for (const result of results) {
            if (result.status === "rejected") {
              expect(result.reason).toMatchObject({ code: "account_disabled" })
            }
          }
          expect(await service.lookUpClerkUser(input.clerk_user_id)).toEqual({ record: null, deleted: true })
          await expect(service.recordSync(later(input))).rejects.toMatchObject({ code: "account_disabled" })
        }
      })

      it("decisions about the same customers in different orders do not deadlock", async () => {
        const inputs = [syncInput(), syncInput(), syncInput()]
        for (const input of inputs) {
          await service.recordSync(input)
        }
        const decisions = inputs.map(({ customer_id }) => ({ customer_id, is_verified: true }))

        await Promise.all(
          Array.from({ length: 10 }, (_, index) => service.decideVerification(index % 2 ? decisions : [...decisions].reverse(), ADMIN))
        )

        expect(await service.countBusinessCustomers({ verified: true })).toBe(3)
      })
    })

    describe("the database", () => {
      const insert = (columns: Record<string, string>) => {
        const row = { id: `'${randomUUID()}'`, customer_id: `'${randomUUID()}'`, clerk_user_id: `'${randomUUID()}'`, ...columns }
        return sql(`INSERT INTO customer_meta (${Object.keys(row).join(", ")}) VALUES (${Object.values(row).join(", ")})`)
      }

      it("has defaults that grant nothing", async () => {
        await insert({})

        expect(await sql("SELECT account_type, is_verified, verification_status FROM customer_meta")).toEqual([
          { account_type: "individual", is_verified: false, verification_status: "not_required" },
        ])
      })

      it.each([
        ["is_verified without the status", { account_type: "'business'", verification_status: "'pending'", is_verified: "true" }],
        ["the status without is_verified", { account_type: "'business'", verification_status: "'verified'", is_verified: "false" }],
        ["a verified individual", { account_type: "'individual'", verification_status: "'verified'", is_verified: "true" }],
        ["an individual with a status", { account_type: "'individual'", verification_status: "'pending'" }],
        ["a business without a status", { account_type: "'business'", verification_status: "'not_required'" }],
        ["an unknown account type", { account_type: "'admin'", verification_status: "'pending'" }],
        ["an unknown status", { account_type: "'business'", verification_status: "'granted'" }],
        ["a company of 256 characters", { company_name: `'${"x".repeat(256)}'` }],
        ["a tax id of 101 characters", { tax_id: `'${"x".repeat(101)}'` }],
        ["a missing status", { verification_status: "null" }],
        ["a missing account type", { account_type: "null" }],
      ])("refuses %s", async (_name, columns) => {
        await expect(insert(columns)).rejects.toThrow(/violates (check|not-null) constraint/)
      })

      it("refuses a second live record of a customer or Clerk user, but allows closed ones", async () => {
        await insert({ customer_id: "'cus_1'", clerk_user_id: "'user_1'" })

        await expect(insert({ customer_id: "'cus_1'" })).rejects.toThrow(/unique/)
        await expect(insert({ clerk_user_id: "'user_1'" })).rejects.toThrow(/unique/)
        await insert({ customer_id: "'cus_1'", clerk_user_id: "'user_1'", deleted_at: "now()" })
      })

      it("refuses to change or delete an entry of the history", async () => {
        const { record } = await service.recordSync(syncInput())

        await expect(sql("UPDATE customer_role_event SET note = 'x'")).rejects.toThrow(/append-only/)
        await expect(sql("DELETE FROM customer_role_event")).rejects.toThrow(/append-only/)
        await expect(sql("UPDATE customer_role_event SET deleted_at = now() WHERE customer_meta_id = ?", [record.id])).rejects.toThrow(
          /append-only/
        )
        expect(await historyOf(record.customer_id)).toEqual(["created"])
      })

      it("protects the history again after an erasure", async () => {
        const input = syncInput()
        await service.recordSync(input)
        await service.recordSync(syncInput())
        await service.eraseCustomers([input.customer_id])

        await expect(sql("DELETE FROM customer_role_event")).rejects.toThrow(/append-only/)
      })
    })

    describe("the migration", () => {
      const statements = async (direction: "up" | "down", Version: typeof Migration20261122050000 = Migration20261122050000) => {
        const orm = MikroOrmWrapper.getOrm()
        const migration = new Version(orm.em.getDriver(), orm.config)
        await migration[direction]()
        return migration.getQueries().map(String)
      }
      /** The first version of the table, and what has been added to it since. */
      const VERSIONS = [Migration20261122050000, Migration20261128183100, Migration20261128235100]
      const run = async (direction: "up" | "down") => {
        for (const Version of direction === "up" ? VERSIONS : [...VERSIONS].reverse()) {
          for (const statement of await statements(direction, Version)) {
            await sql(statement.replaceAll("?", "\\?"))
          }
        }
      }

      const LEGACY = `CREATE TABLE customer_meta (
        id SERIAL PRIMARY KEY, customer_id TEXT NOT NULL UNIQUE, account_type TEXT, is_verified BOOLEAN DEFAULT false, company_name TEXT
      )`

      it("cannot be reverted once customers have a history", async () => {
        const [undo] = await statements("down", Migration20261128235900)
        await sql(undo)
        await sql(
          "INSERT INTO customer_role_event (id, customer_meta_id, type, actor_type) VALUES ('cevt_1', 'cmeta_1', 'created', 'clerk')"
        )
        await expect(sql(undo)).rejects.toThrow(/customers have a history/)
      })

      it("renames an older table of the same name, keeps its rows and adopts none", async () => {
        await run("down")
        await sql(LEGACY)
        await sql("INSERT INTO customer_meta (customer_id, account_type, is_verified) VALUES ('cus_old', 'business', true)")

        await run("up")

        expect(await sql("SELECT id, customer_id, is_verified FROM customer_meta_legacy")).toEqual([
          { id: 1, customer_id: "cus_old", is_verified: true },
        ])
        expect(await sql("SELECT id FROM customer_meta")).toEqual([])
        expect(await service.getCustomerMetaByCustomerId("cus_old")).toBeNull()
        await service.recordSync(syncInput())
        await sql("INSERT INTO customer_meta_legacy (customer_id) VALUES ('cus_older')")
      })

      it("restores the older table's name when it is reverted", async () => {
        await run("down")
        await sql(LEGACY)
        await run("up")
        await run("down")

        expect(await sql("SELECT count(*)::int AS count FROM customer_meta")).toEqual([{ count: 0 }])
        expect(await sql("SELECT to_regclass('customer_meta_legacy') AS legacy")).toEqual([{ legacy: null }])
      })

      it("can run twice", async () => {
        const { record } = await service.recordSync(syncInput())

        await run("up")

        expect(await service.getCustomerMetaByCustomerId(record.customer_id)).toEqual(record)
      })

      it("refuses to choose between two older tables", async () => {
        await run("down")
        await sql(LEGACY)
        await sql("CREATE TABLE customer_meta_legacy (id int)")

        await expect(run("up")).rejects.toThrow(/customer_meta_legacy exist/)
        expect(await sql("SELECT count(*)::int AS count FROM customer_meta")).toEqual([{ count: 0 }])
      })
    })
  },
})
