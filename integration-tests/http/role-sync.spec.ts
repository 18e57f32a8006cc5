import { randomUUID } from "node:crypto"
import { Modules } from "@medusajs/framework/utils"
import { createApiKeysWorkflow } from "@medusajs/medusa/core-flows"
import { CUSTOMER_ROLE_MODULE } from "../../src/modules/customer-role"
import { fromBuiltPlugin } from "../helpers/built-plugin"
import { eventually } from "../helpers/eventually"
import type { CallOptions, ErrorAnswer } from "../helpers/http"
import { intercept, restoreIntercepted } from "../helpers/intercept"
import { describeShop, WEBHOOK_PATH } from "../helpers/shop"
import { stopTimetable } from "../helpers/timetable"
import {
  ageDeliveries,
  ageReconciliations,
  clearWriteBacks,
  leaveDeliveryUnprocessed,
  softDeleteCustomer,
  removeMemberships,
} from "../helpers/written-states"

const ROLE_SYNC = "/admin/customers/role-sync"
const RETRY = `${ROLE_SYNC}/retry`
const COMPARE = `${ROLE_SYNC}/compare`

type DeliveryView = {
  svix_id: string
  type: string
  clerk_user_id: string | null
  event_at: string | null
  outcome: string
  reason: string | null
  attempts: number
  received_at: string
  last_attempt_at: string
}

type RoleSyncView = {
  last_webhook: DeliveryView | null
  counts: Record<"received" | "applied" | "ignored" | "failed", number>
  failures: DeliveryView[]
  write_back: { waiting: number; failing: number; oldest_since: string | null; failures: Record<string, unknown>[] }
  differences: {
    clerk_user_id: string
    customer_id: string | null
    kind: string
    reason: string | null
    found_at: string
    customer: object | null
  }[]
  differences_count: number
  reconciliation: Record<string, unknown> | null
  limit: number
  offset: number
}

type RetryView = { retried: number; succeeded: number; failed: { clerk_user_id: string; code: string }[]; write_backs: number }

type CompareView = {
  reconciliation: { id: string; status: string; dry_run: boolean; counts: Record<string, number> }
  differences_by_kind: Record<string, number>
}

const TIME = expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/)

describeShop("the admin's view of the sync with Clerk", {}, (shop) => {
  const service = () => shop.container.resolve(CUSTOMER_ROLE_MODULE)
  const show = async (query = ""): Promise<RoleSyncView> => {
    const { status, body } = await shop.get<RoleSyncView>(`${ROLE_SYNC}${query}`, { token: shop.admin.token })
    expect(status).toBe(200)
    return body
  }
  const retry = async (options: CallOptions = { token: shop.admin.token }): Promise<RetryView> => {
    const { status, body } = await shop.post<RetryView>(RETRY, options)
    expect(status).toBe(200)
    return body
  }
  const retryOne = ({ id }: { id: string }) => shop.post<RetryView & ErrorAnswer>(`${RETRY}/${id}`, { token: shop.admin.token })
  const compare = (body?: object) => shop.post<CompareView & ErrorAnswer>(COMPARE, { token: shop.admin.token, body })
  const compared = async (): Promise<CompareView> => (await shop.get<CompareView>(COMPARE, { token: shop.admin.token })).body
  /** Waits until the comparison in the background has ended. */
  const ended = (id: string): Promise<CompareView> =>
    eventually(async () => {
      const shown = await compared()
      expect(shown.reconciliation).toMatchObject({ id, status: expect.not.stringMatching("running") })
      return shown
    })
  const reconcile = (options?: { dryRun: boolean }) =>
    fromBuiltPlugin<typeof import("../../src/workflows/customer-role")>("workflows/customer-role").reconcileRoles(shop.container, options)
  const deliver = (type: string, data: unknown, id = `msg_${randomUUID()}`) => {
    const { body, headers } = shop.clerk.webhooks.build(type, data, { id })
    return shop.post(WEBHOOK_PATH, { rawBody: body, headers })
  }
  /** Sends a webhook that fails in this shop at the moment. */
  const failedDelivery = async (type: string, data: unknown, id?: string) => {
    intercept(service(), type === "user.deleted" ? "recordClerkDeletion" : "recordSync", () => {
      throw new Error("The database is away")
    })
    expect((await deliver(type, data, id)).status).toBeGreaterThanOrEqual(500)
    restoreIntercepted()
  }
  const writtenBack = () => eventually(async () => expect(await shop.rows("SELECT 1 FROM clerk_write_back")).toEqual([]))
  const customerOf = async ({ id }: { id: string }) => {
    const [row] = await shop.rows<{ customer_id: string; account_type: string }>(
      "SELECT customer_id, account_type FROM customer_meta WHERE clerk_user_id = ? AND deleted_at IS NULL",
      [id]
    )
    return row
  }
  const disabledAt = async ({ id }: { id: string }) => {
    const [row] = await shop.rows<{ disabled_at: Date | null }>("SELECT disabled_at FROM customer_meta WHERE clerk_user_id = ?", [id])
    return row.disabled_at
  }
  const secretKey = async () => {
    const api_keys = [{ title: "ERP", type: "secret" as const, created_by: shop.admin.id }]
    const [{ token, id }] = (await createApiKeysWorkflow(shop.container).run({ input: { api_keys } })).result
    return { id, headers: { authorization: `Basic ${Buffer.from(`${token}:`).toString("base64")}` } }
  }

  beforeAll(stopTimetable)
  beforeEach(() => {
    for (const { id } of shop.clerk.users.list()) {
      shop.clerk.users.delete(id)
    }
  })
  afterEach(async () => {
    restoreIntercepted()
    shop.clerk.faults.set(null)
    await clearWriteBacks(shop)
    await fromBuiltPlugin<typeof import("../../src/jobs/write-back-roles")>("jobs/write-back-roles").default(shop.container)
  })

  describe(`GET ${ROLE_SYNC}`, () => {
    it("returns empty lists in a new shop", async () => {
      expect(await show()).toEqual({
        last_webhook: null,
        counts: { received: 0, applied: 0, ignored: 0, failed: 0 },
        failures: [],
        write_back: { waiting: 0, failing: 0, oldest_since: null, failures: [] },
        differences: [],
        differences_count: 0,
        reconciliation: null,
        limit: 20,
        offset: 0,
      })
    })

    it("shows the last webhook and counts webhooks by outcome", async () => {
      const user = shop.clerkUser()
      await deliver("user.created", user)
      await deliver("user.updated", user)
      await deliver("session.created", { id: "sess_1", object: "session" })
      await failedDelivery("user.updated", shop.clerk.users.ban(user.id), "msg_failing")
      await deliver("user.created", shop.clerkUser({ email_verified: false }), "msg_last")

      const { counts, last_webhook } = await show()

      expect(counts).toEqual({ received: 0, applied: 1, ignored: 3, failed: 1 })
      expect(last_webhook).toEqual({
        svix_id: "msg_last",
        type: "user.created",
        clerk_user_id: expect.stringMatching(/^user_/),
        event_at: TIME,
        outcome: "ignored",
        reason: "email_unverified",
        attempts: 1,
        received_at: TIME,
        last_attempt_at: TIME,
      })
    })

    it("counts a repeated delivery once, with its attempts", async () => {
      const user = shop.clerkUser()
      await failedDelivery("user.created", user, "msg_first")
      await failedDelivery("user.created", user, "msg_first")
      await deliver("session.created", { id: "sess_1", object: "session" }, "msg_second")
      await failedDelivery("user.created", user, "msg_first")

      const { counts, last_webhook, failures } = await show()

      expect(counts).toMatchObject({ ignored: 1, failed: 1 })
      expect(last_webhook).toMatchObject({ svix_id: "msg_second" })
      expect(failures).toMatchObject([{ svix_id: "msg_first", attempts: 3 }])
    })

    it("shows why a delivery failed, until Clerk's next attempt succeeds", async () => {
      const user = shop.clerkUser()
      await failedDelivery("user.created", user, "msg_failing")

      const { failures } = await show()
      expect(failures).toEqual([
        {
          svix_id: "msg_failing",
          type: "user.created",
          clerk_user_id: user.id,
          event_at: TIME,
          outcome: "failed",
          reason: "internal_error",
          attempts: 1,
          received_at: TIME,
          last_attempt_at: TIME,
        },
      ])

      await deliver("user.created", user, "msg_failing")
      expect(await show()).toMatchObject({ failures: [], counts: { applied: 1, failed: 0 } })
    })

    it("shows an interrupted delivery after a minute, and none that is in progress", async () => {
      await leaveDeliveryUnprocessed(shop, "msg_open")
      expect(await show()).toMatchObject({ counts: { received: 1 }, failures: [] })

      await ageDeliveries(shop)
      expect((await show()).failures).toMatchObject([{ svix_id: "msg_open", outcome: "received", reason: null }])
    })

    it("shows customers who differ from Clerk with their details, newest first", async () => {
      const refused = await shop.synced({ first_name: "Ada", last_name: "Lovelace" })
      await writtenBack()
      await deliver("user.updated", shop.clerk.users.update(refused.user.id, { unsafe_metadata: { accountType: "wholesaler" } }))
      const missing = shop.clerkUser({ email: null })
      await deliver("user.created", missing)

      const { differences, differences_count } = await show()

      expect(differences_count).toBe(2)
      expect(differences).toEqual([
        { clerk_user_id: missing.id, customer_id: null, kind: "missing", reason: "email_required", found_at: TIME, customer: null },
        {
          clerk_user_id: refused.user.id,
          customer_id: refused.id,
          kind: "claim",
          reason: expect.stringContaining("accountType"),
          found_at: TIME,
          customer: { id: refused.id, email: refused.customer.email, first_name: "Ada", last_name: "Lovelace" },
        },
      ])
    })

    it("shows no personal data in a reason", async () => {
      const company = "A company whose name is nobody's business"
      const { user } = await shop.synced()
      await writtenBack()
      await deliver(
        "user.updated",
        shop.clerk.users.update(user.id, { unsafe_metadata: { accountType: "business", company: company.repeat(20) } })
      )

      const { differences } = await show()

      expect(differences).toHaveLength(1)
      expect(differences[0].reason).not.toContain(company)
    })

    it("shows the last reconciliation", async () => {
      shop.clerkUser()
      await reconcile()

      expect((await show()).reconciliation).toEqual({
        id: expect.stringMatching(/^crecon_/),
        status: "completed",
        dry_run: false,
        since: null,
        position: expect.anything(),
        counts: { total: 1, users: 1, equal: 0, different: 1, mended: 1, closed: 0, requests: expect.any(Number) },
        reason: null,
        created_at: TIME,
        updated_at: TIME,
        finished_at: TIME,
      })
    })

    it("pages through the differences", async () => {
      const users = Array.from({ length: 5 }, () => shop.clerkUser({ email: null }))
      await reconcile({ dryRun: true })

      const pages = [
        await show("?limit=2"),
        await show("?limit=2&offset=2"),
        await show("?limit=2&offset=4"),
        await show("?limit=2&offset=6"),
      ]

      expect(pages.map(({ differences }) => differences.length)).toEqual([2, 2, 1, 0])
      expect(pages.map(({ differences_count, limit }) => [differences_count, limit])).toEqual(pages.map(() => [5, 2]))
      expect(pages.map(({ offset }) => offset)).toEqual([0, 2, 4, 6])
      const seen = pages.flatMap(({ differences }) => differences.map(({ clerk_user_id }) => clerk_user_id))
      expect(seen.sort()).toEqual(users.map(({ id }) => id).sort())
    })

    it("returns differences of one kind alone, and counts them", async () => {
      const users = [shop.clerkUser(), shop.clerkUser()]
      const { user: refused } = await shop.synced()
      await deliver("user.updated", shop.clerk.users.update(refused.id, { unsafe_metadata: { accountType: "wholesaler" } }))
      await reconcile({ dryRun: true })

      expect(await show()).toMatchObject({ differences_count: 3 })
      const missing = await show("?kind=missing&limit=1&offset=1")
      expect(missing).toMatchObject({ differences_count: 2, differences: [{ kind: "missing" }] })
      expect(users.map(({ id }) => id)).toContain(missing.differences[0].clerk_user_id)
      expect(await show("?kind=claim")).toMatchObject({ differences_count: 1, differences: [{ clerk_user_id: refused.id }] })
      expect(await show("?kind=group")).toMatchObject({ differences_count: 0, differences: [] })
    })

    it("limits each list", async () => {
      for (let made = 0; made < 3; made++) {
        await failedDelivery("user.created", shop.clerkUser())
      }
      const businesses = [await shop.syncedBusiness(), await shop.syncedBusiness(), await shop.syncedBusiness()]
      await writtenBack()
      shop.clerk.faults.set({ status: 422, method: "PATCH" })
      const customer_ids = businesses.map(({ id }) => id)
      await shop.post("/admin/customers/verify", { token: shop.admin.token, body: { customer_ids, is_verified: true } })
      await eventually(async () => expect((await show()).write_back).toMatchObject({ waiting: 3, failing: 3 }))

      const { failures, write_back } = await show("?limit=2")

      expect(failures).toHaveLength(2)
      expect(write_back).toMatchObject({ waiting: 3, failing: 3, oldest_since: TIME, failures: [expect.anything(), expect.anything()] })
    })

    it.each([
      "limit=0",
      "limit=101",
      "limit=-1",
      "limit=1.5",
      "limit=ten",
      "limit=",
      "limit=1&limit=2",
      "offset=-1",
      "offset=x",
      "offset=9999999999",
      "q=Cedar",
      "kind=",
      "kind=everything",
      "kind=missing&kind=claim",
      "fields=id",
    ])("refuses ?%s", async (query) => {
      expect(await shop.get(`${ROLE_SYNC}?${query}`, { token: shop.admin.token })).toMatchObject({
        status: 400,
        body: { type: "invalid_data", code: "invalid_request", message: expect.any(String) },
      })
    })

    it.each(["limit=1", "limit=100", "offset=0", "offset=999999999", "limit=1&offset=1"])("accepts ?%s", async (query) => {
      await show(`?${query}`)
    })
  })

  describe(`POST ${RETRY}`, () => {
    it("does nothing if nothing has failed", async () => {
      await shop.synced()
      await writtenBack()
      shop.clerk.requests.reset()

      expect(await retry()).toEqual({ retried: 0, succeeded: 0, failed: [], write_backs: 0 })
      expect(shop.clerk.requests.list()).toEqual([])
    })

    it.each([
      ["no body", {}],
      ["an empty object", { body: {} }],
    ])("accepts a request with %s", async (_name, options) => {
      await retry({ token: shop.admin.token, ...options })
    })

    it("mends users whose deliveries failed, and finishes those deliveries", async () => {
      const created = shop.clerkUser({ account_type: "business" })
      const { user: banned } = await shop.synced()
      const { user: deleted } = await shop.synced()
      await writtenBack()
      await failedDelivery("user.created", created, "msg_created")
      await failedDelivery("user.updated", shop.clerk.users.ban(banned.id), "msg_banned")
      await failedDelivery("user.deleted", shop.clerk.users.delete(deleted.id), "msg_deleted")
      shop.events.reset()

      expect(await retry()).toMatchObject({ retried: 3, succeeded: 3, failed: [] })

      expect(await customerOf(created)).toMatchObject({ account_type: "business" })
      expect(await disabledAt(banned)).toEqual(expect.any(Date))
      expect(await customerOf(deleted)).toBeUndefined()
      expect(await show()).toMatchObject({ failures: [], counts: { failed: 0, applied: 3 } })
      await shop.events.settle()
      expect(
        shop.events
          .list()
          .map(({ name }) => name)
          .sort()
      ).toEqual(["customer_role.created", "customer_role.disabled", "customer_role.disabled", "customer_role.pending"])
    })

    it("retries one user alone, with all of their deliveries", async () => {
      const [one, other] = [shop.clerkUser(), shop.clerkUser()]
      await failedDelivery("user.created", one, "msg_first")
      await failedDelivery("user.updated", one, "msg_second")
      await failedDelivery("user.created", other, "msg_other")

      expect(await retryOne(one)).toMatchObject({ status: 200, body: { retried: 1, succeeded: 1, failed: [] } })

      expect(await customerOf(one)).toMatchObject({ account_type: "individual" })
      expect(await customerOf(other)).toBeUndefined()
      expect((await show()).failures.map(({ svix_id }) => svix_id)).toEqual(["msg_other"])
    })

    it("retries the difference of one user, and their write-back alone", async () => {
      const [one, other] = [await shop.syncedBusiness(), await shop.syncedBusiness()]
      await writtenBack()
      shop.clerk.faults.set({ status: 422, method: "PATCH" })
      const customer_ids = [one.id, other.id]
      await shop.post("/admin/customers/verify", { token: shop.admin.token, body: { customer_ids, is_verified: true } })
      await eventually(async () => expect((await show()).write_back).toMatchObject({ failing: 2 }))
      shop.clerk.faults.set(null)

      expect(await retryOne(one.user)).toMatchObject({ status: 200, body: { retried: 0, failed: [] } })

      await eventually(async () => {
        expect((await show()).write_back.failures).toMatchObject([{ clerk_user_id: other.user.id }])
      })
    })

    it("answers not found for a user for whom nothing has failed", async () => {
      const { user } = await shop.synced()
      await writtenBack()
      for (const { id } of [user, { id: "user_nobody" }]) {
        expect(await retryOne({ id })).toMatchObject({ status: 404, body: { code: "not_found" } })
      }
    })

    it("leaves nothing to do for Clerk's next attempt of those deliveries", async () => {
      const user = shop.clerkUser()
      await failedDelivery("user.created", user, "msg_failing")
      await retry()
      const history = await shop.rows("SELECT * FROM customer_role_event")

      expect((await deliver("user.created", user, "msg_failing")).status).toBe(200)

      expect(await shop.rows("SELECT * FROM customer_role_event")).toEqual(history)
      expect(await show()).toMatchObject({ failures: [], counts: { applied: 1 } })
    })

    it("records in the history who asked for the retry", async () => {
      const user = shop.clerkUser()
      await failedDelivery("user.created", user)

      await retry()

      expect(await shop.rows("SELECT type, actor_type, actor_id FROM customer_role_event")).toEqual([
        { type: "created", actor_type: "admin", actor_id: shop.admin.id },
      ])
    })

    it("mends users who differ and returns those who still do", async () => {
      const { user: refused } = await shop.synced()
      const { user: solved } = await shop.synced()
      await writtenBack()
      for (const { id } of [refused, solved]) {
        await deliver("user.updated", shop.clerk.users.update(id, { unsafe_metadata: { accountType: "wholesaler" } }))
      }
      const unproved = shop.clerkUser({ email_verified: false })
      await deliver("user.created", unproved)
      shop.clerk.users.update(solved.id, { unsafe_metadata: { accountType: "business" } })

      const { retried, succeeded, failed } = await retry()

      expect({ retried, succeeded }).toEqual({ retried: 3, succeeded: 1 })
      expect(failed).toHaveLength(2)
      expect(failed).toEqual(expect.arrayContaining([refused, unproved].map(({ id }) => ({ clerk_user_id: id, code: "still_different" }))))
      expect(await customerOf(solved)).toMatchObject({ account_type: "business" })
      expect((await show()).differences.map(({ clerk_user_id }) => clerk_user_id).sort()).toEqual([refused.id, unproved.id].sort())
    })

    it("mends what a dry run found", async () => {
      const { id } = await shop.syncedBusiness("verified")
      const gone = await shop.synced()
      await writtenBack()
      await removeMemberships(shop, id)
      await softDeleteCustomer(shop, gone.id)
      await reconcile({ dryRun: true })
      expect(await show()).toMatchObject({ differences_count: 2 })

      expect(await retry()).toMatchObject({ retried: 2, succeeded: 2 })

      expect(await show()).toMatchObject({ differences_count: 0 })
      expect(await shop.groupNamesOf(id)).toHaveLength(1)
      expect(await customerOf(gone.user)).toBeUndefined()
    })

    it("reports an outage of Clerk for each user and finishes nothing", async () => {
      const users = [shop.clerkUser(), shop.clerkUser()]
      for (const user of users) {
        await failedDelivery("user.created", user)
      }
      shop.clerk.faults.set({ status: 503 })
      shop.clerk.requests.reset()

      const { retried, succeeded, failed } = await retry()

      expect({ retried, succeeded, failed: failed.length }).toEqual({ retried: 2, succeeded: 0, failed: 2 })
      expect(failed).toEqual(expect.arrayContaining(users.map(({ id }) => ({ clerk_user_id: id, code: "identity_provider_unavailable" }))))
      // An admin waits for the answer, so each user is asked for once.
      expect(shop.clerk.requests.count()).toBe(2)
      expect(await show()).toMatchObject({ counts: { failed: 2 }, failures: [{ outcome: "failed" }, { outcome: "failed" }] })
    })

    it("keeps a delivery marked as failed if it fails again, so that Clerk's next attempt counts", async () => {
      const user = shop.clerkUser()
      await failedDelivery("user.created", user, "msg_failing")
      intercept(service(), "recordSync", () => {
        throw new Error("The database is still away")
      })

      expect(await retry()).toMatchObject({ retried: 1, succeeded: 0, failed: [{ clerk_user_id: user.id, code: "internal_error" }] })
      restoreIntercepted()

      expect(await show()).toMatchObject({ failures: [{ svix_id: "msg_failing", outcome: "failed" }] })
      expect((await deliver("user.created", user, "msg_failing")).status).toBe(200)
      expect(await customerOf(user)).toEqual({ customer_id: expect.stringMatching(/^cus_/), account_type: "individual" })
      expect(await show()).toMatchObject({ failures: [], counts: { applied: 1 }, differences: [] })
    })

    it("keeps a deletion marked as failed if it fails again", async () => {
      const { user, id } = await shop.syncedBusiness("verified")
      await writtenBack()
      const deleted = shop.clerk.users.delete(user.id)
      intercept(shop.container.resolve(Modules.CUSTOMER), "removeCustomerFromGroup", () => {
        throw new Error("The database is away")
      })
      expect((await deliver("user.deleted", deleted, "msg_deleted")).status).toBeGreaterThanOrEqual(500)

      expect(await retry()).toMatchObject({ failed: [{ clerk_user_id: user.id, code: "internal_error" }] })
      restoreIntercepted()
      expect(await show()).toMatchObject({ failures: [{ svix_id: "msg_deleted" }] })

      expect(await retry()).toMatchObject({ retried: 1, succeeded: 1, failed: [] })
      expect(await show()).toMatchObject({ failures: [], differences: [] })
      expect(await shop.groupNamesOf(id)).toEqual([])
    })

    it("tries waiting write-backs at once, in the background", async () => {
      const { user, id } = await shop.syncedBusiness()
      await writtenBack()
      shop.clerk.faults.set({ status: 422, method: "PATCH" })
      await shop.verifyBusiness(id)
      await eventually(async () => expect((await show()).write_back).toMatchObject({ failing: 1 }))
      shop.clerk.faults.set(null)

      expect(await retry()).toEqual({ retried: 0, succeeded: 0, failed: [], write_backs: 1 })

      await shop.writtenBack(user, { verificationStatus: "verified" })
      await writtenBack()
      expect((await show()).write_back).toEqual({ waiting: 0, failing: 0, oldest_since: null, failures: [] })
    })

    it("answers even if Clerk refuses the write-backs again", async () => {
      const { id } = await shop.syncedBusiness()
      await writtenBack()
      shop.clerk.faults.set({ status: 422, method: "PATCH" })
      await shop.verifyBusiness(id)
      await eventually(async () => expect((await show()).write_back).toMatchObject({ failing: 1 }))

      expect(await retry()).toMatchObject({ write_backs: 1 })
      await eventually(async () =>
        expect((await show()).write_back).toMatchObject({ waiting: 1, failures: [{ attempts: 2, reason: "clerk_422" }] })
      )
    })

    it("retries at most a hundred users", async () => {
      const users = Array.from({ length: 105 }, () => shop.clerkUser({ email: null }))
      await reconcile({ dryRun: true })

      expect(await retry()).toMatchObject({ retried: 100, succeeded: 0 })
      expect(await show()).toMatchObject({ differences_count: users.length })
    })

    it("retries other users next time if a hundred keep failing", async () => {
      Array.from({ length: 100 }, () => shop.clerkUser({ email: null }))
      await reconcile()
      const { user } = await shop.synced()
      await writtenBack()
      shop.clerk.users.ban(user.id)
      await reconcile({ dryRun: true })

      expect(await retry()).toMatchObject({ retried: 100, succeeded: 0 })
      expect(await retry()).toMatchObject({ retried: 100, succeeded: 1 })

      expect(await disabledAt(user)).toEqual(expect.any(Date))
    })

    it("does nothing twice in two parallel retries", async () => {
      const users = Array.from({ length: 6 }, () => shop.clerkUser())
      for (const user of users) {
        await failedDelivery("user.created", user)
      }

      const answers = await Promise.all([retry(), retry()])

      expect(answers.map(({ failed }) => failed)).toEqual([[], []])
      expect(await shop.rows("SELECT type FROM customer_role_event")).toEqual(users.map(() => ({ type: "created" })))
    })

    it("accepts secret API keys and records them as actors", async () => {
      const { id, headers } = await secretKey()
      await failedDelivery("user.created", shop.clerkUser())

      expect(await retry({ headers })).toMatchObject({ succeeded: 1 })
      expect((await shop.get(ROLE_SYNC, { headers })).status).toBe(200)

      expect(await shop.rows("SELECT actor_type, actor_id FROM customer_role_event")).toEqual([{ actor_type: "api_key", actor_id: id }])
    })

    it.each<[string, CallOptions, string]>([
      ["an unknown field", { body: { clerk_user_id: "user_1" } }, "invalid_request"],
      ["a list", { body: [] }, "invalid_request"],
      ["a text", { body: "all" }, "invalid_request"],
      ["null", { body: null }, "invalid_request"],
      ["malformed JSON", { rawBody: "{", headers: { "content-type": "application/json" } }, "invalid_request"],
    ])("refuses %s", async (_name, options, code) => {
      const answer: { status: number; body: ErrorAnswer } = await shop.post(RETRY, { token: shop.admin.token, ...options })

      expect(answer).toMatchObject({ status: 400, body: { type: "invalid_data", code, message: expect.any(String) } })
    })
  })

  describe("without an admin", () => {
    it.each([
      ["GET", ROLE_SYNC],
      ["POST", RETRY],
    ])("refuses %s %s", async (method, path) => {
      const customer = await shop.synced()
      const callers: CallOptions[] = [
        {},
        { token: "nonsense" },
        { token: customer.token },
        { token: await shop.exchange(customer.token) },
        { headers: { authorization: `Basic ${Buffer.from(`${shop.publishableKey}:`).toString("base64")}` } },
      ]

      for (const caller of callers) {
        expect((await shop.call(method, path, caller)).status).toBe(401)
      }
    })
  })

  it("runs no scheduled comparison if the option switches it off", async () => {
    shop.clerkUser()
    const { default: job } = fromBuiltPlugin<typeof import("../../src/jobs/reconcile-roles")>("jobs/reconcile-roles")

    await job(shop.container)

    expect((await show()).reconciliation).toBeNull()
  })

  describe(COMPARE, () => {
    it("begins with a dry run in the background, which shows what it would change", async () => {
      const missing = shop.clerkUser({ account_type: "business" })

      const { status, body } = await compare()

      expect(status).toBe(202)
      expect(body.reconciliation).toMatchObject({ id: expect.stringMatching(/^crecon_/), status: "running", dry_run: true })
      expect(body.reconciliation).not.toHaveProperty("lease")
      expect(await ended(body.reconciliation.id)).toMatchObject({
        reconciliation: { status: "completed", dry_run: true, counts: { different: 1, mended: 0 } },
        differences_by_kind: { missing: 1 },
      })
      expect(await customerOf(missing)).toBeUndefined()
    })

    it("mends what the dry run has shown, once the caller names it", async () => {
      const missing = shop.clerkUser({ account_type: "business" })
      const { body: dry } = await compare()
      await ended(dry.reconciliation.id)

      const { status, body } = await compare({ dry_run_id: dry.reconciliation.id })

      expect(status).toBe(202)
      expect(body.reconciliation).toMatchObject({ status: "running", dry_run: false })
      expect(await ended(body.reconciliation.id)).toMatchObject({
        reconciliation: { status: "completed", counts: { mended: 1 } },
        differences_by_kind: {},
      })
      expect(await customerOf(missing)).toMatchObject({ account_type: "business" })
    })

    it("refuses to mend after a dry run that is unknown, no dry run, not the last, or older than an hour", async () => {
      expect(await compare({ dry_run_id: "crecon_unknown" })).toMatchObject({ status: 409, body: { code: "role_changed" } })
      const { id: mended } = await reconcile()
      expect(await compare({ dry_run_id: mended })).toMatchObject({ status: 409, body: { code: "role_changed" } })
      const { id: first } = await reconcile({ dryRun: true })
      const { id: last } = await reconcile({ dryRun: true })
      expect(await compare({ dry_run_id: first })).toMatchObject({ status: 409, body: { code: "role_changed" } })
      await ageReconciliations(shop, "2 hours")
      expect(await compare({ dry_run_id: last })).toMatchObject({ status: 409, body: { code: "role_changed" } })
    })

    it("runs once, however many clicks come at the same time", async () => {
      shop.clerkUser()
      shop.clerk.faults.set({ delayMs: 300, times: 1 })

      const answers = await Promise.all([compare(), compare(), compare()])

      expect(answers.map(({ status }) => status).sort()).toEqual([202, 409, 409])
      expect(answers.filter(({ status }) => status === 409).map(({ body }) => body.code)).toEqual([
        "request_in_progress",
        "request_in_progress",
      ])
      const begun = answers.flatMap(({ status, body }) => (status === 202 ? [body.reconciliation.id] : []))
      await ended(begun[0])
      expect(await shop.rows("SELECT id FROM clerk_reconciliation")).toEqual([{ id: begun[0] }])
    })

    it("runs one repair, however many clicks confirm the same dry run", async () => {
      shop.clerkUser()
      const { body: dry } = await compare()
      await ended(dry.reconciliation.id)
      shop.clerk.faults.set({ delayMs: 300, times: 1 })

      const answers = await Promise.all([1, 2, 3].map(() => compare({ dry_run_id: dry.reconciliation.id })))

      expect(answers.map(({ status }) => status).sort()).toEqual([202, 409, 409])
      const [begun] = answers.flatMap(({ status, body }) => (status === 202 ? [body.reconciliation.id] : []))
      await ended(begun)
      expect(await shop.rows("SELECT id FROM clerk_reconciliation WHERE NOT dry_run")).toEqual([{ id: begun }])
    })

    it("leaves an interrupted record if Clerk goes away, and the next one continues it", async () => {
      shop.clerkUser()
      shop.clerk.faults.set({ status: 401 })
      const { body } = await compare()
      expect(await ended(body.reconciliation.id)).toMatchObject({ reconciliation: { status: "interrupted" } })
      shop.clerk.faults.set(null)

      const { body: again } = await compare()

      expect(again.reconciliation.id).toBe(body.reconciliation.id)
      expect(await ended(again.reconciliation.id)).toMatchObject({ reconciliation: { status: "completed" } })
    })

    it("shows nothing in a new shop, and refuses unknown fields", async () => {
      expect(await compared()).toEqual({ reconciliation: null, differences_by_kind: {} })
      for (const body of [{ dry_run: false }, { dry_run_id: "" }, { dry_run_id: null }, { allow_deletions: true }]) {
        expect(await compare(body)).toMatchObject({ status: 400, body: { code: "invalid_request" } })
      }
      for (const query of ["limit=1", "kind=group", "dry_run_id=crecon_unknown"]) {
        expect(await shop.get(`${COMPARE}?${query}`, { token: shop.admin.token })).toMatchObject({
          status: 400,
          body: { code: "invalid_request" },
        })
      }
    })
  })
})
