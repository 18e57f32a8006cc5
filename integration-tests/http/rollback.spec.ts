import { Modules } from "@medusajs/framework/utils"
import { linkCustomersToCustomerGroupWorkflow } from "@medusajs/medusa/core-flows"
import { fromBuiltPlugin } from "../helpers/built-plugin"
import { BUSINESS_GROUP } from "../helpers/catalogue"
import { intercept, restoreIntercepted } from "../helpers/intercept"
import { describeShop } from "../helpers/shop"
import { removeMemberships } from "../helpers/written-states"

const FAILURE = "This step fails on purpose"

/** The step after which the workflow fails. */
const LAST_STEP = "reprice-open-carts"

describeShop("workflows that fail halfway", { catalogue: true }, (shop) => {
  const workflows = () => fromBuiltPlugin<typeof import("../../src/workflows/customer-role")>("workflows/customer-role")

  const failingSync = async (clerk_user_id: string, afterStep: string, { signed_in = false } = {}) => {
    const workflow = workflows().syncRoleWorkflow(shop.container)
    // Not `appendAction`: that one appends to the end of the branch.
    workflow.insertActionAfter(afterStep, "fails-on-purpose", {
      invoke: async () => {
        throw new Error(FAILURE)
      },
    })
    const { errors } = await workflow.run({
      input: { clerk_user_id, actor: { type: "system" }, signed_in },
      throwOnError: false,
    })
    expect(errors.map(({ error }) => error.message)).toEqual([expect.stringContaining(FAILURE)])
  }

  const failingDecision = async (customer_ids: string[], is_verified: boolean) => {
    const workflow = workflows().verifyBusinessWorkflow(shop.container)
    workflow.insertActionAfter(LAST_STEP, "fails-on-purpose", {
      invoke: async () => {
        throw new Error(FAILURE)
      },
    })
    const { errors } = await workflow.run({
      input: { decisions: customer_ids.map((customer_id) => ({ customer_id, is_verified })), actor: { type: "admin", id: shop.admin.id } },
      throwOnError: false,
    })
    expect(errors.map(({ error }) => error.message)).toEqual([expect.stringContaining(FAILURE)])
  }

  const TABLES = [
    "customer",
    "customer_meta",
    "customer_role_event",
    "auth_identity",
    "provider_identity",
    "customer_group_customer",
    "clerk_webhook_delivery",
    "clerk_user_tombstone",
  ]

  /** Returns every row of the tables that a sync writes, without `updated_at`, which Medusa moves on its own. */
  const everything = async () => {
    const contents: Record<string, unknown[]> = {}
    for (const table of TABLES) {
      const rows = await shop.rows<Record<string, unknown>>(`SELECT * FROM ${table} WHERE deleted_at IS NULL`)
      contents[table] = rows
        .map(({ updated_at, ...row }) => (table === "customer_meta" ? { ...row, updated_at } : row))
        .sort((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b)))
    }
    return contents
  }

  afterEach(restoreIntercepted)

  const membershipsOf = (customerId: string) =>
    shop.rows("SELECT id FROM customer_group_customer WHERE customer_id = ? AND deleted_at IS NULL", [customerId])

  describe("sync-role", () => {
    it.each(["create-clerk-customer", "ensure-auth-identity", "record-sync", "align-group-membership", "emit-role-events", LAST_STEP])(
      "leaves nothing of a new user behind if it fails after %s",
      async (afterStep) => {
        const user = shop.clerkUser({ account_type: "business", company: "Cedar" })
        await shop.events.settle()
        shop.events.reset()
        const before = await everything()

        await failingSync(user.id, afterStep)

        expect(await everything()).toEqual(before)
        await shop.events.settle()
        expect(shop.events.list()).toEqual([])
      }
    )

    it("does not prevent the next sync", async () => {
      const user = shop.clerkUser({ account_type: "business", company: "Cedar" })
      await failingSync(user.id, LAST_STEP)

      const { status, body } = await shop.post<{ created: boolean }>("/store/customers/sync-role", { token: shop.tokenOf(user) })

      expect({ status, body }).toMatchObject({ status: 200, body: { created: true } })
    })

    it("keeps the sign-ins of a registered customer", async () => {
      const registered = await shop.registerCustomer()
      const user = shop.clerkUser({ email: registered.email })
      const before = await everything()

      await failingSync(user.id, "emit-role-events", { signed_in: true })

      expect(await everything()).toEqual(before)
      expect((await shop.get("/store/customers/me", { token: registered.token })).status).toBe(200)
      expect((await shop.get("/store/customers/me", { token: await shop.signIn(registered) })).status).toBe(200)
    })

    it("keeps a verified business verified and in its group", async () => {
      const { id, user } = await shop.syncedBusiness("verified")
      await shop.writtenBack(user, { verificationStatus: "verified" })
      await shop.events.settle()
      shop.events.reset()
      const before = await everything()
      shop.clerk.users.update(user.id, { unsafe_metadata: { accountType: "individual" } })

      await failingSync(user.id, LAST_STEP)

      expect(withoutMembershipIds(await everything())).toEqual(withoutMembershipIds(before))
      expect(await shop.groupNamesOf(id)).toEqual([BUSINESS_GROUP])
      await shop.events.settle()
      expect(shop.events.list()).toEqual([])
    })
  })

  describe("a process that dies between customer and record", () => {
    /** Simulates a dead process, whose work is not undone. */
    const dies = async (clerk_user_id: string) => {
      const gone = () => {
        throw new Error(FAILURE)
      }
      intercept(shop.container.resolve("customer_role"), "recordSync", gone)
      intercept(shop.container.resolve(Modules.CUSTOMER), "deleteCustomers", gone)
      intercept(shop.container.resolve(Modules.AUTH), "deleteAuthIdentities", gone)
      const run = await workflows()
        .syncRoleWorkflow(shop.container)
        .run({ input: { clerk_user_id, actor: { type: "system" } }, throwOnError: false })
        .catch((error: Error) => ({ errors: [{ error }] }))
      expect(run.errors).not.toEqual([])
      restoreIntercepted()
    }
    const registered = () =>
      shop.rows<{ id: string; email: string }>("SELECT id, email FROM customer WHERE has_account AND deleted_at IS NULL ORDER BY email")
    const sync = (user: { id: string }) =>
      shop.post<{ customer: { id: string } }>("/store/customers/sync-role", { token: shop.tokenOf(user) })

    it("is followed by a sync that adopts the customer, even after a change of the email address", async () => {
      const before = await registered()
      const user = shop.clerkUser({ email: "before@example.com", account_type: "business" })
      await dies(user.id)
      const [left] = (await registered()).filter(({ email }) => email === "before@example.com")
      shop.clerk.users.update(user.id, { email: "after@example.com" })

      expect(await sync(user)).toMatchObject({ status: 200, body: { customer: { id: left.id } } })

      expect(await registered()).toEqual(
        [...before, { id: left.id, email: "after@example.com" }].sort((a, b) => a.email.localeCompare(b.email))
      )
      expect(await shop.rows("SELECT * FROM clerk_customer_creation")).toEqual([])
      expect(await shop.get("/store/customers/me", { token: shop.tokenOf(user) })).toMatchObject({
        status: 200,
        body: { customer: { id: left.id } },
      })
    })

    it("leaves the customer to the first user who proves the address", async () => {
      const user = shop.clerkUser({ email: "given-up@example.com" })
      await dies(user.id)
      const [left] = (await registered()).filter(({ email }) => email === "given-up@example.com")
      shop.clerk.users.update(user.id, { email: "moved-on@example.com" })
      const successor = shop.clerkUser({ email: "given-up@example.com" })

      expect(await sync(successor)).toMatchObject({ status: 200, body: { customer: { id: left.id } } })
      const { status, body } = await sync(user)

      expect(status).toBe(200)
      expect(body.customer.id).not.toBe(left.id)
      expect((await registered()).filter(({ email }) => /given-up|moved-on/.test(email))).toEqual([
        { id: left.id, email: "given-up@example.com" },
        { id: body.customer.id, email: "moved-on@example.com" },
      ])
    })

    it("is followed by a new customer if the shop has deleted the first", async () => {
      const user = shop.clerkUser({ email: "discarded@example.com" })
      await dies(user.id)
      const [left] = (await registered()).filter(({ email }) => email === "discarded@example.com")
      await shop.container.resolve(Modules.CUSTOMER).softDeleteCustomers([left.id])

      const { status, body } = await sync(user)

      expect(status).toBe(200)
      expect(body.customer.id).not.toBe(left.id)
      expect((await registered()).filter(({ email }) => email === "discarded@example.com")).toEqual([
        { id: body.customer.id, email: "discarded@example.com" },
      ])
    })
  })

  describe("two processes at the first sign-in", () => {
    const secondProcess = async (clerk_user_id: string) => {
      const { result } = await workflows()
        .syncRoleWorkflow(shop.container)
        .run({ input: { clerk_user_id, actor: { type: "system" } } })
      return result
    }
    const expectOneOfEach = async (user: { id: string }, email: string) => {
      const customers = await shop.rows<{ id: string }>("SELECT id FROM customer WHERE email = ? AND deleted_at IS NULL", [email])
      expect(customers).toHaveLength(1)
      expect(await shop.rows("SELECT customer_id, deleted_at FROM customer_meta WHERE clerk_user_id = ?", [user.id])).toEqual([
        { customer_id: customers[0].id, deleted_at: null },
      ])
      expect(
        await shop.rows(
          `SELECT p.provider, a.app_metadata->>'customer_id' AS customer_id FROM provider_identity p JOIN auth_identity a ON a.id = p.auth_identity_id
           WHERE p.entity_id = ? AND p.deleted_at IS NULL AND a.deleted_at IS NULL`,
          [user.id]
        )
      ).toEqual([{ provider: "clerk", customer_id: customers[0].id }])
      expect(await shop.get("/store/customers/me", { token: shop.tokenOf(user) })).toMatchObject({
        status: 200,
        body: { customer: { id: customers[0].id } },
      })
    }

    it("create one customer if the second overtakes the first before the auth identity exists", async () => {
      const email = "overtaken@example.com"
      const user = shop.clerkUser({ email, account_type: "business" })
      let overtaking: Promise<unknown> | undefined
      intercept(shop.container.resolve(Modules.AUTH), "createAuthIdentities", async (call) => {
        if (call === 1) {
          overtaking = secondProcess(user.id)
          await overtaking
        }
      })

      const { errors, result } = await workflows()
        .syncRoleWorkflow(shop.container)
        .run({ input: { clerk_user_id: user.id, actor: { type: "system" } }, throwOnError: false })

      expect(errors).toEqual([])
      expect(await overtaking).toMatchObject({ customer: { id: result.customer.id } })
      await expectOneOfEach(user, email)
    })

    it.each(["create-clerk-customer", "ensure-auth-identity"])("keep the second's work if the first fails after %s", async (afterStep) => {
      const email = "goes-on@example.com"
      const user = shop.clerkUser({ email, account_type: "business" })
      const workflow = workflows().syncRoleWorkflow(shop.container)
      workflow.insertActionAfter(afterStep, "overtaken", {
        invoke: async () => {
          await secondProcess(user.id)
          throw new Error(FAILURE)
        },
      })

      const { errors } = await workflow.run({ input: { clerk_user_id: user.id, actor: { type: "system" } }, throwOnError: false })

      expect(errors.map(({ error }) => error.message)).toEqual([expect.stringContaining(FAILURE)])
      await expectOneOfEach(user, email)
    })
  })

  describe("align-group-membership", () => {
    const verify = (...ids: string[]) =>
      shop.post("/admin/customers/verify", { token: shop.admin.token, body: { customer_ids: ids, is_verified: true } })

    it("removes the first customer again if the second cannot join", async () => {
      const people = [await shop.syncedBusiness(), await shop.syncedBusiness()]
      let joins = 0
      intercept(shop.container.resolve(Modules.CUSTOMER), "addCustomerToGroup", (call) => {
        joins = call
        if (call === 2) {
          throw new Error(FAILURE)
        }
      })

      expect((await verify(...people.map(({ id }) => id))).status).toBe(500)

      expect(joins).toBe(2)
      for (const { id } of people) {
        expect(await membershipsOf(id)).toEqual([])
        expect(await shop.metaOf(id)).toMatchObject({ verification_status: "pending", is_verified: false, customer_group_id: null })
        expect(await shop.historyOf(id)).toEqual(["created"])
      }
    })

    it("leaves one membership if removing fails", async () => {
      const { id } = await shop.syncedBusiness("verified")
      intercept(shop.container.resolve(Modules.CUSTOMER), "removeCustomerFromGroup", (call) => {
        if (call === 1) {
          throw new Error(FAILURE)
        }
      })

      expect(
        (await shop.post("/admin/customers/verify", { token: shop.admin.token, body: { customer_id: id, is_verified: false } })).status
      ).toBe(500)

      expect(await membershipsOf(id)).toHaveLength(1)
      expect(await shop.metaOf(id)).toMatchObject({ verification_status: "verified", customer_group_id: shop.catalogue.businessGroupId })
    })

    it("restores a membership that was lost in a crash", async () => {
      const { id } = await shop.syncedBusiness("verified")
      await removeMemberships(shop, id)
      expect(await shop.groupNamesOf(id)).toEqual([])

      expect((await shop.post(`/admin/customers/${id}/role/resync`, { token: shop.admin.token })).status).toBe(200)

      expect(await shop.groupNamesOf(id)).toEqual([BUSINESS_GROUP])
      await shop.decide(id, false)
      expect(await membershipsOf(id)).toEqual([])
    })
  })

  describe("verify-business", () => {
    it("keeps a pending business pending", async () => {
      const people = [await shop.syncedBusiness(), await shop.syncedBusiness("rejected")]
      await shop.events.settle()
      shop.events.reset()
      const before = await everything()

      await failingDecision(
        people.map(({ id }) => id),
        true
      )

      expect(await everything()).toEqual(before)
      await shop.events.settle()
      expect(shop.events.list()).toEqual([])
    })

    it("keeps a verified business in its group", async () => {
      const { id } = await shop.syncedBusiness("verified")
      const before = await everything()

      await failingDecision([id], false)

      expect(withoutMembershipIds(await everything())).toEqual(withoutMembershipIds(before))
      expect(await shop.groupNamesOf(id)).toEqual([BUSINESS_GROUP])
      await shop.decide(id, false)
      expect(await shop.groupNamesOf(id)).toEqual([])
    })

    it("keeps a membership from before", async () => {
      const { id } = await shop.syncedBusiness()
      await linkCustomersToCustomerGroupWorkflow(shop.container).run({ input: { id: shop.catalogue.businessGroupId, add: [id] } })
      const before = await everything()

      await failingDecision([id], true)

      expect(await everything()).toEqual(before)
    })
  })
})

/** Ignores the id: a restored membership is a new row. */
const withoutMembershipIds = ({ customer_group_customer, ...rest }: Record<string, unknown[]>) => ({
  ...rest,
  customer_group_customer: customer_group_customer.map((row) => {
    const { customer_id, customer_group_id }: { customer_id?: string; customer_group_id?: string } = Object(row)
    return { customer_id, customer_group_id }
  }),
})
