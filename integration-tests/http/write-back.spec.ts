import type { Fault } from "clerk-stand-in"
import { CUSTOMER_ROLE_MODULE } from "../../src/modules/customer-role"
import { fromBuiltPlugin } from "../helpers/built-plugin"
import { eventually } from "../helpers/eventually"
import { intercept, restoreIntercepted } from "../helpers/intercept"
import { describeShop, type SyncedCustomer, WEBHOOK_PATH } from "../helpers/shop"
import { stopTimetable } from "../helpers/timetable"
import { ageWriteBackLeases, clearWriteBacks, makeWriteBacksDue, postponeWriteBacks, putWriteBackLast } from "../helpers/written-states"

type QueueRow = {
  customer_meta_id: string
  customer_id: string
  clerk_user_id: string
  attempts: number
  version: number
  reason: string | null
  leased: boolean
  /** Returns the seconds from the last attempt to the next. */
  wait: number
}

describeShop("the write-back to Clerk", {}, (shop) => {
  const workflows = () => fromBuiltPlugin<typeof import("../../src/workflows/customer-role")>("workflows/customer-role")
  const service = () => shop.container.resolve(CUSTOMER_ROLE_MODULE)

  /** Runs what the job runs every minute. */
  const job = async () => {
    const { default: writeBackWhatIsDue } = fromBuiltPlugin<typeof import("../../src/jobs/write-back-roles")>("jobs/write-back-roles")
    await writeBackWhatIsDue(shop.container)
  }
  /** Runs the workflow as another process would. */
  const otherProcess = () => workflows().writeBackRolesWorkflow(shop.container).run()

  const queue = () =>
    shop.rows<QueueRow>(
      `SELECT customer_meta_id, customer_id, clerk_user_id, attempts, version, reason, leased_until > now() AS leased,
         extract(epoch FROM due_at - updated_at)::float AS wait
       FROM clerk_write_back ORDER BY created_at, customer_meta_id`
    )
  const emptied = () => eventually(async () => expect(await queue()).toEqual([]))
  const failedOnce = () => eventually(async () => expect(await queue()).toEqual([expect.objectContaining({ attempts: 1, leased: null })]))
  const makeDue = () => makeWriteBacksDue(shop)
  const roleAtClerk = ({ id }: { id: string }) => shop.clerk.users.get(id)?.public_metadata.customerRole
  const writes = () => shop.clerk.requests.list().filter(({ method }) => method === "PATCH")
  const reads = () => shop.clerk.requests.list().filter(({ method }) => method === "GET")

  /** Creates a pending business whose role is already at Clerk, and starts counting requests. */
  const pendingBusiness = async (input?: Parameters<typeof shop.syncedBusiness>[1]): Promise<SyncedCustomer> => {
    const business = await shop.syncedBusiness("pending", input)
    await shop.writtenBack(business.user, { verificationStatus: "pending" })
    await emptied()
    shop.clerk.requests.reset()
    return business
  }

  beforeAll(stopTimetable)
  afterEach(async () => {
    shop.clerk.faults.set(null)
    shop.clerk.webhooks.setTarget(null)
    restoreIntercepted()
    // Otherwise the next test would write what this one left in the queue.
    await clearWriteBacks(shop)
    await job()
  })

  describe("writes", () => {
    it("with one request, under the plugin's key alone", async () => {
      const { id, user } = await pendingBusiness({ public_metadata: { plan: "gold", nested: { kept: true } } })

      await shop.verifyBusiness(id)
      await emptied()

      expect(writes()).toEqual([{ method: "PATCH", path: `/v1/users/${user.id}/metadata` }])
      expect(shop.clerk.users.get(user.id)?.public_metadata).toEqual({
        plan: "gold",
        nested: { kept: true },
        customerRole: { accountType: "business", isVerified: true, verificationStatus: "verified" },
      })
    })

    it("no other key, even if someone else writes one at the same moment", async () => {
      const { id, user } = await pendingBusiness()
      shop.clerk.faults.set({ delayMs: 300, method: "PATCH", times: 1 })

      await shop.verifyBusiness(id)
      await eventually(() => expect(writes()).toHaveLength(1))
      const current = shop.clerk.users.get(user.id)?.public_metadata
      shop.clerk.users.update(user.id, { public_metadata: { ...current, plan: "gold" } })
      await emptied()

      expect(shop.clerk.users.get(user.id)?.public_metadata).toEqual({
        plan: "gold",
        customerRole: expect.objectContaining({ isVerified: true }),
      })
    })

    it("nothing if Clerk has the same role already", async () => {
      const same = { accountType: "business", isVerified: false, verificationStatus: "pending", somebodyElses: 1 }
      shop.clerk.requests.reset()

      const { user } = await shop.syncedBusiness("pending", { public_metadata: { customerRole: same } })
      await emptied()

      expect(writes()).toEqual([])
      expect(roleAtClerk(user)).toEqual(same)
    })

    it("nothing if only company, tax id or a note changed", async () => {
      const { id, token, user } = await pendingBusiness()
      shop.clerk.users.update(user.id, { unsafe_metadata: { accountType: "business", company: "Cedar AG", tax_id: "DE2" } })

      await shop.post("/store/customers/sync-role", { token })
      expect(await queue()).toEqual([])
      await shop.decide(id, false, { note: "No" })
      await emptied()
      shop.clerk.requests.reset()
      await shop.decide(id, false, { note: "Still no" })
      expect(await queue()).toEqual([])
      await shop.events.settle()

      expect(shop.clerk.requests.list()).toEqual([])
    })

    it.each([
      ["a text", "verified"],
      ["null", null],
      ["a list", ["business"]],
      ["half of it", { accountType: "business" }],
    ])("over the value under the plugin's key if that is %s", async (_name, found) => {
      const { user } = await shop.syncedBusiness("pending", { public_metadata: { customerRole: found } })
      await emptied()

      expect(roleAtClerk(user)).toMatchObject({ accountType: "business", isVerified: false, verificationStatus: "pending" })
    })
  })

  describe("has a queue that", () => {
    it("is filled in the transaction that changes the role, so that the job writes what a dead process left", async () => {
      const { id, user } = await pendingBusiness()
      const workflow = workflows().verifyBusinessWorkflow(shop.container)
      workflow.insertActionAfter("decide-verification", "dies", {
        invoke: async () => {
          throw new Error("The process dies here")
        },
      })
      // A dead process undoes nothing either.
      intercept(service(), "undoChange", () => {
        throw new Error("The process is dead")
      })
      const actor = { type: "admin" as const, id: shop.admin.id }
      await workflow.run({ input: { decisions: [{ customer_id: id, is_verified: true }], actor }, throwOnError: false })
      await shop.events.settle()

      expect(shop.clerk.requests.list()).toEqual([])
      expect(await queue()).toEqual([expect.objectContaining({ customer_id: id, clerk_user_id: user.id, attempts: 0 })])

      await job()
      expect(roleAtClerk(user)).toMatchObject({ isVerified: true })
      expect(await queue()).toEqual([])
    })

    it("rolls the role back if it cannot take the entry", async () => {
      const { id } = await pendingBusiness()
      intercept(service().writeBacks, "add", () => {
        throw new Error("The queue is gone")
      })

      const { status } = await shop.post("/admin/customers/verify", {
        token: shop.admin.token,
        body: { customer_id: id, is_verified: true },
      })

      expect(status).toBeGreaterThanOrEqual(500)
      expect(await shop.metaOf(id)).toMatchObject({ verification_status: "pending", is_verified: false })
    })

    it("has no entry of a sync that was rolled back", async () => {
      const user = shop.clerkUser({ account_type: "business" })
      const workflow = workflows().syncRoleWorkflow(shop.container)
      workflow.insertActionAfter("reprice-open-carts", "fails", {
        invoke: async () => {
          throw new Error("This fails on purpose")
        },
      })
      await workflow.run({ input: { clerk_user_id: user.id, actor: { type: "system" } }, throwOnError: false })

      await job()

      expect(await queue()).toEqual([])
      expect(roleAtClerk(user)).toBeUndefined()
      expect(writes()).toEqual([])
    })

    it("keeps one entry for each role, however often it changes", async () => {
      const { id } = await pendingBusiness()
      shop.clerk.faults.set({ status: 503 })

      await shop.decide(id, true)
      await shop.decide(id, false)
      await shop.decide(id, true)

      expect(await queue()).toEqual([expect.objectContaining({ customer_id: id, version: 3 })])
    })

    it("lets the admin's request finish before Clerk answers", async () => {
      const { id, user } = await pendingBusiness()
      let answered = false
      const order: string[] = []
      intercept(service().writeBacks, "done", () => {
        order.push(answered ? "written after the answer" : "written before the answer")
      })
      // Clerk answers only after the shop has answered.
      shop.clerk.faults.set({ delayMs: 2_000, times: 1 })

      expect(await shop.verifyBusiness(id)).toMatchObject({ verification_status: "verified" })
      answered = true

      expect(roleAtClerk(user)).toMatchObject({ verificationStatus: "pending" })
      expect(await queue()).toHaveLength(1)
      await shop.writtenBack(user, { verificationStatus: "verified" })
      await emptied()
      expect(order).toEqual(["written after the answer"])
    })
  })

  describe("during an outage of an hour", () => {
    it("loses nothing: afterwards Clerk has the newest roles and the queue is empty", async () => {
      const first = await pendingBusiness()
      const second = await pendingBusiness()
      const third = await pendingBusiness()
      shop.clerk.faults.set({ status: 503 })
      const stopsBeingABusiness = { ...third.user, updated_at: Date.now() + 60_000, unsafe_metadata: { accountType: "individual" } }
      const newcomer = shop.clerkUser({ account_type: "business" })
      const { body: rawBody, headers } = shop.clerk.webhooks.build("user.created", newcomer)
      const announced = { rawBody, headers }

      await shop.decide(first.id, true)
      await shop.decide(second.id, true)
      const waits: number[][] = []
      for (let attempt = 1; attempt <= 12; attempt++) {
        await makeDue()
        await job()
        waits.push((await queue()).map(({ wait }) => Math.round(wait)))
        if (attempt === 3) {
          await shop.decide(first.id, false)
        }
        if (attempt === 5) {
          await shop.webhook("user.updated", stopsBeingABusiness)
          // Only Clerk knows whether the user exists; it sends the webhook again.
          expect((await shop.post(WEBHOOK_PATH, announced)).status).toBe(503)
        }
        if (attempt === 7) {
          await shop.decide(second.id, false)
          await shop.decide(second.id, true)
        }
      }
      const waiting = await queue()
      expect(waiting.map(({ clerk_user_id }) => clerk_user_id).sort()).toEqual([first.user.id, second.user.id, third.user.id].sort())
      expect(waiting.every(({ attempts, reason }) => attempts > 0 && reason === "clerk_503")).toBe(true)
      expect(writes()).toEqual([])

      shop.clerk.faults.set(null)
      expect((await shop.post(WEBHOOK_PATH, announced)).status).toBe(200)
      await makeDue()
      await job()

      await emptied()
      await shop.writtenBack(newcomer, { verificationStatus: "pending" })
      expect(roleAtClerk(first.user)).toMatchObject({ accountType: "business", verificationStatus: "revoked" })
      expect(roleAtClerk(second.user)).toMatchObject({ accountType: "business", verificationStatus: "verified" })
      expect(roleAtClerk(third.user)).toMatchObject({ accountType: "individual", verificationStatus: "not_required" })
      expect(roleAtClerk(newcomer)).toMatchObject({ accountType: "business", verificationStatus: "pending" })
      expect(writes()).toHaveLength(4)
    })

    it("doubles the waits between attempts, from five seconds to a quarter of an hour", async () => {
      const { id } = await pendingBusiness()
      shop.clerk.faults.set({ closeConnection: true })
      await shop.decide(id, true)
      await failedOnce()

      const waits = [(await queue())[0].wait]
      for (let attempt = 2; attempt <= 10; attempt++) {
        await makeDue()
        await job()
        waits.push((await queue())[0].wait)
      }

      for (const [index, wait] of waits.entries()) {
        const expected = Math.min(5 * 2 ** index, 900)
        expect(wait).toBeGreaterThanOrEqual(expected * 0.79)
        expect(wait).toBeLessThanOrEqual(expected * 1.21)
      }
    })

    it("does not try entries before they are due", async () => {
      const { id } = await pendingBusiness()
      shop.clerk.faults.set({ status: 500 })
      await shop.decide(id, true)
      await failedOnce()
      shop.clerk.faults.set(null)
      shop.clerk.requests.reset()

      await postponeWriteBacks(shop)
      await job()

      expect(shop.clerk.requests.list()).toEqual([])
      expect(await queue()).toHaveLength(1)
    })
  })

  describe("if Clerk answers", () => {
    const NONE = { email_addresses: [], phone_numbers: [], web3_wallets: [], external_accounts: [] }
    const OTHER_USER = JSON.stringify({ object: "user", id: "user_other", public_metadata: {}, ...NONE })
    const HTML: Fault = { body: "<html>Bad gateway</html>", headers: { "content-type": "text/html" } }
    const GONE_WRONG: [name: string, fault: Fault, expected: { reason: string; wait: [number, number] }][] = [
      ["429 and when to come again", { status: 429, headers: { "retry-after": "17" } }, { reason: "rate_limited", wait: [17, 17] }],
      ["429 and nothing else", { status: 429 }, { reason: "rate_limited", wait: [3.9, 6.1] }],
      ["429 and far too long", { status: 429, headers: { "retry-after": "86400" } }, { reason: "rate_limited", wait: [300, 300] }],
      ["429 and nonsense", { status: 429, headers: { "retry-after": "soon" } }, { reason: "rate_limited", wait: [3.9, 6.1] }],
      ["500", { status: 500 }, { reason: "clerk_500", wait: [3.9, 6.1] }],
      ["503 and when to come again", { status: 503, headers: { "retry-after": "40" } }, { reason: "clerk_503", wait: [40, 40] }],
      ["503 and to come again at once", { status: 503, headers: { "retry-after": "0" } }, { reason: "clerk_503", wait: [1, 1] }],
      ["with a closed connection", { closeConnection: true }, { reason: "clerk_unavailable", wait: [3.9, 6.1] }],
      ["with broken JSON", { body: '{"id": "user_' }, { reason: "clerk_unavailable", wait: [3.9, 6.1] }],
      ["with a page of HTML", HTML, { reason: "clerk_unavailable", wait: [3.9, 6.1] }],
      ["with an object that is not a user", { body: "{}" }, { reason: "clerk_unavailable", wait: [3.9, 6.1] }],
      ["with a list", { body: "[]" }, { reason: "clerk_unavailable", wait: [3.9, 6.1] }],
      ["with null", { body: "null" }, { reason: "clerk_unavailable", wait: [3.9, 6.1] }],
      ["with another user", { body: OTHER_USER }, { reason: "clerk_unavailable", wait: [3.9, 6.1] }],
      ["with a refusal", { status: 422 }, { reason: "clerk_422", wait: [3600, 3600] }],
      ["with another secret key wanted", { status: 401 }, { reason: "clerk_401", wait: [3600, 3600] }],
      ["with the 404 of a proxy", { status: 404, body: "Not found" }, { reason: "clerk_404", wait: [3600, 3600] }],
    ]

    describe.each(["GET", "PATCH"])("a %s", (method) => {
      it.each(GONE_WRONG)(
        "%s, keeps the role in the queue and writes it later",
        async (_name, fault, { reason, wait: [shortest, longest] }) => {
          const { id, user } = await pendingBusiness()
          shop.clerk.faults.set({ ...fault, method })

          await shop.verifyBusiness(id)
          await failedOnce()

          const [row] = await queue()
          expect(row.reason).toBe(reason)
          expect(row.wait).toBeGreaterThanOrEqual(shortest)
          // The whole queue may be postponed a moment later.
          expect(row.wait).toBeLessThanOrEqual(longest + 1)

          shop.clerk.faults.set(null)
          // Until the whole queue is postponed, entries made due here are postponed again.
          await eventually(async () => {
            await makeDue()
            await job()
            expect(await queue()).toEqual([])
          })
          expect(roleAtClerk(user)).toMatchObject({ verificationStatus: "verified" })
        }
      )
    })

    it("with a refusal, shows admins the role, the reason and the time of the next attempt", async () => {
      const { id, user } = await pendingBusiness()
      shop.clerk.faults.set({ status: 422, method: "PATCH" })
      await shop.verifyBusiness(id)
      await failedOnce()

      type Shown = { write_back: { failures: { next_attempt_at: string }[] } }
      const { body } = await shop.get<Shown>("/admin/customers/role-sync", { token: shop.admin.token })

      expect(body.write_back).toEqual({
        waiting: 1,
        failing: 1,
        oldest_since: expect.any(String),
        failures: [{ customer_id: id, clerk_user_id: user.id, attempts: 1, reason: "clerk_422", next_attempt_at: expect.any(String) }],
      })
      const minutes = (new Date(body.write_back.failures[0].next_attempt_at).getTime() - Date.now()) / 60_000
      expect(minutes).toBeGreaterThan(58)
    })

    it("nothing, gives up after eight seconds and keeps the role in the queue", async () => {
      const { id, user } = await pendingBusiness()
      shop.clerk.faults.set({ delayMs: 20_000, method: "GET" })

      await shop.verifyBusiness(id)
      await eventually(
        async () => expect(await queue()).toEqual([expect.objectContaining({ attempts: 1, reason: "clerk_unavailable" })]),
        15_000
      )

      shop.clerk.faults.set(null)
      await makeDue()
      await job()
      expect(roleAtClerk(user)).toMatchObject({ verificationStatus: "verified" })
    })

    it("with refusals for several users, writes the other roles", async () => {
      const businesses: SyncedCustomer[] = []
      for (let made = 0; made < 7; made++) {
        businesses.push(await pendingBusiness())
      }
      const [lucky, ...refused] = businesses
      shop.clerk.faults.set({ status: 422, path: new RegExp(refused.map(({ user }) => user.id).join("|")) })
      await service().decideVerification(
        businesses.map(({ id }) => ({ customer_id: id, is_verified: true })),
        { type: "system" }
      )
      // Makes this user's write-back the last.
      await putWriteBackLast(shop, lucky.id)

      await job()

      expect(roleAtClerk(lucky.user)).toMatchObject({ verificationStatus: "verified" })
      expect((await queue()).map(({ reason }) => reason)).toEqual(refused.map(() => "clerk_422"))
    })

    it("429 for one user, postpones the other roles as well", async () => {
      const [first, second] = [await pendingBusiness(), await pendingBusiness()]
      shop.clerk.faults.set({ status: 429, headers: { "retry-after": "30" } })
      await shop.decide(first.id, true)
      await failedOnce()
      await shop.decide(second.id, true)
      await eventually(async () => expect((await queue()).map(({ attempts }) => attempts)).toEqual([1, 1]))

      const [{ soonest }] = await shop.rows<{ soonest: number }>(
        "SELECT extract(epoch FROM min(due_at) - now())::float AS soonest FROM clerk_write_back"
      )
      expect(soonest).toBeGreaterThan(20)
    })

    it("with failures for one user only, writes the other roles", async () => {
      const businesses: SyncedCustomer[] = []
      for (let made = 0; made < 7; made++) {
        businesses.push(await pendingBusiness())
      }
      const [unlucky, ...others] = businesses
      shop.clerk.faults.set({ status: 422, path: new RegExp(unlucky.user.id) })

      const customer_ids = businesses.map(({ id }) => id)
      await shop.post("/admin/customers/verify", { token: shop.admin.token, body: { customer_ids, is_verified: true } })
      await Promise.all(others.map(({ user }) => shop.writtenBack(user, { verificationStatus: "verified" })))

      await eventually(async () =>
        expect(await queue()).toEqual([expect.objectContaining({ clerk_user_id: unlucky.user.id, reason: "clerk_422" })])
      )
    })
  })

  describe("if meanwhile", () => {
    it("the user is deleted at Clerk, removes the entry and changes nothing else", async () => {
      const { id, user } = await pendingBusiness()
      shop.clerk.faults.set({ status: 500 })
      await shop.verifyBusiness(id)
      await failedOnce()
      const before = await shop.metaOf(id)
      shop.clerk.faults.set(null)
      shop.clerk.users.delete(user.id)

      await makeDue()
      await job()

      expect(await queue()).toEqual([])
      expect(writes()).toEqual([])
      expect(await shop.metaOf(id)).toEqual(before)
    })

    it("the user is deleted between read and write, removes the entry", async () => {
      const { id, user } = await pendingBusiness()
      shop.clerk.faults.set({ delayMs: 300, method: "PATCH" })
      await shop.verifyBusiness(id)
      await eventually(() => expect(writes()).toHaveLength(1))

      shop.clerk.users.delete(user.id)

      await emptied()
    })

    it("the role is closed, removes the entry without asking Clerk", async () => {
      const { id, user } = await pendingBusiness()
      shop.clerk.faults.set({ status: 500 })
      await shop.verifyBusiness(id)
      await failedOnce()
      shop.clerk.faults.set(null)

      await shop.webhook("user.deleted", shop.clerk.users.delete(user.id))

      expect(await queue()).toEqual([])
      shop.clerk.requests.reset()
      await job()
      expect(shop.clerk.requests.list()).toEqual([])
    })

    it("another process changes the role during the write, writes the newer role too", async () => {
      const { id, user } = await pendingBusiness()
      await service().decideVerification([{ customer_id: id, is_verified: true }], { type: "system" })
      let meanwhile: QueueRow[] = []
      intercept(service().writeBacks, "done", async (call) => {
        if (call === 1) {
          // No event of this process announces it.
          await service().decideVerification([{ customer_id: id, is_verified: false }], { type: "system" })
          meanwhile = await queue()
        }
      })

      await job()

      expect(meanwhile).toEqual([expect.objectContaining({ version: 2, leased: true })])
      expect(writes()).toHaveLength(2)
      expect(roleAtClerk(user)).toMatchObject({ isVerified: false, verificationStatus: "revoked" })
      expect(await queue()).toEqual([])
    })

    it("the role changes just before the end, writes it without waiting for the job", async () => {
      type Draining = typeof import("../../src/workflows/customer-role/drain-write-backs")
      const { drainWriteBacks } = fromBuiltPlugin<Draining>("workflows/customer-role/drain-write-backs")
      const { id, user } = await pendingBusiness()
      await service().decideVerification([{ customer_id: id, is_verified: true }], { type: "system" })
      intercept(service().writeBacks, "secondsUntilDue", async (call) => {
        if (call === 1) {
          await service().decideVerification([{ customer_id: id, is_verified: false }], { type: "system" })
          void drainWriteBacks(shop.container)
        }
      })

      await job()

      expect(roleAtClerk(user)).toMatchObject({ verificationStatus: "revoked" })
      expect(await queue()).toEqual([])
    })

    it("the role changes while the write fails, writes the newer role at once", async () => {
      const { id, user } = await pendingBusiness()
      shop.clerk.faults.set({ status: 500, method: "PATCH", times: 1 })
      await service().decideVerification([{ customer_id: id, is_verified: true }], { type: "system" })
      intercept(service().writeBacks, "postpone", async () => {
        await service().decideVerification([{ customer_id: id, is_verified: false }], { type: "system" })
      })

      await otherProcess()

      expect(roleAtClerk(user)).toMatchObject({ verificationStatus: "revoked" })
      expect(await queue()).toEqual([])
    })
  })

  describe("in several processes", () => {
    it("writes each role once", async () => {
      const businesses: SyncedCustomer[] = []
      for (let made = 0; made < 12; made++) {
        businesses.push(await pendingBusiness())
      }
      shop.clerk.faults.set({ delayMs: 50 })
      await service().decideVerification(
        businesses.map(({ id }) => ({ customer_id: id, is_verified: true })),
        { type: "system" }
      )
      shop.clerk.requests.reset()

      await Promise.all([otherProcess(), otherProcess(), job()])

      expect(await queue()).toEqual([])
      const paths = writes().map(({ path }) => path)
      expect(paths).toHaveLength(12)
      expect(new Set(paths).size).toBe(12)
      expect(reads()).toHaveLength(12)
    })

    it("leaves claimed entries alone until their lease ends", async () => {
      const { id, user } = await pendingBusiness()
      await service().decideVerification([{ customer_id: id, is_verified: true }], { type: "system" })
      // A process claims it and is killed.
      expect(await service().writeBacks.claim(5)).toHaveLength(1)

      await job()
      expect(shop.clerk.requests.list()).toEqual([])

      await ageWriteBackLeases(shop)
      await job()
      expect(roleAtClerk(user)).toMatchObject({ verificationStatus: "verified" })
      expect(await queue()).toEqual([])
    })

    it("loses no change if a process presumed dead comes back", async () => {
      const { id, user } = await pendingBusiness()
      await service().decideVerification([{ customer_id: id, is_verified: true }], { type: "system" })
      const [taken] = await service().writeBacks.claim(1)
      await service().decideVerification([{ customer_id: id, is_verified: false }], { type: "system" })

      await service().writeBacks.done(taken)

      expect(await queue()).toEqual([expect.objectContaining({ version: 2, leased: null })])
      await job()
      expect(roleAtClerk(user)).toMatchObject({ verificationStatus: "revoked" })
    })
  })

  describe("that Clerk reports as user.updated", () => {
    it("writes nothing, emits nothing, and records the delivery as unchanged", async () => {
      const { id, user } = await pendingBusiness()
      shop.clerk.webhooks.setTarget(`${shop.baseUrl}${WEBHOOK_PATH}`)
      await shop.events.settle()
      shop.events.reset()

      const { updated_at } = await shop.verifyBusiness(id)
      await shop.writtenBack(user, { verificationStatus: "verified" })
      await shop.clerk.webhooks.idle()
      await eventually(async () =>
        expect(await shop.rows("SELECT type, clerk_user_id, outcome, reason FROM clerk_webhook_delivery")).toEqual([
          { type: "user.updated", clerk_user_id: user.id, outcome: "ignored", reason: "unchanged" },
        ])
      )
      await shop.events.settle()

      expect(writes()).toHaveLength(1)
      expect(await queue()).toEqual([])
      expect(shop.events.list().map(({ name }) => name)).toEqual(["customer_role.verified"])
      const clerk_updated_at = new Date(shop.clerk.users.get(user.id)?.updated_at ?? 0).toISOString()
      expect(await shop.adminRoleOf(id)).toMatchObject({ updated_at, clerk_updated_at })
      expect(await shop.historyOf(id)).toEqual(["created", "verified"])
    })
  })
})
