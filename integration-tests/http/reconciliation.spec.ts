/** @own-app */
import timers from "node:timers/promises"
import type { ClerkUserJson, Fault } from "clerk-stand-in"
import { Modules } from "@medusajs/framework/utils"
import { createCustomerGroupsWorkflow, linkCustomersToCustomerGroupWorkflow } from "@medusajs/medusa/core-flows"
import { CUSTOMER_ROLE_MODULE } from "../../src/modules/customer-role"
import type { ReconciliationRecord } from "../../src/modules/customer-role/types"
import type { ReconcileRolesOptions } from "../../src/workflows/customer-role"
import { fromBuiltPlugin } from "../helpers/built-plugin"
import { BUSINESS_GROUP } from "../helpers/catalogue"
import { eventually } from "../helpers/eventually"
import { seedInStep, WRITTEN_INDIVIDUAL } from "../helpers/in-step"
import { intercept, restoreIntercepted } from "../helpers/intercept"
import { describeShop, type SyncedCustomer } from "../helpers/shop"
import { stopTimetable } from "../helpers/timetable"

/** All that a reconciliation could write to but its own notes. */
const TABLES = [
  "customer", "customer_group", "customer_group_customer", "auth_identity", "provider_identity", "customer_meta", "customer_role_event",
  "clerk_user_tombstone", "clerk_write_back", "clerk_webhook_delivery", "notification",
]

const PAGE = 500
const USERS_PAGE = /^\/v1\/users$/
const SINGLE_USER = /^\/v1\/users\/user_/

type ShownDifference = { clerk_user_id: string; customer_id: string | null; kind: string; reason: string | null }

describeShop("Reconciliation with Clerk", { plugin: { reconciliation: { everyHours: 24 } } }, (shop) => {
  const service = () => shop.container.resolve(CUSTOMER_ROLE_MODULE)
  const customers = () => shop.container.resolve(Modules.CUSTOMER)
  const reconcile = (options?: ReconcileRolesOptions): Promise<ReconciliationRecord> =>
    fromBuiltPlugin<typeof import("../../src/workflows/customer-role")>("workflows/customer-role").reconcileRoles(shop.container, options)
  const job = async () => {
    const { default: reconcileWhenDue } = fromBuiltPlugin<typeof import("../../src/jobs/reconcile-roles")>("jobs/reconcile-roles")
    await reconcileWhenDue(shop.container)
  }
  const writeBack = async () => {
    const { default: writeBackWhatIsDue } = fromBuiltPlugin<typeof import("../../src/jobs/write-back-roles")>("jobs/write-back-roles")
    await writeBackWhatIsDue(shop.container)
  }

  /** Every row with the transaction that wrote it last. */
  const everything = async (): Promise<Record<string, unknown[]>> => {
    const contents: Record<string, unknown[]> = {}
    for (const table of TABLES) {
      contents[table] = await shop.rows(`SELECT xmin::text AS written_in, t.* FROM ${table} t ORDER BY to_jsonb(t)::text`)
    }
    return contents
  }
  const differences = () =>
    shop.rows<ShownDifference>("SELECT clerk_user_id, customer_id, kind, reason FROM clerk_difference ORDER BY kind, clerk_user_id")
  const shown = async () => {
    type Shown = { differences: ShownDifference[]; reconciliation: ReconciliationRecord }
    const { body } = await shop.get<Shown>("/admin/customers/role-sync?limit=100", { token: shop.admin.token })
    return body
  }
  const recordOf = async ({ id }: { id: string }) => {
    const [row] = await shop.rows("SELECT * FROM customer_meta WHERE clerk_user_id = ? ORDER BY deleted_at NULLS FIRST", [id])
    return row
  }
  const liveRecordOf = async ({ id }: { id: string }) => {
    const [row] = await shop.rows("SELECT * FROM customer_meta WHERE clerk_user_id = ? AND deleted_at IS NULL", [id])
    return row
  }
  const liveRecords = async () => (await shop.rows("SELECT id FROM customer_meta WHERE deleted_at IS NULL")).length
  const reconciliations = () => shop.rows("SELECT id, status, reason FROM clerk_reconciliation ORDER BY created_at, id")
  const liveClerkUsers = async () => {
    const rows = await shop.rows<{ clerk_user_id: string }>("SELECT clerk_user_id FROM customer_meta WHERE deleted_at IS NULL")
    return new Set(rows.map(({ clerk_user_id }) => clerk_user_id))
  }
  /** Pages that were asked for, however many attempts each took. */
  let pages: jest.SpyInstance
  const pagesRead = () => pages.mock.calls.length
  const singleReads = () => shop.clerk.requests.list().filter(({ method, path }) => method === "GET" && SINGLE_USER.test(path)).length
  const settled = async () => {
    await shop.events.settle()
    await eventually(async () => expect(await shop.rows("SELECT 1 FROM clerk_write_back WHERE attempts = 0")).toEqual([]))
    await shop.events.settle()
  }

  /** Waits are noted instead of waited; gives them in milliseconds. */
  const withoutWaiting = (): number[] => {
    const waits: number[] = []
    jest.spyOn(timers, "setTimeout").mockImplementation((milliseconds, value) => {
      waits.push(milliseconds ?? 0)
      return Promise.resolve(value as never)
    })
    return waits
  }

  beforeAll(stopTimetable)
  beforeEach(() => {
    // The database is new for each test, and Clerk has to be.
    for (const { id } of shop.clerk.users.list()) {
      shop.clerk.users.delete(id)
    }
    shop.clerk.requests.reset()
    pages = jest.spyOn(fromBuiltPlugin<typeof import("../../src/clerk/users-page")>("clerk/users-page"), "fetchUsersPage")
  })
  afterEach(async () => {
    jest.restoreAllMocks()
    restoreIntercepted()
    shop.clerk.faults.set(null)
    await shop.rows("DELETE FROM clerk_write_back")
    await writeBack()
  })

  describe("Where everything is in step", () => {
    const allKinds = async () => {
      await shop.synced()
      await shop.synced({ account_type: "individual", first_name: "Ada" })
      for (const decision of ["pending", "verified", "rejected", "revoked"] as const) {
        await shop.syncedBusiness(decision)
      }
      const banned = await shop.synced()
      await shop.webhook("user.updated", shop.clerk.users.ban(banned.user.id))
      await settled()
    }

    it("notes the newest versions and writes nothing else", async () => {
      await allKinds()
      const before = await everything()
      shop.events.reset()

      const { status, counts } = await reconcile()

      expect({ status, counts }).toMatchObject({ status: "completed", counts: { total: 7, users: 7, equal: 7, different: 0, mended: 0, closed: 0 } })
      const { customer_meta: records, ...rest } = await everything()
      const { customer_meta: recordsBefore, ...restBefore } = before
      const withoutVersion = (rows: unknown[]) => rows.map((row) => ({ ...(row as object), written_in: null, clerk_updated_at: null }))
      expect(withoutVersion(records)).toEqual(withoutVersion(recordsBefore))
      expect(rest).toEqual(restBefore)
      for (const { id, updated_at } of shop.clerk.users.list()) {
        expect(await recordOf({ id })).toMatchObject({ clerk_updated_at: new Date(updated_at) })
      }
      await shop.events.settle()
      expect(shop.events.list("")).toEqual([{ name: "harness.settled", data: expect.anything() }])
    })

    it("writes nothing at all the second time", async () => {
      await allKinds()
      await reconcile()
      const before = await everything()
      shop.clerk.requests.reset()

      const { counts } = await reconcile()

      expect(counts).toMatchObject({ users: 7, equal: 7, different: 0, mended: 0, closed: 0 })
      expect(await everything()).toEqual(before)
      expect(await differences()).toEqual([])
      expect(shop.clerk.requests.list().every(({ method }) => method === "GET")).toBe(true)
      expect(counts.requests).toBe(shop.clerk.requests.count())
    })

    it("takes a business for a member that an admin had put into the group before", async () => {
      const business = await shop.syncedBusiness("pending")
      const { result: groups } = await createCustomerGroupsWorkflow(shop.container).run({ input: { customersData: [{ name: BUSINESS_GROUP }] } })
      await linkCustomersToCustomerGroupWorkflow(shop.container).run({ input: { id: groups[0].id, add: [business.id] } })
      await shop.verifyBusiness(business.id)
      await settled()
      await reconcile()
      const before = await everything()

      expect((await reconcile()).counts).toMatchObject({ users: 1, equal: 1, different: 0 })
      expect(await everything()).toEqual(before)
    })

    it("is done with where there is nobody at all", async () => {
      expect(await reconcile()).toMatchObject({ status: "completed", counts: { total: 0, users: 0 } })
    })
  })

  describe("What a lost webhook would have brought", () => {
    const mended = async (closed = 0) => {
      const { status, counts } = await reconcile()
      expect({ status, different: counts.different, mended: counts.mended, closed: counts.closed }).toEqual({
        status: "completed",
        different: 1,
        mended: 1 - closed,
        closed,
      })
      await settled()
      expect(await differences()).toEqual([])
      const again = await reconcile()
      expect(again.counts).toMatchObject({ different: 0, mended: 0, closed: 0 })
    }

    it("user.created: he gets his customer and his application, and the shop is told", async () => {
      const user = shop.clerkUser({ account_type: "business", company: "Cedar", email: "new@example.com" })
      shop.events.reset()

      await mended()

      expect(await liveRecordOf(user)).toMatchObject({ account_type: "business", company_name: "Cedar", verification_status: "pending" })
      expect(await customers().listCustomers({ email: "new@example.com" })).toMatchObject([{ has_account: true }])
      expect(shop.events.list().map(({ name }) => name)).toEqual(["customer_role.created", "customer_role.pending"])
      expect(shop.clerk.users.get(user.id)?.public_metadata.customerRole).toMatchObject({ verificationStatus: "pending" })
      expect(await shop.rows("SELECT type, actor_type FROM customer_role_event")).toEqual([{ type: "created", actor_type: "system" }])
    })

    it("user.updated with another claim: a verified business is pending again", async () => {
      const { id, user } = await shop.syncedBusiness("verified")
      await settled()
      shop.clerk.users.update(user.id, { unsafe_metadata: { accountType: "business", company: "Cedar AG", tax_id: "DE123456789" } })

      await mended()

      expect(await shop.metaOf(id)).toMatchObject({ company_name: "Cedar AG", verification_status: "pending" })
      expect(await shop.groupNamesOf(id)).toEqual([])
    })

    it("user.updated with a ban, and later with its end", async () => {
      const { user, token } = await shop.synced()
      await settled()
      shop.clerk.users.ban(user.id)
      await mended()
      expect(await shop.get("/store/customers/me", { token })).toMatchObject({ status: 403, body: { code: "account_disabled" } })

      shop.clerk.users.unban(user.id)
      await mended()
      expect((await shop.get("/store/customers/me", { token })).status).toBe(200)
    })

    it("user.updated with another e-mail address: the customer follows", async () => {
      const { id, user } = await shop.synced()
      await settled()
      shop.clerk.users.update(user.id, { email: "moved@example.com" })

      await mended()

      expect(await customers().retrieveCustomer(id)).toMatchObject({ email: "moved@example.com" })
      expect(await shop.historyOf(id)).toEqual(["created", "email_changed"])
    })

    it("user.deleted: his record is closed for good, and he is out of the group", async () => {
      await shop.synced()
      const { id, user, token } = await shop.syncedBusiness("verified")
      await settled()
      shop.clerk.users.delete(user.id)
      shop.clerk.requests.reset()

      await mended(1)

      expect(await liveRecordOf(user)).toBeUndefined()
      expect(await shop.groupNamesOf(id)).toEqual([])
      expect(await shop.rows("SELECT clerk_user_id FROM clerk_user_tombstone")).toEqual([{ clerk_user_id: user.id }])
      expect(await shop.post("/store/customers/sync-role", { token })).toMatchObject({ status: 403, body: { code: "account_disabled" } })
      // Clerk has said so of him alone.
      expect(singleReads()).toBe(1)
    })

    it("user.deleted of somebody without a record: nothing is left to do", async () => {
      const user = shop.clerkUser({ email_verified: false })
      await reconcile()
      expect(await differences()).toMatchObject([{ clerk_user_id: user.id, kind: "missing", reason: "email_unverified" }])
      shop.clerk.users.delete(user.id)

      expect((await reconcile()).counts).toMatchObject({ users: 0, different: 0 })
      expect(await differences()).toEqual([])
    })

    it("customer.deleted of Medusa: the record is closed, and not revived", async () => {
      const { id, user, token } = await shop.synced()
      await settled()
      await shop.rows("UPDATE customer SET deleted_at = now() WHERE id = ?", [id])

      await mended(1)
      expect(await liveRecordOf(user)).toBeUndefined()
      expect(await shop.rows("SELECT * FROM clerk_user_tombstone")).toEqual([])

      await shop.webhook("user.updated", shop.clerk.users.update(user.id, { first_name: "Ada" }))
      expect((await reconcile()).counts).toMatchObject({ users: 1, equal: 1 })
      expect(await liveRecordOf(user)).toBeUndefined()

      // He alone can begin anew.
      expect(await shop.post("/store/customers/sync-role", { token })).toMatchObject({ status: 200, body: { created: true } })
      expect(await liveRecordOf(user)).toMatchObject({ account_type: "individual" })
    })

    it("customer.deleted of Medusa, and then user.updated comes first: not revived either", async () => {
      const { id, user, token } = await shop.synced()
      await settled()
      await shop.rows("UPDATE customer SET deleted_at = now() WHERE id = ?", [id])

      await shop.webhook("user.updated", shop.clerk.users.update(user.id, { first_name: "Ada" }))

      expect(await customers().listCustomers({ email: user.email_addresses[0].email_address })).toEqual([])
      expect(await liveRecordOf(user)).toBeUndefined()
      expect(await shop.post("/store/customers/sync-role", { token })).toMatchObject({ status: 200, body: { created: true } })
    })

    it("customer.deleted of Medusa in its own time: likewise not revived", async () => {
      const { id, user } = await shop.synced()
      await settled()
      expect((await shop.delete(`/admin/customers/${id}`, { token: shop.admin.token })).status).toBe(200)
      await eventually(async () => expect(await liveRecordOf(user)).toBeUndefined())

      expect((await reconcile()).counts).toMatchObject({ users: 1, equal: 1, different: 0 })
      expect(await liveRecordOf(user)).toBeUndefined()
    })
  })

  describe("What a crash has left", () => {
    const mended = async () => {
      expect((await reconcile()).counts).toMatchObject({ different: 1, mended: 1 })
      await settled()
      expect((await reconcile()).counts).toMatchObject({ different: 0 })
    }

    it("a verified business outside its group: he joins it", async () => {
      const { id } = await shop.syncedBusiness("verified")
      await settled()
      await shop.rows("DELETE FROM customer_group_customer WHERE customer_id = ?", [id])

      await mended()

      expect(await shop.groupNamesOf(id)).toEqual([BUSINESS_GROUP])
    })

    it("a verified business who never came to joining it: he joins it", async () => {
      const { id } = await shop.syncedBusiness("verified")
      await settled()
      await shop.rows("DELETE FROM customer_group_customer WHERE customer_id = ?", [id])
      await shop.rows("UPDATE customer_meta SET customer_group_id = NULL WHERE customer_id = ?", [id])
      await shop.rows("UPDATE customer_group SET deleted_at = now()")

      await mended()

      expect(await shop.groupNamesOf(id)).toEqual([BUSINESS_GROUP])
    })

    it("a member who is verified no more: he leaves it", async () => {
      const { id } = await shop.syncedBusiness("verified")
      await settled()
      intercept(customers(), "removeCustomerFromGroup", () => {
        throw new Error("The process dies here")
      })
      intercept(service(), "undoChange", () => {
        throw new Error("The process is dead")
      })
      await shop.post("/admin/customers/verify", { token: shop.admin.token, body: { customer_id: id, is_verified: false } })
      restoreIntercepted()
      await shop.rows("DELETE FROM clerk_write_back")
      expect(await shop.metaOf(id)).toMatchObject({ is_verified: false })
      expect(await shop.groupNamesOf(id)).toEqual([BUSINESS_GROUP])

      expect((await reconcile()).counts).toMatchObject({ different: 1, mended: 1 })

      expect(await shop.groupNamesOf(id)).toEqual([])
    })

    it("a member of the group of another name that the shop used before: he changes over", async () => {
      const { id } = await shop.syncedBusiness("verified")
      await settled()
      await shop.rows("UPDATE customer_group SET name = 'The old name'")

      await mended()

      expect(await shop.groupNamesOf(id)).toEqual([BUSINESS_GROUP])
    })

    it("a deleted user who is still a member: he leaves the group", async () => {
      await shop.synced()
      const { id, user } = await shop.syncedBusiness("verified")
      await settled()
      intercept(customers(), "removeCustomerFromGroup", () => {
        throw new Error("The process dies here")
      })
      const { body, headers } = shop.clerk.webhooks.build("user.deleted", shop.clerk.users.delete(user.id))
      expect((await shop.post("/hooks/clerk", { rawBody: body, headers })).status).toBeGreaterThanOrEqual(500)
      restoreIntercepted()
      expect(await shop.groupNamesOf(id)).toEqual([BUSINESS_GROUP])

      await reconcile()

      expect(await shop.groupNamesOf(id)).toEqual([])
    })

    it.each([
      ["nothing", {}],
      ["an older outcome", { customerRole: { accountType: "business", isVerified: true, verificationStatus: "verified" } }],
    ])("%s where Clerk should have the outcome: it is written", async (_name, public_metadata) => {
      const { user } = await shop.syncedBusiness("revoked")
      await settled()
      shop.clerk.users.update(user.id, { public_metadata: { ...public_metadata, plan: "gold" } })

      expect((await reconcile()).counts).toMatchObject({ different: 1, mended: 1 })
      await writeBack()

      expect(shop.clerk.users.get(user.id)?.public_metadata).toMatchObject({ plan: "gold", customerRole: { verificationStatus: "revoked" } })
      expect((await reconcile()).counts).toMatchObject({ different: 0 })
    })
  })

  describe("What cannot be mended", () => {
    it("a refused claim is noted, shown, not tried again, and gone once the user has corrected it", async () => {
      const { id, user } = await shop.synced()
      await settled()
      shop.clerk.users.update(user.id, { unsafe_metadata: { accountType: "wholesaler" } })
      const reason = expect.stringContaining("accountType")

      expect((await reconcile()).counts).toMatchObject({ different: 1, mended: 0 })
      expect((await shown()).differences).toEqual([expect.objectContaining({ clerk_user_id: user.id, customer_id: id, kind: "claim", reason })])
      const history = await shop.historyOf(id)
      expect(history).toEqual(["created", "claim_refused"])

      expect((await reconcile()).counts).toMatchObject({ different: 1, mended: 0 })
      expect(await shop.historyOf(id)).toEqual(history)
      expect((await shown()).differences).toHaveLength(1)

      shop.clerk.users.update(user.id, { unsafe_metadata: { accountType: "business" } })
      expect((await reconcile()).counts).toMatchObject({ different: 1, mended: 1 })
      expect((await shown()).differences).toEqual([])
    })

    it("an e-mail address of another customer is noted, and followed once it is free", async () => {
      const other = await shop.registerCustomer()
      const { id, user } = await shop.synced()
      await settled()
      shop.clerk.users.update(user.id, { email: other.email })

      expect((await reconcile()).counts).toMatchObject({ different: 1, mended: 0 })
      expect((await shown()).differences).toMatchObject([{ clerk_user_id: user.id, kind: "email", reason: "email_already_linked", customer: { id } }])
      expect((await reconcile()).counts).toMatchObject({ different: 1, mended: 0 })
      expect(await shop.historyOf(id)).toEqual(["created", "email_conflict"])

      await customers().deleteCustomers([other.id])
      expect((await reconcile()).counts).toMatchObject({ different: 1, mended: 1 })
      expect((await shown()).differences).toEqual([])
      expect(await customers().retrieveCustomer(id)).toMatchObject({ email: other.email })
    })

    it.each([
      ["without an address any more", { email: null }, "email_required"],
      ["whose address is not verified", { email: "unproved@example.com", email_verified: false }, "email_unverified"],
    ])("a user %s is noted, with the newest version seen", async (_name, change, reason) => {
      const { user } = await shop.synced()
      await settled()
      const { updated_at } = shop.clerk.users.update(user.id, change)

      expect((await reconcile()).counts).toMatchObject({ different: 1, mended: 0 })

      expect(await differences()).toMatchObject([{ clerk_user_id: user.id, kind: "email", reason }])
      expect(await liveRecordOf(user)).toMatchObject({ clerk_updated_at: new Date(updated_at) })
    })

    it.each([
      ["email_required", { email: null }],
      ["email_unverified", { email_verified: false }],
    ])("a new user is noted with %s, and taken in once that is solved", async (reason, input) => {
      const user = shop.clerkUser(input)

      expect((await reconcile()).counts).toMatchObject({ users: 1, different: 1, mended: 0 })
      const [noted] = await shop.rows("SELECT * FROM clerk_difference")
      expect(noted).toMatchObject({ clerk_user_id: user.id, customer_id: null, kind: "missing", reason })
      await reconcile()
      await reconcile({ dryRun: true })
      expect(await shop.rows("SELECT * FROM clerk_difference")).toEqual([noted])

      shop.clerk.users.update(user.id, { email: "solved@example.com", email_verified: true })
      expect((await reconcile()).counts).toMatchObject({ different: 1, mended: 1 })
      expect(await differences()).toEqual([])
      expect(await liveRecordOf(user)).toBeDefined()
    })

    it("a user whose sync fails is noted and does not keep the others waiting; the next run takes him in", async () => {
      const users = Array.from({ length: 6 }, () => shop.clerkUser())
      intercept(customers(), "createCustomers", (call) => {
        if (call === 1) {
          throw new Error("This fails on purpose")
        }
      })

      expect(await reconcile()).toMatchObject({ status: "completed", counts: { users: 6, different: 6, mended: 5 } })
      expect(await differences()).toMatchObject([{ kind: "missing", reason: "internal_error" }])
      expect(await liveRecords()).toBe(5)

      restoreIntercepted()
      expect((await reconcile()).counts).toMatchObject({ mended: expect.any(Number) })
      expect(await liveRecords()).toBe(users.length)
      expect(await differences()).toEqual([])
    })

    it("a user whose change fails is noted with his customer, until it works", async () => {
      const { id, user } = await shop.synced()
      await settled()
      shop.clerk.users.update(user.id, { unsafe_metadata: { accountType: "business" } })
      intercept(service(), "recordSync", () => {
        throw new Error("This fails on purpose")
      })

      expect((await reconcile()).counts).toMatchObject({ different: 1, mended: 0 })
      expect(await differences()).toEqual([{ clerk_user_id: user.id, customer_id: id, kind: "outdated", reason: "internal_error" }])

      restoreIntercepted()
      shop.clerk.users.update(user.id, { unsafe_metadata: {}, public_metadata: {} })
      await reconcile()
      expect(await differences()).toEqual([])
    })

    it("a deleted user whose closing fails is noted and does not keep the others waiting", async () => {
      await shop.synced()
      const deleted = [await shop.syncedBusiness("verified"), await shop.syncedBusiness("verified")]
      await settled()
      deleted.forEach(({ user }) => shop.clerk.users.delete(user.id))
      const alwaysFails = ([{ user }]: typeof deleted) => {
        const { getRecordsForGroups } = service()
        jest.spyOn(service(), "getRecordsForGroups").mockImplementation(async (customerId) => {
          const records = await getRecordsForGroups.call(service(), customerId)
          if (records.some(({ clerk_user_id }) => clerk_user_id === user.id)) {
            throw new Error("This fails on purpose")
          }
          return records
        })
      }
      alwaysFails(deleted)

      expect(await reconcile({ allowDeletions: true })).toMatchObject({ status: "completed", counts: { different: 2, closed: 1 } })
      expect(await differences()).toMatchObject([
        { clerk_user_id: deleted[0].user.id, kind: "deleted_at_clerk", reason: "internal_error" },
        { clerk_user_id: deleted[0].user.id, kind: "group", reason: "internal_error" },
      ])
      expect(await liveRecords()).toBe(1)
      expect(await shop.groupNamesOf(deleted[1].id)).toEqual([])

      jest.restoreAllMocks()
      await reconcile()
      expect(await differences()).toEqual([])
      for (const { id } of deleted) {
        expect(await shop.groupNamesOf(id)).toEqual([])
      }
    })
  })

  describe("What happens meanwhile", () => {
    it("a webhook that is newer than the page wins, and what it has noted stays", async () => {
      const { user } = await shop.synced()
      await settled()
      const onPage = shop.clerk.users.update(user.id, { unsafe_metadata: { accountType: "business", company: "Old" } })
      const newer = { ...onPage, updated_at: onPage.updated_at + 1_000, unsafe_metadata: { accountType: "wholesaler" } }
      intercept(service(), "getClerkUsers", async (call) => {
        if (call === 1) {
          await shop.webhook("user.updated", newer)
        }
      })

      await reconcile()

      expect(await liveRecordOf(user)).toMatchObject({ account_type: "individual", company_name: null, clerk_updated_at: new Date(newer.updated_at) })
      expect(await differences()).toMatchObject([{ clerk_user_id: user.id, kind: "claim" }])
    })

    it("a user who is deleted while his page is dealt with is closed, and no difference is left", async () => {
      const { user } = await shop.synced()
      await settled()
      shop.clerk.users.update(user.id, { unsafe_metadata: { accountType: "business" } })
      intercept(service(), "moveClerkVersions", async () => {
        await shop.webhook("user.deleted", shop.clerk.users.delete(user.id))
      })

      const { status } = await reconcile()

      expect(status).toBe("completed")
      expect(await liveRecordOf(user)).toBeUndefined()
      expect(await differences()).toEqual([])
    })

    it("a new user whose webhook comes at the same time gets one customer", async () => {
      const users = Array.from({ length: 5 }, () => shop.clerkUser())

      await Promise.all([reconcile(), ...users.map((user) => shop.webhook("user.created", user))])

      expect(await shop.rows("SELECT clerk_user_id FROM customer_meta")).toHaveLength(5)
      expect(await shop.rows("SELECT id FROM customer WHERE deleted_at IS NULL")).toHaveLength(5)
      expect(await differences()).toEqual([])
    })
  })

  describe("A page that lacks somebody", () => {
    it("closes nobody whom Clerk still has, and mends him all the same", async () => {
      const kept = await shop.synced()
      const lacking = await shop.synced()
      await settled()
      shop.clerk.users.update(lacking.user.id, { unsafe_metadata: { accountType: "business" } })
      shop.clerk.faults.set({ body: JSON.stringify([shop.clerk.users.get(kept.user.id)]), path: USERS_PAGE, times: 1 })

      expect(await reconcile()).toMatchObject({ status: "completed", counts: { users: 2, closed: 0, mended: 1 } })
      expect(await shop.metaOf(lacking.id)).toMatchObject({ account_type: "business" })
    })

    it.each<[string, Fault]>([
      ["a proxy's 404", { status: 404, body: "Not found" }],
      ["a proxy's 404 in JSON", { status: 404, body: '{"message":"no such route"}' }],
      ["a 404 with another of Clerk's codes", { status: 404 }],
      ["a 404 whose errors are nonsense", { status: 404, body: '{"errors":[null,{"code":5}]}' }],
      ["a 403", { status: 403 }],
      ["a 401", { status: 401 }],
    ])("and %s for him closes nobody: the run stops, and the next one goes on", async (_name, fault) => {
      await shop.synced()
      const { user } = await shop.synced()
      await settled()
      withoutWaiting()
      shop.clerk.users.delete(user.id)
      shop.clerk.faults.set({ ...fault, path: SINGLE_USER })

      await expect(reconcile()).rejects.toMatchObject({ code: "identity_provider_unavailable" })
      expect(await liveRecordOf(user)).toBeDefined()
      expect(await shop.rows("SELECT * FROM clerk_user_tombstone")).toEqual([])

      shop.clerk.faults.set(null)
      expect(await reconcile()).toMatchObject({ status: "completed", counts: { closed: 1 } })
      expect(await reconciliations()).toHaveLength(1)
    })

    it("and another user in his place closes nobody", async () => {
      const other = await shop.synced()
      const { user } = await shop.synced()
      await settled()
      shop.clerk.users.delete(user.id)
      withoutWaiting()
      shop.clerk.faults.set({ body: JSON.stringify(shop.clerk.users.get(other.user.id)), path: SINGLE_USER })

      await expect(reconcile()).rejects.toMatchObject({ code: "identity_provider_unavailable" })
      expect(await liveRecordOf(user)).toBeDefined()
    })
  })

  describe("A dry run", () => {
    const outOfStep = async () => {
      const verified = await shop.syncedBusiness("verified")
      const [changed, deleted, gone] = [await shop.synced(), await shop.synced(), await shop.synced()]
      const [refused, moved] = [await shop.synced(), await shop.synced()]
      await settled()
      await shop.rows("DELETE FROM customer_group_customer WHERE customer_id = ?", [verified.id])
      shop.clerk.users.update(verified.user.id, { public_metadata: {} })
      shop.clerk.users.update(changed.user.id, { unsafe_metadata: { accountType: "business" } })
      shop.clerk.users.delete(deleted.user.id)
      await shop.rows("UPDATE customer SET deleted_at = now() WHERE id = ?", [gone.id])
      shop.clerk.users.update(refused.user.id, { unsafe_metadata: { accountType: "wholesaler" } })
      shop.clerk.users.update(moved.user.id, { email: "moved@example.com" })
      const missing = shop.clerkUser()
      return { verified, changed, deleted, gone, refused, moved, missing }
    }
    const found = async (people: Awaited<ReturnType<typeof outOfStep>>) => {
      const { verified, changed, deleted, gone, refused, moved, missing } = people
      const difference = ({ id, user }: SyncedCustomer, kind: string, reason: unknown) => ({
        clerk_user_id: user.id,
        customer_id: id,
        kind,
        reason,
      })
      return [
        difference(refused, "claim", expect.stringContaining("accountType")),
        difference(gone, "customer_deleted", null),
        difference(deleted, "deleted_at_clerk", null),
        difference(moved, "email", "other_address"),
        difference(verified, "group", "not_a_member"),
        { clerk_user_id: missing.id, customer_id: null, kind: "missing", reason: null },
        difference(changed, "outdated", "account_type"),
        difference(verified, "write_back", null),
      ]
    }

    it("notes every difference and writes nothing else", async () => {
      const people = await outOfStep()
      const before = await everything()
      shop.events.reset()

      const { status, dry_run, counts } = await reconcile({ dryRun: true })

      expect({ status, dry_run }).toEqual({ status: "completed", dry_run: true })
      expect(counts).toMatchObject({ total: 6, users: 7, equal: 0, different: 7, mended: 0, closed: 0 })
      expect(await differences()).toEqual(await found(people))
      expect(await everything()).toEqual(before)
      await shop.events.settle()
      expect(shop.events.list()).toEqual([])
    })

    it("notes the same the second time, with the time of the first", async () => {
      const people = await outOfStep()
      await reconcile({ dryRun: true })
      const before = await shop.rows("SELECT * FROM clerk_difference ORDER BY id")

      await reconcile({ dryRun: true })

      expect(await differences()).toEqual(await found(people))
      expect(await shop.rows("SELECT * FROM clerk_difference ORDER BY id")).toEqual(before)
    })

    it("is followed by one that mends, after which only the refused claim is left", async () => {
      const { refused } = await outOfStep()
      await reconcile({ dryRun: true })

      expect(await reconcile()).toMatchObject({ dry_run: false, counts: { different: 7, mended: 4, closed: 2 } })

      expect(await differences()).toMatchObject([{ clerk_user_id: refused.user.id, kind: "claim" }])
      await settled()
      expect((await reconcile()).counts).toMatchObject({ different: 1 })
    })

    it("forgets what it had noted of somebody who is in step again", async () => {
      const { user } = await shop.synced()
      await settled()
      shop.clerk.users.ban(user.id)
      await reconcile({ dryRun: true })
      expect(await differences()).toMatchObject([{ kind: "outdated", reason: "disabled_at" }])

      shop.clerk.users.unban(user.id)
      await reconcile({ dryRun: true })

      expect(await differences()).toEqual([])
    })
  })

  describe("Since a time", () => {
    it("looks only at users whom Clerk has changed since", async () => {
      const [early] = await seedInStep(shop, 1, () => ({ created_at: 1_000, updated_at: 2_000 }))
      const [late] = await seedInStep(shop, 1, () => ({ created_at: 1_000, updated_at: 5_000 }))
      await shop.rows("UPDATE customer_meta SET account_type = 'business', verification_status = 'pending', company_name = 'Cedar'")
      await shop.rows("UPDATE customer_meta SET clerk_updated_at = '1970-01-01'")

      const { counts, since } = await reconcile({ since: new Date(5_000) })

      expect(since).toEqual(new Date(5_000))
      expect(counts).toMatchObject({ users: 1 })
      expect(await liveRecordOf(late)).toMatchObject({ clerk_updated_at: new Date(5_000) })
      expect(await liveRecordOf(early)).toMatchObject({ clerk_updated_at: new Date(0) })
    })

    it("closes nobody, whoever is missing", async () => {
      const { user } = await shop.synced()
      await settled()
      shop.clerk.users.delete(user.id)

      expect(await reconcile({ since: new Date(0) })).toMatchObject({ status: "completed", counts: { users: 0, closed: 0 } })
      expect(await liveRecordOf(user)).toBeDefined()
    })

    it("reads no page beyond the first user who is older", async () => {
      await seedInStep(shop, 3 * PAGE, (n) => ({ created_at: n + 1, updated_at: n + 1 }))

      const { counts } = await reconcile({ since: new Date(3 * PAGE - 700) })

      expect(counts).toMatchObject({ users: 701, equal: 701 })
      expect(pagesRead()).toBe(2)
    })

    it("misses nobody where users are deleted between two pages", async () => {
      const users = await seedInStep(shop, 2 * PAGE + 50, (n) => ({ created_at: n + 1, updated_at: n + 1 }))
      await shop.rows("UPDATE customer_meta SET clerk_updated_at = '1970-01-01'")
      let deleted = 0
      const onProgress = () => {
        // The newest are on the first page.
        for (let more = 0; more < 10; more++) {
          shop.clerk.users.delete(users[users.length - 1 - deleted++].id)
        }
      }

      await reconcile({ since: new Date(0), onProgress })

      const left = await shop.rows<{ clerk_user_id: string }>("SELECT clerk_user_id FROM customer_meta WHERE clerk_updated_at = '1970-01-01'")
      expect(left).toEqual([])
    })

    it("begins from the front where one was broken off: that is where the changes since are", async () => {
      const users = await seedInStep(shop, PAGE + 20, (n) => ({ created_at: n + 1, updated_at: n + 1 }))
      const controller = new AbortController()
      const broken = await reconcile({ since: new Date(0), signal: controller.signal, onProgress: () => controller.abort() })
      expect(broken).toMatchObject({ status: "interrupted", counts: { users: PAGE } })
      shop.clerk.users.update(users[0].id, { unsafe_metadata: { accountType: "business" } })

      expect(await reconcile({ since: new Date(1) })).toMatchObject({ status: "completed", counts: { mended: 1 } })

      expect(await liveRecordOf(users[0])).toMatchObject({ account_type: "business" })
    })
  })

  describe("More users than fit on a page", () => {
    it("are each compared once, also where many were created in the same millisecond", async () => {
      await seedInStep(shop, 400, (n) => ({ created_at: 1_000 + n }))
      await seedInStep(shop, 1_200, () => ({ created_at: 5_000 }))
      await seedInStep(shop, 300, (n) => ({ created_at: 6_000 + n }))
      const missing = [1_399, 5_000, 6_000, 6_299].map((created_at) =>
        shop.clerk.users.create({ created_at, email: `missing-${created_at}@example.com`, public_metadata: WRITTEN_INDIVIDUAL })
      )

      const { status, counts } = await reconcile()

      expect(status).toBe("completed")
      expect(counts).toMatchObject({ total: 1_904, users: 1_904, equal: 1_900, different: 4, mended: 4, closed: 0 })
      for (const user of missing) {
        expect(await liveRecordOf(user)).toBeDefined()
      }
    })

    it.each([PAGE - 1, PAGE, PAGE + 1, 2 * PAGE])("are all compared where there are %d", async (count) => {
      await seedInStep(shop, count, (n) => ({ created_at: n + 1 }))

      expect((await reconcile()).counts).toMatchObject({ total: count, users: count, equal: count })
    })

    it("are all compared where exactly a page of them was created in the same millisecond", async () => {
      await seedInStep(shop, PAGE, () => ({ created_at: 1_000 }))
      await seedInStep(shop, PAGE, () => ({ created_at: 1_001 }))

      expect((await reconcile()).counts).toMatchObject({ total: 2 * PAGE, users: 2 * PAGE, equal: 2 * PAGE })
    })

    it("are all compared although some are deleted and created between two pages", async () => {
      const users = await seedInStep(shop, 1_600, (n) => ({ created_at: n + 1 }))
      const newcomers: ClerkUserJson[] = []
      const deleted: ClerkUserJson[] = []
      const remove = (from: number, count: number) => {
        for (const user of users.slice(from, from + count)) {
          shop.clerk.users.delete(user.id)
          deleted.push(user)
        }
      }
      let page = 0
      const onProgress = ({ position }: ReconciliationRecord) => {
        page += 1
        if (page === 1) {
          // On the page before, over its edge, and further on.
          remove(10, 20)
          remove(PAGE - 10, 20)
          remove(1_200, 5)
        }
        if (page <= 3 && position.phase === "users") {
          newcomers.push(shop.clerk.users.create({ email: `newcomer-${page}@example.com`, created_at: 10_000 + page }))
          // One whose time of creation lies behind us is found by the next run.
          shop.clerk.users.update(users[1_599].id, { first_name: `Page ${page}` })
        }
      }

      const { counts } = await reconcile({ onProgress })

      expect(counts).toMatchObject({ mended: newcomers.length })
      for (const newcomer of newcomers) {
        expect(await liveRecordOf(newcomer)).toBeDefined()
      }
      const live = await liveClerkUsers()
      // Those who were seen before they were deleted are left to the next run.
      await reconcile({ allowDeletions: true })
      const later = await liveClerkUsers()
      const atClerk = shop.clerk.users.list().map(({ id }) => id)
      expect(atClerk.filter((id) => !live.has(id))).toEqual([])
      expect([...later].sort()).toEqual(atClerk.sort())
      expect(deleted.filter(({ id }) => live.has(id))).toHaveLength(30)
    })
  })

  describe("Where many are missing at Clerk", () => {
    /** The newest, who are asked for first, are there. */
    const ofAnotherInstance = async (count: number, known: number) => {
      await seedInStep(shop, known, (n) => ({ id: `user_new_${n}`, created_at: 1_000 + n }))
      const users = await seedInStep(shop, count, (n) => ({ id: `user_gone_${n}`, created_at: n + 1 }))
      users.forEach(({ id }) => shop.clerk.users.delete(id))
    }

    it("and none of the shop's newest is there, it does nothing at all: it does not take in another instance's users", async () => {
      await ofAnotherInstance(25, 0)
      shop.clerkUser()
      const before = await everything()

      expect(await reconcile()).toMatchObject({ status: "failed", reason: "too_many_missing", counts: { users: 0 } })
      expect(await reconcile({ since: new Date(0) })).toMatchObject({ status: "failed", reason: "too_many_missing" })
      expect(await everything()).toEqual(before)

      expect(await reconcile({ allowDeletions: true })).toMatchObject({ status: "completed", counts: { mended: 1, closed: 25 } })
    })

    it("it stops and closes nothing: the secret key may be another instance's", async () => {
      await ofAnotherInstance(30, 100)

      expect(await reconcile()).toMatchObject({ status: "failed", reason: "too_many_missing", counts: { users: 100, closed: 0 } })

      expect(await liveRecords()).toBe(130)
      expect(await shop.rows("SELECT * FROM clerk_user_tombstone")).toEqual([])
      expect(singleReads()).toBe(0)
      expect((await shown()).reconciliation).toMatchObject({ status: "failed", reason: "too_many_missing" })
    })

    it("it closes them where that is allowed", async () => {
      await ofAnotherInstance(30, 100)
      await reconcile()

      expect(await reconcile({ allowDeletions: true })).toMatchObject({ status: "completed", counts: { closed: 30 } })
      expect(await liveRecords()).toBe(100)
    })

    it("it closes up to twenty of them by itself", async () => {
      await ofAnotherInstance(20, 30)

      expect(await reconcile()).toMatchObject({ status: "completed", counts: { closed: 20 } })
    })

    it("it closes up to a tenth of them by itself", async () => {
      await ofAnotherInstance(30, 270)

      expect(await reconcile()).toMatchObject({ status: "completed", counts: { closed: 30 } })
    })

    it.each([2, 15])("it stops where of %d nobody is left, however few that is", async (count) => {
      await ofAnotherInstance(count, 0)
      shop.clerkUser()

      expect(await reconcile()).toMatchObject({ status: "failed", reason: "too_many_missing" })
      expect(await shop.rows("SELECT * FROM clerk_user_tombstone")).toEqual([])
    })

    it("a secret key that Clerk refuses closes nothing", async () => {
      await ofAnotherInstance(3, 3)
      shop.clerk.faults.set({ status: 401 })

      await expect(reconcile()).rejects.toMatchObject({ code: "identity_provider_unavailable" })
      expect(await liveRecords()).toBe(6)
    })
  })

  describe("Two at once", () => {
    it("one is busy, and nothing is done twice", async () => {
      const users = Array.from({ length: 8 }, () => shop.clerkUser())

      const results = await Promise.allSettled([reconcile(), reconcile(), reconcile({ dryRun: true })])

      expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1)
      for (const result of results) {
        expect(result.status === "fulfilled" || result.reason).toEqual(result.status === "fulfilled" || expect.objectContaining({ code: "busy" }))
      }
      expect(await reconciliations()).toMatchObject([{ status: "completed" }])
      expect(await liveRecords()).toBeLessThanOrEqual(users.length)
    })

    it("one waits for the other where it is told to", async () => {
      shop.clerkUser()
      shop.clerk.faults.set({ delayMs: 300, times: 1 })
      const first = reconcile()
      await eventually(async () => expect(await reconciliations()).toHaveLength(1))

      expect(await reconcile({ waitSeconds: 30 })).toMatchObject({ status: "completed", counts: { equal: 1 } })
      expect(await first).toMatchObject({ status: "completed", counts: { mended: 1 } })
    })

    it("a second one is busy while a page takes long, as the first says that it lives", async () => {
      shop.clerkUser()
      shop.clerk.faults.set({ delayMs: 6_500, path: USERS_PAGE, times: 1 })
      const first = reconcile()
      await eventually(async () => expect(await reconciliations()).toHaveLength(1))
      await shop.rows("UPDATE clerk_reconciliation SET leased_until = now() + interval '1 second'")

      await eventually(async () => {
        expect(await shop.rows("SELECT 1 FROM clerk_reconciliation WHERE leased_until > now() + interval '10 seconds'")).toHaveLength(1)
      })
      await expect(reconcile()).rejects.toMatchObject({ code: "busy" })
      expect(await first).toMatchObject({ status: "completed" })
    })
  })

  describe("Broken off", () => {
    const PAGES = 4
    const manyInStep = () => seedInStep(shop, PAGES * PAGE - 100, (n) => ({ created_at: n + 1 }))
    const abortAfter = (pages: number): ReconcileRolesOptions => {
      const controller = new AbortController()
      let page = 0
      return { signal: controller.signal, onProgress: () => void (++page === pages && controller.abort()) }
    }

    it("by its signal, it gives what it has done, and the next one goes on from there: no page is read twice", async () => {
      await manyInStep()

      expect(await reconcile(abortAfter(2))).toMatchObject({ status: "interrupted", counts: { users: 2 * PAGE - 1 }, finished_at: null })
      expect((await shown()).reconciliation).toMatchObject({ status: "interrupted", counts: { users: 2 * PAGE - 1 } })
      const { status, counts } = await reconcile()

      // A page begins with what the one before ended with.
      expect({ status, counts }).toMatchObject({ status: "completed", counts: { users: PAGES * PAGE - 100 } })
      expect(pagesRead()).toBe(PAGES)
      expect(counts.requests).toBe(shop.clerk.requests.count())
      expect(await reconciliations()).toMatchObject([{ status: "completed" }])
    })

    it("again and again, it comes to its end", async () => {
      await manyInStep()
      let last: ReconciliationRecord | undefined
      for (let attempt = 0; attempt < 10 && last?.status !== "completed"; attempt++) {
        last = await reconcile(abortAfter(1))
      }

      expect(last).toMatchObject({ status: "completed", counts: { closed: 0 } })
      expect(pagesRead()).toBe(PAGES)
      expect(await reconciliations()).toHaveLength(1)
    })

    it("among the records, it goes on there and asks for nobody twice", async () => {
      await seedInStep(shop, 300)
      const gone = await seedInStep(shop, 150)
      gone.forEach(({ id }) => shop.clerk.users.delete(id))

      expect(await reconcile({ ...abortAfter(2), allowDeletions: true })).toMatchObject({ status: "interrupted", counts: { closed: 100 } })
      expect(await reconcile({ allowDeletions: true })).toMatchObject({ status: "completed", counts: { closed: 150, users: 450 } })

      expect(singleReads()).toBe(150)
      expect(pagesRead()).toBe(1)
    })

    it("while it waits for Clerk, it stops at once", async () => {
      await seedInStep(shop, 1)
      shop.clerk.faults.set({ status: 429, headers: { "retry-after": "60" } })
      const controller = new AbortController()
      const running = reconcile({ signal: controller.signal })
      await eventually(() => expect(shop.clerk.requests.count()).toBeGreaterThan(0))

      controller.abort()

      expect(await running).toMatchObject({ status: "interrupted" })
    })

    it("before it has begun, it does nothing", async () => {
      shop.clerkUser()

      expect(await reconcile({ signal: AbortSignal.abort() })).toMatchObject({ status: "interrupted", counts: { users: 0 } })
      expect(await liveRecords()).toBe(0)
    })

    it("by the end of its process, another one takes over when nothing has been heard of it for a while", async () => {
      await manyInStep()
      let revive: () => void = () => undefined
      const dead = new Promise<void>((resolve) => {
        revive = resolve
      })
      intercept(service().reconciliations, "keep", () => {
        throw new Error("The process is dead")
      })
      intercept(service().reconciliations, "advance", (call) => (call === 3 ? dead : undefined))
      const killed = reconcile()
      killed.catch(() => undefined)
      await eventually(() => expect(pagesRead()).toBe(3))
      await expect(reconcile()).rejects.toMatchObject({ code: "busy" })

      await shop.rows("UPDATE clerk_reconciliation SET leased_until = now() - interval '1 second'")
      expect((await shown()).reconciliation).toMatchObject({ status: "interrupted" })
      restoreIntercepted()
      const taken = await reconcile()

      expect(taken).toMatchObject({ status: "completed", counts: { users: PAGES * PAGE - 100, equal: PAGES * PAGE - 100 } })
      // The page that was not noted as done is read again, and no other.
      expect(pagesRead()).toBe(PAGES + 1)

      revive()
      await expect(killed).rejects.toMatchObject({ code: "busy" })
      expect((await shown()).reconciliation).toMatchObject({ id: taken.id, status: "completed" })
    })

    it("in a dry run, it is not gone on with by one that mends", async () => {
      await manyInStep()
      await reconcile({ ...abortAfter(2), dryRun: true })

      expect(await reconcile()).toMatchObject({ dry_run: false, counts: { users: PAGES * PAGE - 100 } })
      expect(await reconciliations()).toMatchObject([{ status: "failed", reason: "superseded" }, { status: "completed" }])
    })

    it("more than a day ago, it begins anew: too much may have changed behind it", async () => {
      await manyInStep()
      await reconcile(abortAfter(2))
      await shop.rows("UPDATE clerk_reconciliation SET created_at = now() - interval '30 hours', updated_at = now() - interval '25 hours'")

      expect(await reconcile()).toMatchObject({ status: "completed", counts: { users: PAGES * PAGE - 100 } })
      expect(await reconciliations()).toMatchObject([{ status: "failed", reason: "superseded" }, { status: "completed" }])
    })
  })

  describe("Where Clerk is troubled in the middle", () => {
    const twoPages = () => seedInStep(shop, PAGE + 100, (n) => ({ created_at: n + 1 }))
    const troubledAfterThePage = (fault: Fault): ReconcileRolesOptions => {
      let page = 0
      return { onProgress: () => void (++page === 1 && shop.clerk.faults.set({ path: USERS_PAGE, ...fault })) }
    }

    it.each<[string, Fault, number[]]>([
      ["429 and when to come again", { status: 429, headers: { "retry-after": "7" }, times: 2 }, [7_000, 7_000]],
      ["429 and far too long", { status: 429, headers: { "retry-after": "86400" }, times: 1 }, [300_000]],
      ["429 and nothing else", { status: 429, times: 1 }, [1_000]],
      ["500 for a while", { status: 500, times: 4 }, [1_000, 2_000, 4_000, 8_000]],
      ["503 and when to come again", { status: 503, headers: { "retry-after": "20" }, times: 1 }, [20_000]],
      ["closed connections", { closeConnection: true, times: 2 }, [1_000, 2_000]],
      ["JSON that is none", { body: "[{", times: 2 }, [1_000, 2_000]],
      ["a page of HTML", { body: "<html>", headers: { "content-type": "text/html" }, times: 1 }, [1_000]],
      ["an object instead of a list", { body: "{}", times: 1 }, [1_000]],
      ["a list of something else", { body: '[{"object":"user"},{"id":5}]', times: 1 }, [1_000]],
    ])("by %s, it waits and goes on", async (_name, fault, expected) => {
      await twoPages()
      const waits = withoutWaiting()

      const { status, counts } = await reconcile(troubledAfterThePage(fault))

      expect({ status, counts }).toMatchObject({ status: "completed", counts: { users: PAGE + 100, equal: PAGE + 100, closed: 0 } })
      expect(waits).toEqual(expected)
      expect(counts.requests).toBe(shop.clerk.requests.count())
    })

    it("by a page that does not come within a minute, it asks again", async () => {
      await twoPages()
      const waits: number[] = []
      // The stand-in waits by the same clock, so it hangs for good here.
      const hang = new Promise<never>(() => undefined)
      jest.spyOn(timers, "setTimeout").mockImplementation((milliseconds, value) => {
        waits.push(milliseconds ?? 0)
        return milliseconds === 3_600_000 ? hang : Promise.resolve(value as never)
      })
      const { setTimeout: later } = globalThis
      const soon = (handler: () => void, milliseconds?: number): NodeJS.Timeout =>
        later(handler, milliseconds === 60_000 && String(handler).includes("did not answer in time") ? 2_000 : milliseconds)
      jest.spyOn(globalThis, "setTimeout").mockImplementation(Object.assign(soon, { __promisify__: later.__promisify__ }))

      const { status, counts } = await reconcile(troubledAfterThePage({ delayMs: 3_600_000, times: 1 }))

      expect({ status, counts }).toMatchObject({ status: "completed", counts: { users: PAGE + 100 } })

      expect(waits).toEqual([3_600_000, 1_000])
    })

    it("for good, it is interrupted after its last attempt, and the next one goes on", async () => {
      await twoPages()
      const waits = withoutWaiting()

      await expect(reconcile(troubledAfterThePage({ status: 500 }))).rejects.toMatchObject({ code: "identity_provider_unavailable" })

      expect(waits).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000])
      expect((await shown()).reconciliation).toMatchObject({ status: "interrupted", counts: { users: PAGE }, finished_at: null })
      shop.clerk.faults.set(null)
      pages.mockClear()
      expect(await reconcile()).toMatchObject({ status: "completed", counts: { users: PAGE + 100 } })
      expect(pagesRead()).toBe(1)
    })

    it("by refusing us, it does not insist", async () => {
      await twoPages()
      const waits = withoutWaiting()

      await expect(reconcile(troubledAfterThePage({ status: 401 }))).rejects.toMatchObject({ code: "identity_provider_unavailable" })
      expect(waits).toEqual([])
    })

    it("by one user who is none, the others are compared and it is said that it stays so", async () => {
      const users = await twoPages()
      withoutWaiting()
      const odd = shop.clerk.users.list().slice(0, 3).map((user, n) => (n === 1 ? { ...user, updated_at: "yesterday" } : user))

      await expect(reconcile(troubledAfterThePage({ body: JSON.stringify(odd) }))).rejects.toMatchObject({ code: "identity_provider_unavailable" })
      expect(await liveRecords()).toBe(users.length)
    })
  })

  describe("The job", () => {
    const past = (interval: string) =>
      shop.rows("UPDATE clerk_reconciliation SET created_at = created_at - ?::interval, updated_at = updated_at - ?::interval", [
        interval,
        interval,
      ])
    const asked = async (): Promise<boolean> => {
      pages.mockClear()
      await job()
      return pagesRead() > 0
    }

    it("compares at once where nothing was ever compared, and then once a day", async () => {
      shop.clerkUser()

      expect(await asked()).toBe(true)
      expect(await liveRecords()).toBe(1)
      expect(await asked()).toBe(false)
      await past("23 hours")
      expect(await asked()).toBe(false)
      await past("61 minutes")
      expect(await asked()).toBe(true)
    })

    it("goes on with what was broken off, also where an earlier one was complete", async () => {
      await seedInStep(shop, PAGE + 100, (n) => ({ created_at: n + 1 }))
      await reconcile()
      await past("1 hour")
      const controller = new AbortController()
      await reconcile({ signal: controller.signal, onProgress: () => controller.abort() })

      expect(await asked()).toBe(true)
      expect(pagesRead()).toBe(1)
      expect(await reconciliations()).toMatchObject([{ status: "completed" }, { status: "completed" }])
      expect(await asked()).toBe(false)
    })

    it.each<[string, ReconcileRolesOptions]>([
      ["a dry run", { dryRun: true }],
      ["one since a time", { since: new Date(0) }],
    ])("does not take %s for a comparison", async (_name, options) => {
      await reconcile(options)

      expect(await asked()).toBe(true)
    })

    it("does not take one for a comparison that another kind has taken the place of", async () => {
      await seedInStep(shop, PAGE + 100, (n) => ({ created_at: n + 1 }))
      const controller = new AbortController()
      await reconcile({ signal: controller.signal, onProgress: () => controller.abort() })
      await reconcile({ dryRun: true })

      expect(await asked()).toBe(true)
    })

    it("does not repeat one every ten minutes that has stopped because many are missing", async () => {
      const users = await seedInStep(shop, 30)
      users.forEach(({ id }) => shop.clerk.users.delete(id))

      await job()
      await job()

      expect(await reconciliations()).toMatchObject([{ status: "failed", reason: "too_many_missing" }])
    })

    it("leaves it to another process that is at it", async () => {
      shop.clerkUser()
      shop.clerk.faults.set({ delayMs: 500, path: USERS_PAGE, times: 1 })
      const other = reconcile()
      await eventually(async () => expect(await reconciliations()).toHaveLength(1))

      await job()

      expect(await other).toMatchObject({ status: "completed" })
      expect(await reconciliations()).toHaveLength(1)
    })

    it("ends quietly where Clerk is away, and goes on when it is back", async () => {
      shop.clerkUser()
      withoutWaiting()
      shop.clerk.faults.set({ status: 503 })
      await job()
      expect(await liveRecords()).toBe(0)

      shop.clerk.faults.set(null)
      await job()
      expect(await liveRecords()).toBe(1)
    })

    it("forgets deliveries and reconciliations of more than thirty days ago", async () => {
      await shop.webhook("session.created", { id: "sess_1", object: "session" }, { id: "msg_old" })
      await shop.webhook("session.created", { id: "sess_1", object: "session" }, { id: "msg_new" })
      await reconcile()
      await shop.rows("UPDATE clerk_webhook_delivery SET created_at = now() - interval '31 days' WHERE svix_id = 'msg_old'")
      await past("31 days")

      await job()

      expect(await shop.rows("SELECT svix_id FROM clerk_webhook_delivery")).toEqual([{ svix_id: "msg_new" }])
      expect(await reconciliations()).toHaveLength(1)
    })
  })

  it("keeps its memory of users in the database, and leaves nothing there", async () => {
    await seedInStep(shop, PAGE + 100, (n) => ({ created_at: n + 1 }))
    const seen: number[] = []
    intercept(service().reconciliations, "advance", async () => {
      seen.push((await shop.rows("SELECT 1 FROM clerk_reconciliation_seen")).length)
    })

    await reconcile()

    expect(seen[1]).toBe(PAGE)
    expect(await shop.rows("SELECT 1 FROM clerk_reconciliation_seen")).toEqual([])
  })

  it("leaves customers alone who have no Clerk user", async () => {
    const { id } = await shop.registerCustomer()
    const [user] = await seedInStep(shop, 1)

    expect((await reconcile()).counts).toMatchObject({ users: 1, equal: 1 })
    expect(await liveRecordOf(user)).toBeDefined()
    expect(await customers().retrieveCustomer(id)).toBeDefined()
  })
})
