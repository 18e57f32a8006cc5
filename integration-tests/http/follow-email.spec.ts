import { randomUUID } from "node:crypto"
import { Modules } from "@medusajs/framework/utils"
import { intercept, restoreIntercepted } from "../helpers/intercept"
import { describeShop } from "../helpers/shop"

const freshEmail = () => `${randomUUID()}@example.com`

describeShop("a Clerk user who changes their email address", {}, (shop) => {
  afterEach(restoreIntercepted)

  const customers = () => shop.container.resolve(Modules.CUSTOMER)
  const emailOf = async (customerId: string) => (await customers().retrieveCustomer(customerId)).email
  const changeAtClerk = (userId: string, email: string | null, verified = true) =>
    shop.clerk.users.update(userId, { email, email_verified: verified })
  const differencesOf = (userId: string) =>
    shop.rows("SELECT kind, customer_id, reason FROM clerk_difference WHERE clerk_user_id = ?", [userId])

  it("gets the new address in Medusa in lower case, and core emits customer.updated", async () => {
    const { user, id } = await shop.synced({ email: freshEmail() })
    const email = `Ada.${freshEmail()}`
    shop.events.reset()

    await shop.webhook("user.updated", changeAtClerk(user.id, email))
    await shop.events.settle()

    expect(await emailOf(id)).toBe(email.toLowerCase())
    expect(shop.events.namesFor(id, "customer.updated")).toHaveLength(1)
    expect(await shop.historyOf(id)).toEqual(["created", "email_changed"])
    expect(await differencesOf(user.id)).toEqual([])
  })

  it("gets the new address in Medusa when a request syncs them", async () => {
    const { user, id, token } = await shop.synced()
    const email = freshEmail()
    changeAtClerk(user.id, email)

    expect((await shop.post("/store/customers/sync-role", { token })).status).toBe(200)

    expect(await emailOf(id)).toBe(email)
  })

  it("is found in the list of businesses by the new address only", async () => {
    const { user, id } = await shop.syncedBusiness("pending", { email: freshEmail() })
    const email = freshEmail()
    const old = await emailOf(id)
    await shop.webhook("user.updated", changeAtClerk(user.id, email))
    const found = async (q: string) =>
      (await shop.get<{ count: number }>(`/admin/customers/business?q=${encodeURIComponent(q)}`, { token: shop.admin.token })).body.count

    expect(await found(email)).toBe(1)
    expect(await found(old)).toBe(0)
  })

  it("keeps the role and its updated_at", async () => {
    const { user, id } = await shop.syncedBusiness("verified")
    const before = await shop.metaOf(id)

    await shop.webhook("user.updated", changeAtClerk(user.id, freshEmail()))

    expect(await shop.metaOf(id)).toMatchObject({ verification_status: "verified", updated_at: before?.updated_at })
  })

  it.each([
    ["is not verified yet", "other@example.com", false, "email_unverified"],
    ["was taken away", null, true, "email_required"],
  ])("keeps the old address if the new one %s", async (_, email, verified, reason) => {
    const { user, id } = await shop.synced()
    const before = await emailOf(id)

    await shop.webhook("user.updated", changeAtClerk(user.id, email, verified))

    expect(await emailOf(id)).toBe(before)
    expect(await differencesOf(user.id)).toEqual([{ kind: "email", customer_id: id, reason }])
  })

  it("keeps the old address if another registered customer has the new one in any case, and the shop sees one conflict", async () => {
    const taken = freshEmail()
    const other = await shop.registerCustomer({ email: taken })
    const { user, id } = await shop.synced()
    const before = await emailOf(id)

    await shop.webhook("user.updated", changeAtClerk(user.id, taken.toUpperCase()))
    await shop.webhook("user.updated", shop.clerk.users.update(user.id, { first_name: "Ada" }))

    expect(await emailOf(id)).toBe(before)
    expect(await emailOf(other.id)).toBe(taken)
    expect(await shop.historyOf(id)).toEqual(["created", "email_conflict"])
    const { body } = await shop.get<{ differences: unknown[] }>("/admin/customers/role-sync", { token: shop.admin.token })
    expect(body.differences).toContainEqual(
      expect.objectContaining({
        kind: "email",
        reason: "email_already_linked",
        clerk_user_id: user.id,
        customer: expect.objectContaining({ id, email: before }),
      })
    )
  })

  it("gets the new address once the other customer has given it up", async () => {
    const taken = freshEmail()
    const other = await shop.registerCustomer({ email: taken })
    const { user, id } = await shop.synced()
    await shop.webhook("user.updated", changeAtClerk(user.id, taken))
    await customers().updateCustomers(other.id, { email: freshEmail() })

    await shop.post("/admin/customers/role-sync/retry", { token: shop.admin.token })

    expect(await emailOf(id)).toBe(taken)
    expect(await differencesOf(user.id)).toEqual([])
    expect(await shop.historyOf(id)).toEqual(["created", "email_conflict", "email_changed"])
  })

  it("gets the new address even if a guest has it", async () => {
    const email = freshEmail()
    await customers().createCustomers({ email, has_account: false })
    const { user, id } = await shop.synced()

    await shop.webhook("user.updated", changeAtClerk(user.id, email))

    expect(await emailOf(id)).toBe(email)
  })

  it("gets a contested address if they are first, and the other user's conflict is recorded", async () => {
    const email = freshEmail()
    const pair = [await shop.synced(), await shop.synced()]

    await Promise.all(pair.map(({ user }) => shop.webhook("user.updated", changeAtClerk(user.id, email))))

    const emails = await Promise.all(pair.map(({ id }) => emailOf(id)))
    expect(emails.filter((one) => one === email)).toHaveLength(1)
    const histories = await Promise.all(pair.map(({ id }) => shop.historyOf(id)))
    expect(histories.map((history) => history.at(-1)).sort()).toEqual(["email_changed", "email_conflict"])
  })

  it("gets the newest address, whatever the order of the changes", async () => {
    const { user, id } = await shop.synced()
    const [first, second] = [freshEmail(), freshEmail()].map((email) => changeAtClerk(user.id, email))

    await shop.webhook("user.updated", second)
    await shop.webhook("user.updated", first)

    expect(await emailOf(id)).toBe(second.email_addresses[0].email_address)
  })

  it("keeps the old address if the sync fails afterwards, until the next attempt", async () => {
    const { user, id } = await shop.syncedBusiness("verified")
    const before = await emailOf(id)
    const email = freshEmail()
    const changed = shop.clerk.users.update(user.id, { email, unsafe_metadata: { accountType: "individual" } })
    intercept(customers(), "removeCustomerFromGroup", (call) => {
      if (call === 1) {
        throw new Error("This fails on purpose")
      }
    })
    const svixId = `msg_${randomUUID()}`
    const { body, headers } = shop.clerk.webhooks.build("user.updated", changed, { id: svixId })

    expect((await shop.post("/hooks/clerk", { rawBody: body, headers })).status).toBeGreaterThanOrEqual(500)
    expect(await emailOf(id)).toBe(before)
    expect(await shop.historyOf(id)).toEqual(["created", "verified"])

    expect((await shop.post("/hooks/clerk", { rawBody: body, headers })).status).toBe(200)
    expect(await emailOf(id)).toBe(email)
    expect(await shop.historyOf(id)).toEqual(["created", "verified", "account_type_changed", "email_changed"])
  })
})
