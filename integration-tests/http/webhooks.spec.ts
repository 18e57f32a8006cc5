import { randomUUID } from "node:crypto"
import { gzipSync } from "node:zlib"
import { Modules } from "@medusajs/framework/utils"
import { CUSTOMER_ROLE_MODULE } from "../../src/modules/customer-role"
import { eventually } from "../helpers/eventually"
import { intercept, restoreIntercepted } from "../helpers/intercept"
import { describeShop, WEBHOOK_PATH } from "../helpers/shop"

const OTHER_SECRET = `whsec_${Buffer.from("another secret of the same length").toString("base64")}`
const now = () => Math.floor(Date.now() / 1000)

describeShop("POST /hooks/clerk", {}, (shop) => {
  const send = (rawBody: string, headers: Record<string, string>) => shop.post(WEBHOOK_PATH, { rawBody, headers })
  const stateOf = async (clerkUserId: string) => {
    const [row] = await shop.rows<{ account_type: string; company_name: string | null; disabled: boolean }>(
      "SELECT account_type, company_name, disabled_at IS NOT NULL AS disabled FROM customer_meta WHERE clerk_user_id = ? AND deleted_at IS NULL",
      [clerkUserId]
    )
    return row
  }
  const deliveryOf = async (svixId: string) => {
    const [row] = await shop.rows("SELECT * FROM clerk_webhook_delivery WHERE svix_id = ?", [svixId])
    return row
  }
  const rowsOf = async (clerkUserId: string) => shop.rows("SELECT id FROM customer_meta WHERE clerk_user_id = ?", [clerkUserId])

  describe("the signature", () => {
    it("applies an event if it is valid", async () => {
      const user = shop.clerkUser({ account_type: "business", company: "Cedar" })

      const { status } = await shop.webhook("user.created", user)

      expect(status).toBe(200)
      expect(await stateOf(user.id)).toEqual({ account_type: "business", company_name: "Cedar", disabled: false })
    })

    const tamper: [
      name: string,
      change: (message: { body: string; headers: Record<string, string> }) => { body: string; headers: Record<string, string> },
    ][] = [
      ["is missing", ({ body }) => ({ body, headers: { "content-type": "application/json" } })],
      ["has no id", ({ body, headers }) => ({ body, headers: without(headers, "svix-id") })],
      ["has no timestamp", ({ body, headers }) => ({ body, headers: without(headers, "svix-timestamp") })],
      ["has no signature", ({ body, headers }) => ({ body, headers: without(headers, "svix-signature") })],
      ["is empty", ({ body, headers }) => ({ body, headers: { ...headers, "svix-signature": "" } })],
      ["is garbage", ({ body, headers }) => ({ body, headers: { ...headers, "svix-signature": "v1,Z2FyYmFnZQ==" } })],
      [
        "is of another version",
        ({ body, headers }) => ({ body, headers: { ...headers, "svix-signature": headers["svix-signature"].replace("v1,", "v0,") } }),
      ],
      ["is for another body", ({ body, headers }) => ({ body: body.replace("business", "individual"), headers })],
      ["is for the body but a space", ({ body, headers }) => ({ body: `${body} `, headers })],
      ["is for another id", ({ body, headers }) => ({ body, headers: { ...headers, "svix-id": "msg_other" } })],
      ["is for another time", ({ body, headers }) => ({ body, headers: { ...headers, "svix-timestamp": String(now() - 5) } })],
      ["has a timestamp that is not a number", ({ body, headers }) => ({ body, headers: { ...headers, "svix-timestamp": "today" } })],
    ]
    it.each(tamper)("is refused if it %s", async (_name, change) => {
      const user = shop.clerkUser({ account_type: "business" })
      const { body, headers } = change(shop.clerk.webhooks.build("user.created", user))

      expect(await send(body, headers)).toMatchObject({ status: 401, body: { type: "unauthorized", code: "invalid_signature" } })
      expect(await rowsOf(user.id)).toEqual([])
    })

    it.each([
      ["older than five minutes", -3600],
      ["from the future", 3600],
    ])("is refused if it is %s", async (_name, shift) => {
      const { body, headers } = shop.clerk.webhooks.build("user.created", shop.clerkUser(), { timestamp: now() + shift })

      expect(await send(body, headers)).toMatchObject({ status: 401, body: { code: "invalid_signature" } })
    })

    it("is refused if another secret made it", async () => {
      const { body } = shop.clerk.webhooks.build("user.created", shop.clerkUser())

      expect(await send(body, shop.clerk.webhooks.sign(body, { secret: OTHER_SECRET }))).toMatchObject({
        status: 401,
        body: { code: "invalid_signature" },
      })
    })

    it("is checked before the body is parsed", async () => {
      const headers = { "content-type": "application/json" }

      expect(await send("{", headers)).toMatchObject({ status: 401, body: { code: "invalid_signature" } })
      expect(await send("", headers)).toMatchObject({ status: 401, body: { code: "invalid_signature" } })
    })

    it("is checked whatever the content type", async () => {
      const user = shop.clerkUser()
      const { body, headers } = shop.clerk.webhooks.build("user.created", user)

      expect((await send(body, { ...headers, "content-type": "text/plain" })).status).toBe(200)
      expect(await stateOf(user.id)).toEqual({ account_type: "individual", company_name: null, disabled: false })
    })

    it("is required even with an admin's token", async () => {
      const { body } = shop.clerk.webhooks.build("user.created", shop.clerkUser())

      expect(await shop.post(WEBHOOK_PATH, { token: shop.admin.token, rawBody: body })).toMatchObject({
        status: 401,
        body: { code: "invalid_signature" },
      })
    })
  })

  describe("a signed body", () => {
    it.each([
      ["malformed JSON", "{"],
      ["empty", ""],
      ["a text", '"user.created"'],
      ["null", "null"],
      ["an array", "[]"],
      ["an event without a type", '{"object":"event","data":{"id":"user_x"}}'],
      ["an event without data", '{"object":"event","type":"user.updated"}'],
      ["a user without an id", '{"object":"event","type":"user.updated","data":{}}'],
      ["a user whose id is an object", '{"object":"event","type":"user.updated","data":{"id":{"a":1}}}'],
      ["a deletion without an id", '{"object":"event","type":"user.deleted","data":{}}'],
      ["a user whose emails are not a list", '{"object":"event","type":"user.updated","data":{"id":"user_odd","email_addresses":"x"}}'],
      ["a user whose version is not a number", '{"object":"event","type":"user.updated","data":{"id":"user_odd","updated_at":"x"}}'],
      ["a user whose id has a NUL", '{"object":"event","type":"user.updated","data":{"id":"user_\\u0000x","updated_at":1}}'],
      ["a user whose id is half a pair", '{"object":"event","type":"user.updated","data":{"id":"user_\\ud800","updated_at":1}}'],
      ["a user whose id is endless", `{"object":"event","type":"user.updated","data":{"id":"${"x".repeat(10_000)}","updated_at":1}}`],
      ...["9e15", "8.64e15", "1e300", "-1", "1.5", "[1]"].map((time) => [
        `a user of the time ${time}`,
        `{"object":"event","type":"user.updated","timestamp":${time},"data":{"id":"user_odd","updated_at":${time}}}`,
      ]),
      ["of a type with a NUL", '{"object":"event","type":"user.\\u0000","data":{"id":"user_odd"}}'],
      ["of an endless type", `{"object":"event","type":"${"x".repeat(10_000)}","data":{"id":"user_odd"}}`],
      ["a deletion whose id is a list", '{"object":"event","type":"user.deleted","data":{"id":["user_odd"]}}'],
      ["a deletion with a NUL", '{"object":"event","type":"user.deleted","data":{"id":"user_\\u0000"}}'],
      ["a session with a NUL", '{"object":"event","type":"session.ended","data":{"id":"sess_\\u0000","user_id":"user_odd"}}'],
      ["a session without a user", '{"object":"event","type":"session.removed","data":{"id":"sess_odd","user_id":{"a":1}}}'],
      [
        "a user whose claim is nested deeply",
        `{"object":"event","type":"user.updated","data":{"id":"user_odd","updated_at":1,"unsafe_metadata":${"[".repeat(50_000)}${"]".repeat(50_000)}}}`,
      ],
    ])("is acknowledged if it is %s, so that Clerk does not repeat it", async (_name, body) => {
      expect((await send(body, shop.clerk.webhooks.sign(body))).status).toBe(200)
    })

    it("of a user with very long texts is applied as far as possible", async () => {
      const user = shop.clerkUser()
      const odd = {
        ...user,
        first_name: `A\0${"x".repeat(100_000)}`,
        last_name: "\ud800",
        unsafe_metadata: { accountType: "business", company: "x".repeat(100_000) },
      }

      expect((await shop.webhook("user.created", odd)).status).toBe(200)
      expect(await stateOf(user.id)).toMatchObject({ account_type: "individual" })
    })

    it.each(["user.created", "user.updated"])("from the examples in Clerk's dashboard (%s) creates no customer", async (type) => {
      const id = "user_29w83sxmDNGwOuEthce5gg56FcC"
      const example = { ...shop.clerkUser(), id }
      const before = await shop.rows("SELECT count(*) FROM customer")

      await shop.webhook(type, example)

      expect(await shop.rows("SELECT count(*) FROM customer")).toEqual(before)
      expect(await stateOf(id)).toBeUndefined()
      expect(await shop.rows("SELECT reason FROM clerk_webhook_delivery WHERE clerk_user_id = ?", [id])).toEqual([
        { reason: "unknown_at_clerk" },
      ])
    })

    it("of a new user is retried while Clerk cannot confirm the user", async () => {
      const user = shop.clerkUser()
      const { body, headers } = shop.clerk.webhooks.build("user.created", user)
      shop.clerk.faults.set({ status: 500 })

      expect((await send(body, headers)).status).toBe(503)
      shop.clerk.faults.set(null)
      expect((await send(body, headers)).status).toBe(200)
      expect(await stateOf(user.id)).toBeDefined()
    })

    it("is refused if it is huge", async () => {
      const body = JSON.stringify({ type: "user.updated", data: { id: "user_x", note: "x".repeat(5_000_000) } })

      expect(await send(body, shop.clerk.webhooks.sign(body))).toMatchObject({ status: 413, body: { code: "payload_too_large" } })
    })

    it("of a user with as much metadata as Clerk allows is applied", async () => {
      const user = shop.clerkUser({ unsafe_metadata: { accountType: "business", note: "ü".repeat(4000) } })

      expect((await shop.webhook("user.created", user)).status).toBe(200)
      expect(await stateOf(user.id)).toMatchObject({ account_type: "business" })
    })

    it("is checked as it was signed if it is compressed, and refused if it is a compression bomb", async () => {
      const { headers } = shop.clerk.webhooks.build("user.created", shop.clerkUser())
      const bomb = gzipSync(Buffer.alloc(20_000_000, "a"))

      const response = await fetch(`${shop.baseUrl}${WEBHOOK_PATH}`, {
        method: "POST",
        headers: { ...headers, "content-encoding": "gzip" },
        body: new Uint8Array(bomb),
      })

      expect([400, 401, 413, 415]).toContain(response.status)
    })

    it.each(["session.created", "organization.created", "email.created", "user.something", "constructor"])(
      "of type %s is acknowledged",
      async (type) => {
        expect((await shop.webhook(type, { id: "x" })).status).toBe(200)
      }
    )

    it.each([
      ["an array", []],
      ["a text", "business"],
      ["a number", 5],
      ["null", null],
      ["nested arrays", { accountType: [["business"]] }],
    ])("with unsafe metadata that is %s grants nothing and causes no error", async (_name, unsafe_metadata) => {
      const user = shop.clerkUser()

      expect((await shop.webhook("user.created", { ...user, unsafe_metadata })).status).toBe(200)
      expect(await stateOf(user.id)).toEqual({ account_type: "individual", company_name: null, disabled: false })
    })

    it("with an invalid claim is recorded and leaves the role unchanged", async () => {
      const { user, id } = await shop.syncedBusiness("verified")

      const updated = shop.clerk.users.update(user.id, { unsafe_metadata: { accountType: "admin" } })
      expect((await shop.webhook("user.updated", updated)).status).toBe(200)

      expect(await shop.metaOf(id)).toMatchObject({ is_verified: true, account_type: "business" })
      expect(await shop.historyOf(id)).toEqual(["created", "verified", "claim_refused"])
    })

    it.each([
      ["without an email", { email: null }],
      ["with an unverified email", { email_verified: false }],
    ])("of a user %s is acknowledged and changes nothing", async (_name, input) => {
      const user = shop.clerkUser(input)

      expect((await shop.webhook("user.created", user)).status).toBe(200)
      expect(await rowsOf(user.id)).toEqual([])
    })
  })

  describe("a repeated event", () => {
    it("takes effect once", async () => {
      const user = shop.clerkUser()
      const id = `msg_${randomUUID()}`
      await shop.webhook("user.created", user, { id })
      const customerId = String(
        (await shop.rows("SELECT customer_id FROM customer_meta WHERE clerk_user_id = ?", [user.id]))[0].customer_id
      )
      await shop.events.settle()
      const before = await shop.metaOf(customerId)
      shop.events.reset()

      expect((await shop.webhook("user.created", user, { id })).status).toBe(200)
      await shop.events.settle()

      expect(await shop.metaOf(customerId)).toEqual(before)
      expect(shop.events.list()).toEqual([])
      expect(await shop.rows("SELECT svix_id FROM clerk_webhook_delivery WHERE svix_id = ?", [id])).toHaveLength(1)
    })

    it("takes effect once even if both arrive at the same time", async () => {
      const user = shop.clerkUser({ account_type: "business" })
      const id = `msg_${randomUUID()}`

      const answers = await Promise.all(Array.from({ length: 10 }, () => shop.webhook("user.created", user, { id })))

      expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 200))
      expect(await rowsOf(user.id)).toHaveLength(1)
      const [{ customer_id }] = await shop.rows<{ customer_id: string }>("SELECT customer_id FROM customer_meta WHERE clerk_user_id = ?", [
        user.id,
      ])
      expect(await shop.historyOf(customer_id)).toEqual(["created"])
    })

    it("is recognized by its id even if the type differs", async () => {
      const { user, id: customerId } = await shop.synced({ account_type: "business" })
      const id = `msg_${randomUUID()}`
      await shop.webhook("user.updated", shop.clerk.users.update(user.id, { first_name: "Ada" }), { id })

      await shop.webhook("user.deleted", { id: user.id, object: "user", deleted: true }, { id })

      expect(await shop.metaOf(customerId)).toMatchObject({ account_type: "business", deleted_at: null })
    })
  })

  describe("an interrupted delivery", () => {
    afterEach(restoreIntercepted)

    const fails = () => {
      throw new Error("This fails on purpose")
    }
    const failOnce = (call: number) => (call === 1 ? fails() : undefined)
    const customers = () => shop.container.resolve(Modules.CUSTOMER)
    /** Simulates a dead process: it does nothing more and undoes nothing. */
    const crash = () => {
      intercept(customers(), "removeCustomerFromGroup", fails)
      intercept(customers(), "addCustomerToGroup", fails)
      intercept(shop.container.resolve(CUSTOMER_ROLE_MODULE), "undoChange", fails)
    }
    const deliver = (type: string, data: unknown, id: string) => {
      const { body, headers } = shop.clerk.webhooks.build(type, data, { id })
      return send(body, headers)
    }
    const messages = [
      ["user.deleted", (id: string) => shop.clerk.users.delete(id)],
      ["user.updated", (id: string) => shop.clerk.users.update(id, { unsafe_metadata: { accountType: "individual" } })],
    ] as const

    it.each(messages)("is finished by the next attempt after a failure (%s)", async (type, change) => {
      const { user, id: customerId } = await shop.syncedBusiness("verified")
      const id = `msg_${randomUUID()}`
      const data = change(user.id)
      intercept(customers(), "removeCustomerFromGroup", failOnce)

      expect((await deliver(type, data, id)).status).toBeGreaterThanOrEqual(500)
      expect(await deliveryOf(id)).toMatchObject({ outcome: "failed", reason: "internal_error", attempts: 1, finished_at: null })

      expect((await deliver(type, data, id)).status).toBe(200)
      expect(await deliveryOf(id)).toMatchObject({ outcome: "applied", reason: null, attempts: 2, finished_at: expect.any(Date) })
      expect(await shop.groupNamesOf(customerId)).toEqual([])
      expect(await shop.rows("SELECT customer_group_id FROM customer_meta WHERE customer_id = ?", [customerId])).toEqual([
        { customer_group_id: null },
      ])
    })

    it.each(messages)("is finished by the next attempt after a crash, which undoes nothing (%s)", async (type, change) => {
      const { user, id: customerId } = await shop.syncedBusiness("verified")
      const id = `msg_${randomUUID()}`
      const data = change(user.id)
      crash()

      expect((await deliver(type, data, id)).status).toBeGreaterThanOrEqual(500)
      restoreIntercepted()
      expect(await shop.groupNamesOf(customerId)).toHaveLength(1)

      expect((await deliver(type, data, id)).status).toBe(200)
      expect(await shop.groupNamesOf(customerId)).toEqual([])
      expect(
        await shop.rows(
          "SELECT is_verified OR account_type <> 'individual' AS open FROM customer_meta WHERE customer_id = ? AND deleted_at IS NULL",
          [customerId]
        )
      ).toEqual(type === "user.deleted" ? [] : [{ open: false }])
    })
  })

  describe("the record of a delivery", () => {
    afterEach(restoreIntercepted)

    const record = async (type: string, data: unknown) => {
      const id = `msg_${randomUUID()}`
      await shop.webhook(type, data, { id })
      return deliveryOf(id)
    }

    it("shows that the delivery was applied, for whom, and Clerk's time of the event", async () => {
      const user = shop.clerkUser({ account_type: "business" })
      const found = await record("user.created", user)

      expect(found).toMatchObject({ type: "user.created", clerk_user_id: user.id, outcome: "applied", reason: null, attempts: 1 })
      expect(found?.finished_at).toEqual(expect.any(Date))
      expect(Math.abs(Number(found?.event_at) - Date.now())).toBeLessThan(60_000)
    })

    it("shows that the claim was not applied", async () => {
      expect(await record("user.created", shop.clerkUser({ unsafe_metadata: { accountType: "admin" } }))).toMatchObject({
        outcome: "applied",
        reason: "invalid_account_claim",
      })
    })

    it.each([
      ["without an email", { email: null }, "email_required"],
      ["with an unverified email", { email_verified: false }, "email_unverified"],
    ])("shows why a user %s was ignored", async (_, input, reason) => {
      expect(await record("user.created", shop.clerkUser(input))).toMatchObject({ outcome: "ignored", reason })
    })

    it("shows that nothing changed", async () => {
      const { user } = await shop.synced()
      expect(await record("user.updated", shop.clerk.users.update(user.id, { last_name: "Lovelace" }))).toMatchObject({
        outcome: "ignored",
        reason: "unchanged",
      })
    })

    it("shows that a newer version was applied before", async () => {
      const { user } = await shop.synced()
      await shop.webhook("user.updated", shop.clerk.users.update(user.id, { last_name: "Lovelace" }))
      expect(await record("user.updated", user)).toMatchObject({ outcome: "ignored", reason: "older_version" })
    })

    it("shows that the user was deleted before", async () => {
      const { user } = await shop.synced()
      await shop.webhook("user.deleted", shop.clerk.users.delete(user.id))
      expect(await record("user.updated", user)).toMatchObject({ outcome: "ignored", reason: "account_disabled" })
    })

    it("shows that the type of event is ignored", async () => {
      expect(await record("session.created", { id: "sess_1", object: "session" })).toMatchObject({
        clerk_user_id: null,
        outcome: "ignored",
        reason: "event_type",
      })
    })

    it("is not written without a valid signature", async () => {
      const { body, headers } = shop.clerk.webhooks.build("user.created", shop.clerkUser(), { secret: OTHER_SECRET })
      expect((await send(body, headers)).status).toBe(401)
      expect(await shop.rows("SELECT svix_id FROM clerk_webhook_delivery")).toEqual([])
    })

    it("is committed with the change, so that an interrupted delivery keeps its mark", async () => {
      const { user } = await shop.syncedBusiness("verified")
      const id = `msg_${randomUUID()}`
      let marked: Record<string, unknown> | undefined
      intercept(shop.container.resolve(Modules.CUSTOMER), "removeCustomerFromGroup", async () => {
        marked = await deliveryOf(id)
      })

      await shop.webhook("user.updated", shop.clerk.users.update(user.id, { unsafe_metadata: { accountType: "individual" } }), { id })

      expect(marked).toMatchObject({ outcome: "applied", finished_at: null })
      expect(await deliveryOf(id)).toMatchObject({ outcome: "applied", finished_at: expect.any(Date) })
    })
  })

  describe("a customer whom the shop has deleted", () => {
    it("comes back by signing in, not by a change of the Clerk profile", async () => {
      const { user, id: customerId, token } = await shop.synced()
      await shop.delete(`/admin/customers/${customerId}`, { token: shop.admin.token })
      await eventually(async () => expect(await shop.metaOf(customerId)).toBeUndefined())
      const id = `msg_${randomUUID()}`

      await shop.webhook("user.updated", shop.clerk.users.update(user.id, { first_name: "Ada" }), { id })

      expect(await deliveryOf(id)).toMatchObject({ outcome: "ignored", reason: "customer_deleted" })
      expect(await shop.rows("SELECT id FROM customer_meta WHERE clerk_user_id = ? AND deleted_at IS NULL", [user.id])).toEqual([])
      expect((await shop.post("/store/customers/sync-role", { token })).status).toBe(200)
    })
  })

  describe("the order of arrival", () => {
    const versions = (count: number) => {
      const user = shop.clerkUser({ account_type: "business", company: "Version 0" })
      return [
        user,
        ...Array.from({ length: count }, (_, index) =>
          shop.clerk.users.update(user.id, { unsafe_metadata: { accountType: "business", company: `Version ${index + 1}` } })
        ),
      ]
    }

    it("does not matter, because the newest version wins", async () => {
      const [first, second, third] = versions(2)

      await shop.webhook("user.updated", third)
      await shop.webhook("user.created", first)
      await shop.webhook("user.updated", second)

      expect(await stateOf(first.id)).toMatchObject({ company_name: "Version 2" })
    })

    it("does not matter if all events arrive at once", async () => {
      const all = versions(9)

      const answers = await Promise.all([...all].reverse().map((user) => shop.webhook("user.updated", user)))

      expect(answers.map(({ status }) => status)).toEqual(all.map(() => 200))
      expect(await stateOf(all[0].id)).toMatchObject({ company_name: "Version 9" })
      expect(await rowsOf(all[0].id)).toHaveLength(1)
    })

    it("cannot make a late update undo a ban", async () => {
      const { user, token } = await shop.synced()
      const before = shop.clerk.users.update(user.id, { first_name: "Ada" })
      const banned = shop.clerk.users.ban(user.id)

      await shop.webhook("user.updated", banned)
      await shop.webhook("user.updated", before)

      expect(await stateOf(user.id)).toMatchObject({ disabled: true })
      expect(await shop.get("/store/customers/me", { token })).toMatchObject({ status: 403, body: { code: "account_disabled" } })
    })

    it("cannot revive a deleted user", async () => {
      const { user, token } = await shop.syncedBusiness("verified")
      const updated = shop.clerk.users.update(user.id, { unsafe_metadata: { accountType: "business", company: "Late" } })

      await shop.webhook("user.deleted", shop.clerk.users.delete(user.id))
      expect((await shop.webhook("user.updated", updated)).status).toBe(200)
      expect((await shop.webhook("user.created", user)).status).toBe(200)

      expect(await stateOf(user.id)).toBeUndefined()
      expect(await shop.get("/store/customers/me", { token })).toMatchObject({ status: 403, body: { code: "account_disabled" } })
      expect(await shop.post("/store/customers/sync-role", { token })).toMatchObject({ status: 403, body: { code: "account_disabled" } })
    })

    it("does not matter for a user whose deletion arrives first", async () => {
      const user = shop.clerkUser()
      const token = shop.tokenOf(user)

      await shop.webhook("user.deleted", { id: user.id, object: "user", deleted: true })
      await shop.webhook("user.created", user)

      expect(await rowsOf(user.id)).toEqual([])
      expect(await shop.get("/store/customers/me", { token })).toMatchObject({ status: 403, body: { code: "account_disabled" } })
    })

    it("does not matter for a deletion amid updates", async () => {
      const all = versions(4)
      await shop.webhook("user.created", all[0])
      const deleted = shop.clerk.users.delete(all[0].id)

      const answers = await Promise.all(
        [...all.slice(1), deleted, ...all.slice(1)].map((data) => shop.webhook("deleted" in data ? "user.deleted" : "user.updated", data))
      )

      expect(answers.every(({ status }) => status === 200)).toBe(true)
      expect(await stateOf(all[0].id)).toBeUndefined()
    })
  })

  it("emits disabled for a ban and for a deletion", async () => {
    const banned = await shop.synced()
    const deleted = await shop.synced()

    await shop.webhook("user.updated", shop.clerk.users.ban(banned.user.id))
    await shop.webhook("user.deleted", shop.clerk.users.delete(deleted.user.id))
    await shop.events.settle()

    expect(shop.events.namesFor(banned.id)).toEqual(["customer_role.created", "customer_role.disabled"])
    expect(shop.events.namesFor(deleted.id)).toEqual(["customer_role.created", "customer_role.disabled"])
    expect(await shop.historyOf(banned.id)).toEqual(["created", "disabled"])
  })

  describe("the write-back", () => {
    it("writes the role to Clerk under one key and keeps the other keys", async () => {
      const { user, id } = await shop.syncedBusiness("pending", { public_metadata: { plan: "gold" } })
      await shop.writtenBack(user, { verificationStatus: "pending" })
      await shop.verifyBusiness(id)

      const written = await shop.writtenBack(user, { verificationStatus: "verified" })

      expect(written.public_metadata).toEqual({
        plan: "gold",
        customerRole: { accountType: "business", isVerified: true, verificationStatus: "verified" },
      })
    })

    it("changes nothing when Clerk reports it as user.updated", async () => {
      const { user, id } = await shop.syncedBusiness("verified")
      const written = await shop.writtenBack(user, { verificationStatus: "verified" })
      await shop.events.settle()
      const { clerk_updated_at: _seen, ...before } = (await shop.metaOf(id)) ?? {}
      shop.clerk.requests.reset()
      shop.events.reset()

      await shop.webhook("user.updated", written)
      await shop.events.settle()

      expect(await shop.metaOf(id)).toMatchObject(before)
      expect(await shop.historyOf(id)).toEqual(["created", "verified"])
      expect(shop.events.list()).toEqual([])
      expect(shop.clerk.requests.list().filter(({ method }) => method !== "GET")).toEqual([])
    })

    it("is retried in the background after Clerk fails", async () => {
      const { user, id } = await shop.syncedBusiness("pending")
      await shop.writtenBack(user, { verificationStatus: "pending" })
      shop.clerk.faults.set({ status: 500, times: 1, path: /metadata/ })

      await shop.verifyBusiness(id)

      await eventually(() => {
        expect(shop.clerk.users.get(user.id)?.public_metadata).toMatchObject({ customerRole: { verificationStatus: "verified" } })
      }, 30_000)
    })
  })

  it("syncs a change at Clerk through a real webhook", async () => {
    const { user, id } = await shop.synced()
    shop.clerk.webhooks.setTarget(`${shop.baseUrl}${WEBHOOK_PATH}`)
    try {
      shop.clerk.users.update(user.id, { unsafe_metadata: { accountType: "business", company: "Cedar" } })
      await shop.clerk.webhooks.idle()
    } finally {
      shop.clerk.webhooks.setTarget(null)
    }

    expect(await shop.metaOf(id)).toMatchObject({ account_type: "business", company_name: "Cedar", verification_status: "pending" })
  })
})

const without = (headers: Record<string, string>, name: string): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).filter(([key]) => key !== name))
