import { Modules } from "@medusajs/framework/utils"
import type { QuoteActor, QuoteRecord } from "../../src/modules/quote/types"
import { fromBuiltPlugin } from "../helpers/built-plugin"
import { eventually } from "../helpers/eventually"
import { notificationsSettled } from "../helpers/everything-told"
import { watchMailTrouble } from "../helpers/mail-trouble"
import { outbox } from "../helpers/outbox"
import { quotesOf } from "../helpers/quotes"
import { ADMIN, expireInDays, requestedQuote, sendDraft, sentQuote } from "../helpers/service-quotes"
import { describeShop, type SyncedCustomer } from "../helpers/shop"
import { stopTimetable } from "../helpers/timetable"
import { clearNotifications, requestWithinAnHour, writeAnHourLater, writeWithinAnHour } from "../helpers/written-states"

const OFFICE = "office@shop.example"

type NotificationRow = {
  id: string
  to: string
  channel: string
  template: string
  status: string
  receiver_id: string | null
  original_notification_id: string | null
}

describeShop("Notifications about quotes", { catalogue: true, plugin: { notifications: { shop: [OFFICE] } } }, (shop) => {
  const { lapse, service: quotes } = quotesOf(shop)
  const rowsOf = ({ id }: { id: string }) =>
    shop.rows<NotificationRow>("SELECT * FROM notification WHERE resource_type = 'quote' AND resource_id = ? ORDER BY created_at, id", [id])
  const customerOf = ({ id }: SyncedCustomer): QuoteActor => ({ type: "customer", id })
  const emit = ({ id, number, customer_id }: QuoteRecord, event: string, more: object = {}) =>
    shop.container.resolve(Modules.EVENT_BUS).emit({ name: `quote.${event}`, data: { id, number, customer_id, ...more } })
  /** Emits an event, waits for its notifications, and returns all notifications about the quote. */
  const emitted = async (quote: QuoteRecord, event: string, more?: object): Promise<NotificationRow[]> => {
    await emit(quote, event, more)
    await notificationsSettled(shop)
    return rowsOf(quote)
  }
  /** Returns the ids of the notifications sent now. */
  const tell = async ({ id, customer_id }: QuoteRecord, notice: string, more: object = {}): Promise<string[]> => {
    const engine = shop.container.resolve(Modules.WORKFLOW_ENGINE)
    const { result } = await engine.run("notify-of-quote", { input: { quote_id: id, customer_id, notice, ...more } })
    return result
  }
  const job = async () => {
    const { default: expireQuotes } = fromBuiltPlugin<typeof import("../../src/jobs/expire-quotes")>("jobs/expire-quotes")
    await expireQuotes(shop.container)
  }
  const write = async ({ id }: QuoteRecord, actor: QuoteActor, text: string): Promise<string> => {
    const { messages } = await quotes().addMessage({ id, actor, message: { text } })
    return String(messages.at(-1)?.id)
  }
  const business = () => shop.syncedBusiness("verified", { first_name: "Mara", last_name: "Lindner" })
  const mailsTo = (address: string, { id }: { id: string }) => outbox.to(address).filter(({ resource_id }) => resource_id === id)
  const templatesTo = (address: string, quote: { id: string }) => mailsTo(address, quote).map(({ template }) => template)

  beforeAll(stopTimetable)
  afterEach(async () => {
    await notificationsSettled(shop)
    outbox.reset()
  })

  describe("The shop", () => {
    it("gets an e-mail and a feed entry for a requested quote", async () => {
      const customer = await business()
      const quote = await requestedQuote(shop, customer, "For our <b>new</b> plant – 東京")
      await notificationsSettled(shop)

      expect(mailsTo(OFFICE, quote)).toEqual([
        expect.objectContaining({
          channel: "email",
          template: "quote-requested",
          trigger_type: "quote.requested",
          resource_type: "quote",
          resource_id: quote.id,
          data: {
            store_name: expect.any(String),
            customer: { id: customer.id, email: customer.customer.email, first_name: "Mara", last_name: "Lindner" },
            company_name: "Cedar GmbH",
            tax_id: "DE123456789",
            quote: {
              id: quote.id,
              number: quote.number,
              status: "requested",
              revision: 0,
              currency_code: "eur",
              total: quote.offer.total,
              total_formatted: expect.stringMatching(/^EUR [\d,]+\.\d\d$/),
              valid_until: null,
              order_id: null,
              item_count: 1,
            },
            message: { text: "For our <b>new</b> plant – 東京", author: "customer", attachment_count: 0 },
            reason: null,
            recipient: "shop",
            admin_url: null,
          },
        }),
      ])
      const { status, body } = await shop.get<{ notifications: object[] }>(`/admin/notifications?channel=feed&to=&q=${quote.id}`, {
        token: shop.admin.token,
      })
      expect(status).toBe(200)
      expect(body.notifications).toEqual([
        expect.objectContaining({
          template: "admin-ui",
          data: { title: "Quote requested", description: expect.stringContaining(`${quote.number}, EUR `) },
        }),
      ])
      expect(outbox.to(customer.customer.email).filter(({ resource_id }) => resource_id === quote.id)).toEqual([])
    })

    it("is notified when the customer cancels", async () => {
      const customer = await business()
      const quote = await requestedQuote(shop, customer)
      expect((await shop.post(`/store/quotes/${quote.id}/cancel`, { token: customer.token })).status).toBe(200)

      await eventually(() => expect(templatesTo(OFFICE, quote)).toContain("quote-cancelled"))
    })

    it.each([
      ["declined", "decline", "Too dear"],
      ["renegotiated", "renegotiate", "Five per cent less?"],
    ] as const)("is notified that the quote was %s, with the customer's words", async (notice, action, text) => {
      const customer = await business()
      const quote = await sentQuote(shop, customer)
      await quotes().decide(action, { id: quote.id, customer_id: customer.id, actor: customerOf(customer), text })
      await emitted(quote, notice)

      const mail = mailsTo(OFFICE, quote).at(-1)
      expect(mail).toMatchObject({ template: `quote-${notice}` })
      expect(JSON.stringify(mail?.data)).toContain(text)
    })

    it("and the customer are notified of an accepted quote", async () => {
      const customer = await business()
      const quote = await sentQuote(shop, customer)
      await quotes().acceptances.claim({
        id: quote.id,
        customer_id: customer.id,
        revision: 1,
        accepting_id: "bulk_1",
      })
      expect(await tell(quote, "accepted")).toEqual([])
      await quotes().acceptances.complete({ accepting_id: "bulk_1", order_id: "order_1" })
      await emitted(quote, "accepted")

      const accepted = { template: "quote-accepted", data: { quote: { status: "accepted", order_id: "order_1" } } }
      expect(mailsTo(OFFICE, quote).at(-1)).toMatchObject({ ...accepted, data: { ...accepted.data, recipient: "shop" } })
      expect(mailsTo(customer.customer.email, quote)).toEqual([
        expect.objectContaining({ template: "quote-accepted", receiver_id: customer.id }),
      ])
    })

    it("gets no notification of the eleventh message or request in an hour, which is stored nevertheless", async () => {
      const customer = await business()
      const made: QuoteRecord[] = []
      for (let index = 0; index < 12; index++) {
        made.push(await requestedQuote(shop, customer))
      }
      await requestWithinAnHour(shop)
      await notificationsSettled(shop)
      await clearNotifications(shop)
      const told = []
      for (const quote of made) {
        told.push((await tell(quote, "requested")).length)
      }
      expect(told).toEqual([...Array(10).fill(2), 0, 0])
      await quotes().decide("cancel", { id: made[11].id, actor: customerOf(customer) })
      expect(await tell(made[11], "cancelled")).toEqual([])
      await sendDraft(shop, made[10])
      await quotes().decide("cancel", { id: made[10].id, actor: customerOf(customer) })
      expect(await tell(made[10], "cancelled")).toHaveLength(2)

      const messages: [QuoteRecord, string][] = []
      for (let index = 0; index < 12; index++) {
        const quote = made[index % 3]
        messages.push([quote, await write(quote, customerOf(customer), `Message ${index}`)])
      }
      await writeWithinAnHour(
        shop,
        messages.map(([, id]) => id)
      )
      const written = []
      for (const [quote, message_id] of messages) {
        written.push((await tell(quote, "message", { message_id })).length)
      }
      expect(written).toEqual([...Array(10).fill(2), 0, 0])

      const [quote, late] = messages[11]
      const answer = await write(quote, ADMIN, "One at a time")
      expect(await tell(quote, "message", { message_id: answer })).toHaveLength(1)
      await writeAnHourLater(shop, late)
      expect(await tell(quote, "message", { message_id: late })).toHaveLength(2)
      const others = await requestedQuote(shop, await business())
      expect(await tell(others, "message", { message_id: await write(others, customerOf(customer), "Hello") })).toHaveLength(2)
    })
  })

  describe("The customer", () => {
    it("gets an e-mail for each revision without any of the shop's internal data", async () => {
      const customer = await business()
      const quote = await requestedQuote(shop, customer)
      const [{ id: item }] = quote.items
      const draft = (unit_price: number) =>
        quotes().updateDraft({
          id: quote.id,
          changes: { update: [{ id: item, unit_price }], internal_note: "A hard bargainer" },
          actor: ADMIN,
        })
      await draft(7.5)
      await sendDraft(shop, quote, { message: "Our best offer" })
      await draft(3.21)
      await emitted(quote, "sent")
      const { offer } = await quotes().getQuote({ id: quote.id })
      await sendDraft(shop, quote)
      await emitted(quote, "sent")

      const [first, second, ...more] = mailsTo(customer.customer.email, quote)
      expect(more).toEqual([])
      expect(first).toMatchObject({
        template: "quote-sent",
        trigger_type: "quote.sent",
        receiver_id: customer.id,
        data: {
          quote: { status: "sent", revision: 1, total: 300, total_formatted: "EUR 300.00", valid_until: offer.valid_until?.toISOString() },
          message: { text: "Our best offer", author: "admin" },
          recipient: "customer",
          admin_url: null,
        },
      })
      expect(JSON.stringify(first)).not.toMatch(/3\.21|128\.4/)
      expect(second).toMatchObject({ data: { quote: { revision: 2, total: 128.4 }, message: null } })
      const stored = await shop.rows("SELECT data FROM notification WHERE resource_id = ?", [quote.id])
      expect(JSON.stringify(stored)).not.toContain("bargainer")
      expect(JSON.stringify(stored)).not.toContain(String(ADMIN.id))
      expect(templatesTo(OFFICE, quote)).toEqual(["quote-requested"])
    })

    it("is notified of the shop's messages, and the shop of the customer's", async () => {
      const customer = await business()
      const quote = await requestedQuote(shop, customer)
      const [asked, answered] = [await write(quote, customerOf(customer), "Any news?"), await write(quote, ADMIN, "Tomorrow")]
      await emitted(quote, "message", { message_id: asked, author: "customer" })
      await emitted(quote, "message", { message_id: answered, author: "admin" })

      expect(mailsTo(OFFICE, quote).at(-1)).toMatchObject({ template: "quote-message", data: { message: { text: "Any news?" } } })
      expect(mailsTo(customer.customer.email, quote)).toEqual([
        expect.objectContaining({
          template: "quote-message",
          data: expect.objectContaining({ message: { text: "Tomorrow", author: "admin", attachment_count: 0 }, recipient: "customer" }),
        }),
      ])
    })

    it("gets one reminder before an offer expires and one notification when it has", async () => {
      const customer = await business()
      const quote = await sentQuote(shop, customer)
      await expireInDays(shop, quote, 3)
      await job()
      await notificationsSettled(shop)
      await emitted(quote, "expiring")
      await lapse(quote.id)
      await job()
      await notificationsSettled(shop)
      await emitted(quote, "expired")

      expect(templatesTo(customer.customer.email, quote)).toEqual(["quote-expiring", "quote-expired"])
    })

    it("is notified of a rejection with its reason", async () => {
      const customer = await business()
      const quote = await requestedQuote(shop, customer)
      await quotes().decide("reject", { id: quote.id, actor: ADMIN, text: "We do not ship there" })
      await emitted(quote, "rejected")

      expect(mailsTo(customer.customer.email, quote)).toEqual([
        expect.objectContaining({
          template: "quote-rejected",
          data: expect.objectContaining({ reason: "We do not ship there", message: null }),
        }),
      ])
    })
  })

  describe("An event", () => {
    it("that arrives more than once notifies once, even in several processes at the same time", async () => {
      const customer = await business()
      const quote = await sentQuote(shop, customer)
      const runs = await Promise.allSettled(Array.from({ length: 5 }, () => tell(quote, "sent")))
      const rows = await emitted(quote, "sent")

      expect(runs.flatMap((run) => (run.status === "fulfilled" ? run.value : []))).toHaveLength(1)
      expect(templatesTo(customer.customer.email, quote)).toEqual(["quote-sent"])
      expect(rows.filter(({ template }) => template === "quote-sent")).toHaveLength(1)
    })

    it("that arrives late notifies nobody", async () => {
      const customer = await business()
      const quote = await sentQuote(shop, customer)
      await quotes().decide("decline", { id: quote.id, customer_id: customer.id, actor: customerOf(customer) })

      expect(await tell(quote, "sent")).toEqual([])
      expect(await tell(quote, "expiring")).toEqual([])
      expect(await tell(quote, "expired")).toEqual([])
      expect(await tell(quote, "requested")).toEqual([])
      expect(await tell(quote, "message", { message_id: "quomsg_none" })).toEqual([])
      expect(await tell(quote, "declined")).toHaveLength(2)
    })

    it("about another customer's quote notifies nobody", async () => {
      const quote = await sentQuote(shop, await business())
      const other = await business()

      await expect(tell({ ...quote, customer_id: other.id }, "sent")).rejects.toMatchObject({ code: "not_found" })
      expect(await rowsOf(quote)).not.toContainEqual(expect.objectContaining({ template: "quote-sent" }))
    })

    it("about a customer whom Medusa has deleted notifies nobody", async () => {
      const customer = await business()
      const quote = await sentQuote(shop, customer)
      await shop.container.resolve(Modules.CUSTOMER).softDeleteCustomers([customer.id])

      expect(await tell(quote, "sent")).toEqual([])
    })
  })

  describe("While the mail server is down", () => {
    const warnings = watchMailTrouble(shop)

    it("a notification is logged as failed, and sent once when the event comes again", async () => {
      const customer = await business()
      const quote = await sentQuote(shop, customer)
      outbox.refuse((to) => to === customer.customer.email)
      const failed = (await emitted(quote, "sent")).find(({ template }) => template === "quote-sent")
      expect(failed).toMatchObject({ to: customer.customer.email, status: "failure" })
      expect(warnings()).toContain(`customer_role.notification_failed quote_id=${quote.id} template=quote-sent code=not_sent`)

      outbox.accept()
      const rows = await emitted(quote, "sent")
      expect(rows.filter(({ template }) => template === "quote-sent")).toEqual([
        failed,
        expect.objectContaining({ status: "success", original_notification_id: failed?.id }),
      ])
      expect(await tell(quote, "sent")).toEqual([])
      expect(templatesTo(customer.customer.email, quote)).toEqual(["quote-sent"])
    })
  })
})
