import { Modules } from "@medusajs/framework/utils"
import { eventually } from "../helpers/eventually"
import { notificationsSettled } from "../helpers/everything-told"
import { watchMailTrouble } from "../helpers/mail-trouble"
import { type Mail, outbox } from "../helpers/outbox"
import { describeShop, type SyncedCustomer } from "../helpers/shop"
import { clearNotifications } from "../helpers/written-states"

const OFFICE = "office@shop.example"
const SALES = "sales@shop.example"

type NotificationRow = {
  id: string
  to: string
  channel: string
  template: string
  status: string
  trigger_type: string
  idempotency_key: string
  original_notification_id: string | null
}

describeShop("Notifications about roles", { plugin: { notifications: { shop: [OFFICE, SALES, OFFICE] } } }, (shop) => {
  const mailsTo = (address: string, customerId: string) => outbox.to(address).filter(({ resource_id }) => resource_id === customerId)
  const mailed = (address: string, customerId: string, count = 1): Promise<Mail> =>
    eventually(() => {
      const mails = mailsTo(address, customerId)
      expect(mails).toHaveLength(count)
      return mails[count - 1]
    })
  const rowsOf = (customerId: string) =>
    shop.rows<NotificationRow>(`SELECT * FROM notification WHERE resource_id = ? ORDER BY created_at, id`, [customerId])
  const settled = (customerId: string, count: number): Promise<NotificationRow[]> =>
    eventually(async () => {
      const rows = await rowsOf(customerId)
      expect(rows).toHaveLength(count)
      expect(rows.map(({ status }) => status)).not.toContain("pending")
      return rows
    })
  const eventData = async (customerId: string) => ({ id: (await shop.adminRoleOf(customerId)).id, customer_id: customerId })
  /** Returns the ids of the notifications that this call sent. */
  const tell = async (customerId: string, status: string, data = eventData(customerId)): Promise<string[]> => {
    const engine = shop.container.resolve(Modules.WORKFLOW_ENGINE)
    const { result } = await engine.run("notify-of-role", { input: { ...(await data), status } })
    return result
  }
  const emit = async (customerId: string, event: string) =>
    shop.container.resolve(Modules.EVENT_BUS).emit({ name: `customer_role.${event}`, data: await eventData(customerId) })
  const changeCompany = async ({ user, token }: SyncedCustomer, company: string) => {
    shop.clerk.users.update(user.id, { unsafe_metadata: { accountType: "business", company } })
    expect((await shop.post("/store/customers/sync-role", { token })).status).toBe(200)
  }
  /** Creates a business and waits until its application has taken full effect. */
  const applicant = async (input?: Parameters<typeof shop.syncedBusiness>[1]): Promise<SyncedCustomer> => {
    const business = await shop.syncedBusiness("pending", input)
    await settled(business.id, 3)
    return business
  }

  afterEach(async () => {
    await notificationsSettled(shop)
    outbox.reset()
  })

  describe("about an application", () => {
    it("go to every address of the shop, once each", async () => {
      const { id, customer } = await applicant({ first_name: "Mara", last_name: "Lindner" })

      for (const address of [OFFICE, SALES]) {
        expect(await mailed(address, id)).toMatchObject({
          to: address,
          channel: "email",
          template: "customer-role-application",
          trigger_type: "customer_role.pending",
          resource_type: "customer",
          resource_id: id,
          data: {
            store_name: expect.any(String),
            customer: { id, email: customer.email, first_name: "Mara", last_name: "Lindner" },
            company_name: "Cedar GmbH",
            tax_id: "DE123456789",
            verification_status: "pending",
            renewed: false,
            denied_at: null,
            admin_url: null,
          },
        })
      }
      expect(outbox.to(customer.email)).toEqual([])
    })

    it("appear in Medusa's admin", async () => {
      const { id, customer } = await applicant()

      const { status, body } = await shop.get<{ notifications: object[] }>(`/admin/notifications?channel=feed&to=&q=${id}`, {
        token: shop.admin.token,
      })

      expect(status).toBe(200)
      expect(body.notifications).toEqual([
        expect.objectContaining({
          template: "admin-ui",
          data: { title: "New business application", description: `Cedar GmbH (${customer.email}) waits for verification.` },
        }),
      ])
    })

    it("say that a verified business has changed its details", async () => {
      const business = await applicant()
      await shop.verifyBusiness(business.id)
      await changeCompany(business, "Cedar Holding AG")

      expect(await mailed(OFFICE, business.id, 2)).toMatchObject({
        data: { company_name: "Cedar Holding AG", renewed: true, denied_at: null },
      })
    })

    it("say that a rejected business applies again", async () => {
      const business = await applicant()
      const { denied_at } = await shop.decide(business.id, false)
      await changeCompany(business, "Cedar Holding AG")

      expect(await mailed(OFFICE, business.id, 2)).toMatchObject({ data: { renewed: true, denied_at } })
    })

    it("say that the customer has come back as another Clerk user", async () => {
      const { id, user, customer } = await applicant()
      await shop.webhook("user.deleted", shop.clerk.users.delete(user.id))
      await shop.syncedBusiness("pending", { email: customer.email })

      expect(await mailed(OFFICE, id, 2)).toMatchObject({ data: { renewed: true } })
    })

    it("are not sent for individuals", async () => {
      const individual = await shop.synced()
      await applicant()

      expect(await rowsOf(individual.id)).toEqual([])
    })
  })

  describe("about a decision", () => {
    it.each([
      ["verified", true, "pending"],
      ["rejected", false, "pending"],
      ["revoked", false, "verified"],
    ] as const)("tell the customer that they were %s, with the note", async (outcome, is_verified, before) => {
      const { id, customer } = await applicant({ first_name: "Mara", last_name: "Lindner" })
      if (before === "verified") {
        await shop.verifyBusiness(id)
        await mailed(customer.email, id)
      }
      await shop.decide(id, is_verified, { note: "The register says so", internal_note: "Seems odd to me" })

      const mail = await mailed(customer.email, id, before === "verified" ? 2 : 1)

      expect(mail).toMatchObject({
        channel: "email",
        template: `customer-role-${outcome}`,
        trigger_type: `customer_role.${outcome}`,
        resource_type: "customer",
        resource_id: id,
        receiver_id: id,
      })
      expect(mail.data).toEqual({
        store_name: expect.any(String),
        customer: { id, email: customer.email, first_name: "Mara", last_name: "Lindner" },
        company_name: "Cedar GmbH",
        tax_id: "DE123456789",
        verification_status: outcome,
        verification_note: "The register says so",
      })
      expect(JSON.stringify(await rowsOf(id))).not.toContain("odd to me")
      expect(mailsTo(OFFICE, id)).toHaveLength(1)
    })

    it("go to every business if a decision covers many", async () => {
      const businesses = [await applicant(), await applicant(), await applicant()]
      const answer = await shop.post("/admin/customers/verify", {
        token: shop.admin.token,
        body: { customer_ids: businesses.map(({ id }) => id), is_verified: true },
      })

      expect(answer.status).toBe(200)
      for (const { id, customer } of businesses) {
        expect(await mailed(customer.email, id)).toMatchObject({ template: "customer-role-verified" })
      }
    })

    it("are not sent for a note alone", async () => {
      const { id, customer } = await applicant()
      await shop.decide(id, true)
      await mailed(customer.email, id)
      await shop.decide(id, true, { note: "One more word" })
      await shop.decide(id, false)

      const mail = await mailed(customer.email, id, 2)

      expect(mail.template).toBe("customer-role-revoked")
    })

    it("are sent for each decision, even a repeated one", async () => {
      const { id, customer } = await applicant()
      for (const [count, is_verified] of [true, false, true].entries()) {
        await shop.decide(id, is_verified)
        await mailed(customer.email, id, count + 1)
      }

      expect(outbox.to(customer.email).map(({ template }) => template)).toEqual([
        "customer-role-verified",
        "customer-role-revoked",
        "customer-role-verified",
      ])
    })
  })

  describe("with the customer's own words", () => {
    it.each([
      ["unicode", "Łódź Ærø 株式会社 🏗️ עץ"],
      ["quotes and HTML", `"O'Brien" & <script>alert(1)</script> {{name}} %7B \\`],
      ["several lines", "Cedar\r\nBcc: all@example.com"],
    ])("leave %s unchanged", async (_, company) => {
      const { id, customer } = await applicant({ company, first_name: "Zoë", last_name: "O'Hara <b>" })
      await shop.decide(id, false, { note: company })

      const mail = await mailed(customer.email, id)

      expect(mail.data).toMatchObject({
        company_name: company,
        verification_note: company,
        customer: { first_name: "Zoë", last_name: "O'Hara <b>" },
      })
      expect(await shop.rows("SELECT data FROM notification WHERE receiver_id = ?", [id])).toEqual([{ data: mail.data }])
    })

    it("contain null for details that the customer left out", async () => {
      const { id, customer } = await applicant({ first_name: null, last_name: null, company: undefined, tax_id: undefined })

      expect(await mailed(OFFICE, id)).toMatchObject({
        data: { customer: { id, email: customer.email, first_name: null, last_name: null }, company_name: null, tax_id: null },
      })
      const [feed] = await shop.rows("SELECT data FROM notification WHERE resource_id = ? AND channel = 'feed'", [id])
      expect(feed).toMatchObject({ data: { description: `${customer.email} waits for verification.` } })
    })
  })

  describe("about an event that arrives more than once", () => {
    it("are sent once", async () => {
      const { id, customer } = await applicant()
      await emit(id, "pending")
      await shop.decide(id, true)
      await mailed(customer.email, id)
      await emit(id, "verified")
      await emit(id, "verified")
      await shop.decide(id, false)
      await mailed(customer.email, id, 2)

      // A customer's events are handled in order: those before the last decision are done.
      expect(outbox.to(customer.email).map(({ template }) => template)).toEqual(["customer-role-verified", "customer-role-revoked"])
      expect(mailsTo(OFFICE, id)).toHaveLength(1)
      expect(await settled(id, 5)).toHaveLength(5)
    })

    it("are sent once by several processes at the same time", async () => {
      const { id, customer } = await applicant()
      await shop.decide(id, true)
      await settled(id, 4)
      await clearNotifications(shop, { customer: id })
      outbox.reset()

      const runs = await Promise.allSettled(Array.from({ length: 5 }, () => tell(id, "verified")))

      expect(runs.flatMap((run) => (run.status === "fulfilled" ? run.value : []))).toHaveLength(1)
      expect(outbox.to(customer.email)).toHaveLength(1)
      expect(await settled(id, 4)).toHaveLength(4)
    })

    it("are sent once, even if a ban and a correction have changed the record since", async () => {
      const business = await applicant()
      await changeCompany(business, "Cedar Holding AG")
      await shop.webhook("user.updated", shop.clerk.users.update(business.user.id, { banned: true }))

      expect(await tell(business.id, "pending")).toEqual([])
      expect(mailsTo(OFFICE, business.id)).toHaveLength(1)
    })
  })

  describe("about an event that arrives late", () => {
    it("are not sent if the role has changed since", async () => {
      const { id, customer } = await applicant()
      await shop.decide(id, true)
      await shop.decide(id, false)
      await eventually(() => expect(outbox.to(customer.email).at(-1)).toMatchObject({ template: "customer-role-revoked" }))
      await eventually(async () => expect((await rowsOf(id)).map(({ status }) => status)).not.toContain("pending"))
      await clearNotifications(shop, { resource: id })

      expect(await tell(id, "pending")).toEqual([])
      expect(await tell(id, "verified")).toEqual([])
      expect(await tell(id, "rejected")).toEqual([])
      expect(await rowsOf(id)).toEqual([])
      expect(await tell(id, "revoked")).toHaveLength(1)
    })

    it("are not sent for a closed role, only for the new one", async () => {
      const { id, user, customer } = await applicant()
      const { id: closed } = await shop.adminRoleOf(id)
      await shop.webhook("user.deleted", shop.clerk.users.delete(user.id))
      const told = await settled(id, 3)

      expect(await tell(id, "pending")).toEqual([])
      await shop.syncedBusiness("pending", { email: customer.email })
      await settled(id, 6)
      await clearNotifications(shop, { resource: id })

      expect(await tell(id, "pending", Promise.resolve({ id: closed, customer_id: id }))).toEqual([])
      expect(await tell(id, "pending")).toHaveLength(told.length)
    })

    it("are not sent to a customer whom Medusa has deleted", async () => {
      const { id } = await applicant()
      const data = eventData(id)
      await data
      await clearNotifications(shop, { resource: id })
      await shop.container.resolve(Modules.CUSTOMER).softDeleteCustomers([id])

      expect(await tell(id, "pending", data)).toEqual([])
    })
  })

  describe("while the mail server is down", () => {
    const warnings = watchMailTrouble(shop)

    it("do not block the decision, and are sent once when the event comes again", async () => {
      const { id, customer, token } = await applicant()
      outbox.refuse((to) => to === customer.email)

      expect(await shop.verifyBusiness(id)).toMatchObject({ verification_status: "verified" })
      const [, , , failed] = await settled(id, 4)
      expect(failed).toMatchObject({ to: customer.email, status: "failure", original_notification_id: null })
      expect((await shop.get("/store/customers/sync-role/me", { token })).body).toMatchObject({ customer_role: { is_verified: true } })
      expect(warnings()).toContain(`customer_role.notification_failed customer_id=${id} template=customer-role-verified code=not_sent`)

      outbox.accept()
      await emit(id, "verified")
      expect(await mailed(customer.email, id)).toMatchObject({ template: "customer-role-verified" })
      const sent = (await settled(id, 5))[4]
      expect(sent).toMatchObject({ status: "success", original_notification_id: failed.id })

      expect(await tell(id, "verified")).toEqual([])
      expect(outbox.to(customer.email)).toHaveLength(1)
    })

    it("fail and log the reason at each attempt", async () => {
      const { id, customer } = await applicant()
      outbox.refuse(() => true)
      await shop.decide(id, false)
      await settled(id, 4)

      for (const attempts of [5, 6]) {
        await expect(tell(id, "rejected")).rejects.toMatchObject({ message: expect.stringContaining("The mail server has gone") })
        expect((await settled(id, attempts)).at(-1)).toMatchObject({ status: "failure" })
      }

      outbox.accept()
      expect(await tell(id, "rejected")).toHaveLength(1)
      expect(outbox.to(customer.email)).toHaveLength(1)
    })

    it("reach the shop's other addresses, and are retried only for the failed one", async () => {
      outbox.refuse((to) => to === SALES)
      const { id } = await applicant()
      expect(mailsTo(OFFICE, id)).toHaveLength(1)
      outbox.accept()

      expect(await tell(id, "pending")).toHaveLength(1)

      expect(mailsTo(OFFICE, id)).toHaveLength(1)
      expect(mailsTo(SALES, id)).toHaveLength(1)
      expect(await shop.rows("SELECT id FROM notification WHERE resource_id = ? AND channel = 'feed'", [id])).toHaveLength(1)
    })
  })
})
