import { randomUUID } from "node:crypto"
import { CUSTOMER_ROLE_MODULE } from "../../src/modules/customer-role"
import type { QuoteRecord } from "../../src/modules/quote/types"
import { fromBuiltPlugin } from "../helpers/built-plugin"
import { eventually } from "../helpers/eventually"
import { quotesOf } from "../helpers/quotes"
import { expireInDays, leaveSearchAsMigrated, requestedQuote, sendDraft, sentQuote } from "../helpers/service-quotes"
import { describeShop } from "../helpers/shop"
import { stopTimetable } from "../helpers/timetable"
import { expireInSeconds } from "../helpers/written-states"

describeShop("Expiry and reminders of quotes", { catalogue: true, verifiedBusinesses: 1 }, (shop) => {
  const { lapse, service: quotes } = quotesOf(shop)
  /** Runs the job that runs every minute. */
  const job = async () => {
    const { default: expireQuotes } = fromBuiltPlugin<typeof import("../../src/jobs/expire-quotes")>("jobs/expire-quotes")
    await expireQuotes(shop.container)
  }
  const statusOf = async ({ id }: { id: string }) => (await quotes().getQuote({ id })).status
  const told = (event: string, { id }: { id: string }) =>
    shop.events.list(`quote.${event}`).filter(({ data }) => JSON.stringify(data).includes(id))
  /** Returns the events of one kind about a quote, after all events so far have arrived. */
  const settled = async (event: string, quote: { id: string }) => {
    await shop.events.settle()
    return told(event, quote)
  }
  const claimOf = ({ id, customer_id, revision }: QuoteRecord) => ({
    id,
    customer_id,
    revision,
    accepting_id: `bulk_${randomUUID()}`,
  })
  const business = () => shop.syncedBusiness("verified")

  beforeAll(stopTimetable)

  describe("The expiry job", () => {
    it("expires lapsed quotes, emits quote.expired once and leaves other quotes alone", async () => {
      const customer = await business()
      const [due, running, requested] = [
        await sentQuote(shop, customer),
        await sentQuote(shop, customer),
        await requestedQuote(shop, customer),
      ]
      await lapse(due.id)
      await job()
      await job()

      expect(await Promise.all([due, running, requested].map(statusOf))).toEqual(["expired", "sent", "requested"])
      expect(await settled("expired", due)).toEqual([
        { name: "quote.expired", data: { id: due.id, number: due.number, customer_id: customer.id } },
      ])
      expect(shop.events.list("quote.expired")).toHaveLength(1)
      expect((await quotes().getQuote(due)).timeline.at(-1)).toMatchObject({
        type: "expired",
        actor_type: "system",
        from_status: "sent",
        to_status: "expired",
        revision: 1,
      })
    })

    it("emits one event per quote in several processes", async () => {
      const customer = await business()
      const due = [await sentQuote(shop, customer), await sentQuote(shop, customer), await sentQuote(shop, customer)]
      await Promise.all(due.map((quote) => lapse(quote.id)))
      shop.events.reset()
      await Promise.all([job(), job(), job()])

      await shop.events.settle()
      expect(due.map((quote) => told("expired", quote).length)).toEqual([1, 1, 1])
      expect(await Promise.all(due.map(statusOf))).toEqual(["expired", "expired", "expired"])
    })

    it("expires a limited number per run, and the rest in the next run", async () => {
      await shop.rows(
        `INSERT INTO quote (id, number, customer_id, status, revision, currency_code, valid_until)
         SELECT 'quo_due_' || n, 'D-' || n, 'cus_none', 'sent', 1, 'eur', now() - interval '1 hour' FROM generate_series(1, 1050) n`
      )
      const left = async () => (await quotes().findQuotes({ status: "sent", limit: 0, offset: 0 }))[1]
      await job()
      expect(await left()).toBe(50)
      await job()
      expect(await left()).toBe(0)
    })

    it("skips a quote while it is being accepted, whatever the outcome", async () => {
      const customer = await business()
      const [accepted, released] = [await sentQuote(shop, customer), await sentQuote(shop, customer)]
      const claims = [claimOf(accepted), claimOf(released)]
      for (const claim of claims) {
        await quotes().acceptances.claim(claim)
      }
      await Promise.all([accepted, released].map((quote) => lapse(quote.id)))
      await job()
      expect(await Promise.all([accepted, released].map(statusOf))).toEqual(["sent", "sent"])

      await quotes().acceptances.complete({ accepting_id: claims[0].accepting_id, order_id: "order_1" })
      await quotes().acceptances.release(claims[1].accepting_id)
      await job()
      expect(await Promise.all([accepted, released].map(statusOf))).toEqual(["accepted", "expired"])
      expect(await settled("expired", accepted)).toEqual([])
    })

    it("either expires a quote or loses to a simultaneous acceptance", async () => {
      const customer = await business()
      const raced: QuoteRecord[] = []
      for (let index = 0; index < 12; index++) {
        raced.push(await sentQuote(shop, customer))
      }
      await Promise.all(raced.map(({ id }, index) => expireInSeconds(shop, id, index / 500)))
      const [claims] = await Promise.all([
        Promise.allSettled(raced.map((quote) => quotes().acceptances.claim(claimOf(quote)))),
        job(),
        job(),
      ])
      await eventually(async () => {
        await job()
        const rows = await shop.rows("SELECT 1 FROM quote WHERE status = 'sent' AND accepting_id IS NULL AND id = ANY(?)", [
          raced.map(({ id }) => id),
        ])
        expect(rows).toEqual([])
      })

      await shop.events.settle()
      for (const [index, claim] of claims.entries()) {
        const won = claim.status === "fulfilled"
        expect(won || claim.reason).toEqual(won ? true : expect.objectContaining({ code: "quote_expired" }))
        expect(await statusOf(raced[index])).toBe(won ? "sent" : "expired")
        expect(told("expired", raced[index])).toHaveLength(won ? 0 : 1)
      }
    })
  })

  describe("The reminder", () => {
    const reminders = (quote: { id: string }) => settled("expiring", quote)

    it("is sent once before the quote expires, by any number of processes", async () => {
      const customer = await business()
      const [soon, later] = [await sentQuote(shop, customer), await sentQuote(shop, customer)]
      await expireInDays(shop, soon, 3)
      await expireInDays(shop, later, 4)
      await Promise.all([job(), job(), job()])
      await job()

      expect(await reminders(soon)).toEqual([
        { name: "quote.expiring", data: { id: soon.id, number: soon.number, customer_id: customer.id } },
      ])
      expect(await reminders(later)).toEqual([])
      expect((await quotes().getQuote(soon)).timeline.map(({ type }) => type)).toEqual(["requested", "sent", "reminded"])
      expect(await statusOf(soon)).toBe("sent")
    })

    it("is sent again for a new revision", async () => {
      const quote = await sentQuote(shop, await business())
      await expireInDays(shop, quote, 3)
      await job()
      await sendDraft(shop, quote)
      await job()
      expect(await reminders(quote)).toHaveLength(1)
      await expireInDays(shop, quote, 3)
      await job()

      expect(await reminders(quote)).toHaveLength(2)
    })

    it("is not sent for an offer whose whole validity is shorter", async () => {
      const quote = await sentQuote(shop, await business(), { days: 2 })
      await job()

      expect(await reminders(quote)).toEqual([])
    })

    it("is not sent for a quote that is no longer on offer", async () => {
      const customer = await business()
      const [declined, lapsed] = [await sentQuote(shop, customer), await sentQuote(shop, customer)]
      await expireInDays(shop, declined, 3)
      await quotes().decide("decline", { id: declined.id, customer_id: customer.id, actor: { type: "customer", id: customer.id } })
      await lapse(lapsed.id)
      await job()

      expect(await reminders(declined)).toEqual([])
      expect(await reminders(lapsed)).toEqual([])
      expect(await settled("expired", lapsed)).toHaveLength(1)
    })

    it("is not sent if the shop has switched it off", async () => {
      const { options } = shop.container.resolve(CUSTOMER_ROLE_MODULE)
      const quote = await sentQuote(shop, await business())
      await expireInDays(shop, quote, 3)
      options.quotes.reminderDays = false
      try {
        await job()
      } finally {
        options.quotes.reminderDays = 3
      }

      expect(await reminders(quote)).toEqual([])
    })
  })

  describe("The quotes of a customer", () => {
    it("are found by the customer's current name and e-mail address", async () => {
      const customer = await business()
      const quote = await requestedQuote(shop, customer)
      const other = await requestedQuote(shop, await business())
      const { status } = await shop.post(`/admin/customers/${customer.id}`, {
        token: shop.admin.token,
        body: { first_name: "Wilhelmina", last_name: "Ærø 100%" },
      })

      expect(status).toBe(200)
      await eventually(async () => {
        const [found] = await quotes().findQuotes({ q: "wilhelmina ærø 100%", limit: 10, offset: 0 })
        expect(found.map(({ id }) => id)).toEqual([quote.id])
      })
      expect((await quotes().findQuotes({ q: other.number, limit: 10, offset: 0 }))[1]).toBe(1)
      expect((await quotes().findQuotes({ q: quote.number, limit: 10, offset: 0 }))[1]).toBe(1)
    })

    it("are found in any case after the job has refreshed the search texts that a migration left", async () => {
      const customer = await shop.syncedBusiness("verified", { company: "MÜLLER GmbH" })
      const [quote, other] = [await requestedQuote(shop, customer), await requestedQuote(shop, await business())]
      await leaveSearchAsMigrated(shop, quote)
      await leaveSearchAsMigrated(shop, other)
      const find = async (q: string) => (await quotes().findQuotes({ q, limit: 10, offset: 0 }))[0].map(({ id }) => id)
      expect(await find("müller")).toEqual([])

      await job()
      await job()

      expect(await find("müller")).toEqual([quote.id])
      expect(await find("MÜLLER")).toEqual([quote.id])
      expect(await find(other.number)).toEqual([other.id])
      expect(await quotes().listCustomersWithStaleSearch(10)).toEqual([])
    })

    it("are cancelled if they are open when Medusa deletes the customer", async () => {
      const customer = await business()
      const open = [await requestedQuote(shop, customer), await sentQuote(shop, customer)]
      const [declined, lapsed, claimed] = [
        await sentQuote(shop, customer),
        await sentQuote(shop, customer),
        await sentQuote(shop, customer),
      ]
      await quotes().decide("decline", { id: declined.id, actor: { type: "customer", id: customer.id } })
      await lapse(lapsed.id)
      await quotes().acceptances.claim(claimOf(claimed))
      const others = await requestedQuote(shop, await business())
      shop.events.reset()
      expect((await shop.delete(`/admin/customers/${customer.id}`, { token: shop.admin.token })).status).toBe(200)

      await eventually(async () => expect(await Promise.all(open.map(statusOf))).toEqual(["cancelled", "cancelled"]))
      expect(await Promise.all([declined, lapsed, claimed, others].map(statusOf))).toEqual(["declined", "sent", "sent", "requested"])
      expect(await settled("cancelled", open[0])).toHaveLength(1)
      expect(await settled("cancelled", open[1])).toHaveLength(1)
      expect(shop.events.list("quote.")).toHaveLength(2)
      expect((await quotes().getQuote(open[1])).timeline.at(-1)).toMatchObject({
        type: "cancelled",
        actor_type: "system",
        from_status: "sent",
        to_status: "cancelled",
        revision: 1,
      })

      await job()
      expect(await statusOf(lapsed)).toBe("expired")
      await quotes().acceptances.release(String((await quotes().getQuote({ id: claimed.id })).accepting_id))
      await lapse(claimed.id)
      await job()
      expect(await statusOf(claimed)).toBe("expired")
    })
  })
})
