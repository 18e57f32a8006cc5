import { randomUUID } from "node:crypto"
import { linkCustomersToCustomerGroupWorkflow } from "@medusajs/medusa/core-flows"
import { fromBuiltPlugin } from "../helpers/built-plugin"
import { BUSINESS_GROUP } from "../helpers/catalogue"
import { describeShop } from "../helpers/shop"

const FAILURE = "This step fails on purpose"

/** After which step the workflow breaks off. */
const LAST_STEP = "reprice-open-carts"

describeShop("A workflow that fails half-way", { catalogue: true }, (shop) => {
  const workflows = () => fromBuiltPlugin<typeof import("../../src/workflows/customer-role")>("workflows/customer-role")

  const failingSync = async (clerk_user_id: string, afterStep: string) => {
    const workflow = workflows().syncRoleWorkflow(shop.container)
    workflow.appendAction("fails-on-purpose", afterStep, {
      invoke: async () => {
        throw new Error(FAILURE)
      },
    })
    const { errors } = await workflow.run({
      input: { clerk_user_id, actor: { type: "system" } },
      throwOnError: false,
    })
    expect(errors.map(({ error }) => error.message)).toEqual([expect.stringContaining(FAILURE)])
  }

  const failingDecision = async (customer_ids: string[], is_verified: boolean) => {
    const workflow = workflows().verifyBusinessWorkflow(shop.container)
    workflow.appendAction("fails-on-purpose", LAST_STEP, {
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

  const TABLES = ["customer", "customer_meta", "customer_role_event", "auth_identity", "provider_identity", "customer_group_customer", "clerk_webhook_delivery", "clerk_user_tombstone"]

  /** Every row of the tables that a sync writes, so that nothing can hide. Medusa moves `updated_at` of its own. */
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

  describe("sync-role", () => {
    it.each(["ensure-auth-identity", "record-sync", "align-group-membership", "emit-role-events", LAST_STEP])(
      "leaves nothing of a new user behind where it fails after %s",
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

    it("lets the next sync succeed", async () => {
      const user = shop.clerkUser({ account_type: "business", company: "Cedar" })
      await failingSync(user.id, LAST_STEP)

      const { status, body } = await shop.post<{ created: boolean }>("/store/customers/sync-role", { token: shop.tokenOf(user) })

      expect({ status, body }).toMatchObject({ status: 200, body: { created: true } })
    })

    it("gives a registered customer his sign-ins back", async () => {
      const registered = await shop.registerCustomer()
      const user = shop.clerkUser({ email: registered.email })
      const before = await everything()

      await failingSync(user.id, LAST_STEP)

      expect(await everything()).toEqual(before)
      expect((await shop.get("/store/customers/me", { token: registered.token })).status).toBe(200)
      expect((await shop.get("/store/customers/me", { token: await shop.signIn(registered) })).status).toBe(200)
    })

    it("leaves a verified business verified and in its group", async () => {
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

  describe("verify-business", () => {
    it("leaves a pending business pending", async () => {
      const people = [await shop.syncedBusiness(), await shop.syncedBusiness("rejected")]
      await shop.events.settle()
      shop.events.reset()
      const before = await everything()

      await failingDecision(people.map(({ id }) => id), true)

      expect(await everything()).toEqual(before)
      await shop.events.settle()
      expect(shop.events.list()).toEqual([])
    })

    it("leaves a verified business in its group", async () => {
      const { id } = await shop.syncedBusiness("verified")
      const before = await everything()

      await failingDecision([id], false)

      expect(withoutMembershipIds(await everything())).toEqual(withoutMembershipIds(before))
      expect(await shop.groupNamesOf(id)).toEqual([BUSINESS_GROUP])
      await shop.decide(id, false)
      expect(await shop.groupNamesOf(id)).toEqual([])
    })

    it("leaves a membership that was there before", async () => {
      const { id } = await shop.syncedBusiness()
      await linkCustomersToCustomerGroupWorkflow(shop.container).run({ input: { id: shop.catalogue.businessGroupId, add: [id] } })
      const before = await everything()

      await failingDecision([id], true)

      expect(await everything()).toEqual(before)
    })
  })
})

/** A membership that was given back is a new row. */
const withoutMembershipIds = ({ customer_group_customer, ...rest }: Record<string, unknown[]>) => ({
  ...rest,
  customer_group_customer: customer_group_customer.map((row) => {
    const { customer_id, customer_group_id }: { customer_id?: string; customer_group_id?: string } = Object(row)
    return { customer_id, customer_group_id }
  }),
})
