import { Modules } from "@medusajs/framework/utils"
import { createRegionsWorkflow, createSalesChannelsWorkflow } from "@medusajs/medusa/core-flows"
import { createStep, createWorkflow } from "@medusajs/framework/workflows-sdk"
import { fromBuiltPlugin } from "../helpers/built-plugin"
import { PAYMENT_PROVIDERS } from "../helpers/catalogue"
import { eventually } from "../helpers/eventually"
import { ENDED, ONE_BOLT, type QuoteState, quotesOf, refusal, twoBusinesses } from "../helpers/quotes"
import { describeShop, type Shop } from "../helpers/shop"
import {
  disableOtherChannels,
  expireDrafts,
  softDeleteCustomer,
  renameProducts,
  setPrices,
  unpublishProducts,
} from "../helpers/written-states"

const DAY = 24 * 60 * 60 * 1000
const CLOSED: [QuoteState, string][] = [...ENDED, ["lapsed", "quote_expired"], ["expired", "quote_expired"]]

const setDefaultChannel = async ({ container }: Shop, default_sales_channel_id: string | null) => {
  await container.resolve("store").updateStores({}, { default_sales_channel_id })
}

/** Medusa creates a default sales channel, which has no products here. */
const seed = (shop: Shop) => setDefaultChannel(shop, shop.salesChannelId)

describeShop("Quotes as admins see them", { catalogue: true, verifiedBusinesses: 1, seed }, (shop) => {
  const quotes = quotesOf(shop)
  const { admin } = quotes
  const quotesIn = async () => Number((await shop.rows<{ count: string }>("SELECT count(*) AS count FROM quote"))[0].count)

  describe("Every admin route of quotes", () => {
    it("admits admins only", async () => {
      const business = await shop.syncedBusiness("verified")
      const { id } = await quotes.requested(business.token)
      const medusaToken = await shop.exchange(business.token)
      const calls: [string, string, unknown?][] = [
        ["GET", "/admin/quotes"],
        ["GET", `/admin/quotes/${id}`],
        ["POST", "/admin/quotes", { customer_id: business.id, items: ONE_BOLT }],
        ["POST", `/admin/quotes/${id}`, { internal_note: "x" }],
        ["POST", `/admin/quotes/${id}/duplicate`],
        ["POST", `/admin/quotes/${id}/send`],
        ["POST", `/admin/quotes/${id}/reject`, { reason: "x" }],
      ]
      for (const [method, path, body] of calls) {
        for (const token of [undefined, business.token, medusaToken]) {
          expect((await shop.call(method, path, { token, body })).status).toBe(401)
        }
      }
      expect(await quotes.get(business.token, id)).toMatchObject({ body: { quote: { status: "requested" } } })
      expect(await quotesIn()).toBe(1)
    })

    it("answers 404 for a quote that does not exist", async () => {
      for (const id of ["quo_none", "quo_%00", "x", "quo_%F0%9F%8F%AD"]) {
        for (const answer of [
          await admin.get(id),
          await admin.change(id, { internal_note: "x" }),
          await admin.send(id),
          await admin.reject(id),
          await admin.duplicate(id),
        ]) {
          expect(answer).toMatchObject(refusal(404, "not_found"))
        }
      }
    })
  })

  describe("GET /admin/quotes", () => {
    it("returns separate counts and totals of draft, offer and messages for each quote", async () => {
      const business = await shop.syncedBusiness("verified")
      const asked = await quotes.requested(business.token, { items: [{ sku: "BOLT-10", quantity: 3 }], message: "Soon, please." })
      const sent = await quotes.sent(business.token, { items: [...ONE_BOLT, { sku: "NUT-20", quantity: 2 }] })
      const emptied = await quotes.sent(business.token)
      await admin.change(asked.id, { items: [{ id: asked.items[0].id, unit_price: 0.1 }] })
      await admin.change(sent.id, { items: [{ id: sent.items[1].id, remove: true }] })
      await admin.send(sent.id, { message: "Without nuts." })
      await admin.change(sent.id, {
        items: [
          { sku: "NUT-20", quantity: 1 },
          { sku: "NUT-20", quantity: 2 },
        ],
      })
      await admin.change(emptied.id, { items: [{ id: emptied.items[0].id, remove: true }] })

      const { body } = await admin.list("?order=created_at")
      expect(body.quotes).toMatchObject([
        { id: asked.id, total: 0.3, item_count: 1, offer: { revision: 0, total: asked.total, item_count: 1 }, message_count: 1 },
        { id: sent.id, item_count: 3, offer: { revision: 2, item_count: 1 }, message_count: 1 },
        { id: emptied.id, total: 0, item_count: 0, offer: { revision: 1, total: emptied.total, item_count: 1 }, message_count: 0 },
      ])
      for (const { id, total, offer } of body.quotes) {
        const { quote } = (await admin.get(id)).body
        expect([total, offer.total, offer.valid_until]).toEqual([quote.total, quote.offer.total, quote.offer.valid_until])
      }
    })

    it("lists the quotes of all customers, with filters and search", async () => {
      const [cedar, oak] = await twoBusinesses(shop)
      const first = await quotes.sent(cedar.token)
      const second = await quotes.requested(oak.token)
      const third = await quotes.requested(cedar.token)
      const idsOf = async (query: string) => (await admin.list(query)).body.quotes.map(({ id }) => id)

      const all = await admin.list()
      expect(all.body).toMatchObject({ count: 3, limit: 20, offset: 0 })
      expect(all.body.quotes.map(({ id }) => id)).toEqual([third.id, second.id, first.id])
      expect(all.body.quotes[1].customer).toEqual({ id: oak.id, email: oak.customer.email, first_name: null, last_name: null })
      const { items, messages, offer, revisions, timeline, ...head } = (await admin.get(first.id)).body.quote
      const { items: offered, ...offerHead } = offer
      expect(all.body.quotes[2]).toEqual({
        ...head,
        item_count: items.length,
        message_count: messages.length,
        offer: { ...offerHead, item_count: offered.length },
      })

      expect(await admin.list("?limit=1&offset=1&order=created_at")).toMatchObject({ body: { count: 3, quotes: [{ id: second.id }] } })
      expect(await idsOf("?status=sent")).toEqual([first.id])
      expect(await idsOf(`?customer_id=${oak.id}`)).toEqual([second.id])
      expect(await idsOf("?customer_id=cus_none")).toEqual([])
      expect(await idsOf("?q=OAK")).toEqual([second.id])
      expect(await idsOf(`?q=${encodeURIComponent(cedar.customer.email)}&order=created_at`)).toEqual([first.id, third.id])
      expect(await idsOf("?q=de123456789&status=sent")).toEqual([first.id])
      expect(await idsOf("?q=%25")).toEqual([])
      expect(await idsOf("?order=-valid_until&limit=1")).toEqual([first.id])
    })

    it("counts the quotes of each status and those that wait for the shop, whatever the status filter says", async () => {
      const [cedar, oak] = await twoBusinesses(shop)
      await quotes.requested(cedar.token)
      await quotes.sent(cedar.token)
      const asked = await quotes.sent(oak.token)
      await quotes.act(oak.token, asked.id, "messages", { text: "Is it galvanised?" })
      const counts = { requested: 1, sent: 2, accepted: 0, declined: 0, expired: 0, cancelled: 0, rejected: 0, waiting: 2 }

      expect(await admin.list()).toMatchObject({ body: { count: 3, counts } })
      expect(await admin.list("?status=sent&waiting=true")).toMatchObject({ body: { count: 1, counts, quotes: [{ id: asked.id }] } })
      expect(await admin.list("?waiting=false")).toMatchObject({ body: { count: 1, counts } })
      expect(await admin.list("?q=oak&status=requested")).toMatchObject({
        body: { count: 0, counts: { ...counts, requested: 0, sent: 1, waiting: 1 } },
      })
    })

    it("finds the quotes that were requested, sent or accepted in a span of time, as many as the statistics count", async () => {
      const business = await shop.syncedBusiness("verified")
      const first = await quotes.requested(business.token)
      const second = await quotes.sent(business.token)
      await admin.send(second.id)
      const { quote: third } = (await admin.get(await quotes.in("accepted", business.token))).body
      const [from, to] = [first.created_at, third.created_at].map(encodeURIComponent)
      const ids = async (query: string) => (await admin.list(`?order=created_at&${query}`)).body.quotes.map(({ id }) => id)

      expect(await ids(`created_at[$gte]=${from}&created_at[$lt]=${to}`)).toEqual([first.id, second.id])
      expect(await ids(`updated_at[$gt]=${to}`)).toEqual([third.id])
      expect(await ids(`waiting_since[$lte]=${to}`)).toEqual([first.id])
      expect(await ids(`sent_at[$gte]=${from}`)).toEqual([second.id, third.id])
      expect(await ids(`accepted_at[$gte]=${from}`)).toEqual([third.id])
      expect(await ids(`accepted_at[$lt]=${to}`)).toEqual([])
      const { body } = await shop.get<{ quotes: object }>("/admin/customer-role/statistics", { token: shop.admin.token })
      expect(body.quotes).toMatchObject({ requested: 3, sent: 2, accepted: 1 })
      expect(await admin.list(`?status=sent&sent_at[$gte]=${from}&created_at[$gt]=${from}`)).toMatchObject({
        body: { count: 1, counts: { requested: 0, sent: 1, accepted: 1, waiting: 0 } },
      })
    })

    it("lists first who has waited for the shop the longest", async () => {
      const business = await shop.syncedBusiness("verified")
      const ids: string[] = []
      for (const _ of [1, 2, 3]) {
        ids.push((await quotes.requested(business.token)).id)
      }
      const [offered, asking, untouched] = ids
      const since = async (id: string) => (await admin.get(id)).body.quote.waiting_since
      expect(await since(offered)).toBe((await admin.get(offered)).body.quote.created_at)

      await shop.post(`/admin/quotes/${asking}/messages`, { token: shop.admin.token, body: { text: "Which colour?" } })
      expect(await since(asking)).not.toBeNull()
      for (const id of [offered, asking]) {
        await admin.send(id)
        expect(await since(id)).toBeNull()
      }
      await quotes.act(business.token, asking, "messages", { text: "Red." })
      const asked = await since(asking)
      await quotes.act(business.token, asking, "messages", { text: "Or blue." })

      expect(await since(asking)).toBe(asked)
      expect((await admin.list("?order=waiting_since")).body.quotes.map(({ id }) => id)).toEqual([untouched, asking, offered])
      await shop.post(`/admin/quotes/${asking}/messages`, { token: shop.admin.token, body: { text: "Red it is." } })
      expect(await since(asking)).toBeNull()
      await quotes.act(business.token, offered, "renegotiate", { message: "Cheaper?" })
      expect(await since(offered)).not.toBeNull()
      await quotes.act(business.token, offered, "cancel")
      expect(await since(offered)).toBeNull()
    })

    it("lists quotes of deleted customers", async () => {
      const business = await shop.syncedBusiness("pending")
      const { id } = await quotes.requested(business.token)
      await softDeleteCustomer(shop, business.id)

      expect(await admin.list()).toMatchObject({ status: 200, body: { quotes: [{ id, customer_id: business.id, customer: null }] } })
      expect(await admin.change(id, { internal_note: "Gone." })).toMatchObject({ status: 200, body: { quote: { internal_note: "Gone." } } })
      expect(await admin.change(id, { items: ONE_BOLT })).toMatchObject({ status: 404 })
      expect(await admin.send(id)).toMatchObject(refusal(404, "not_found"))
      expect(await admin.duplicate(id)).toMatchObject(refusal(404, "not_found"))
      expect(await admin.reject(id)).toMatchObject({ status: 200 })
    })

    it.each([
      "?limit=0",
      "?limit=101",
      "?limit=x",
      "?limit=1&limit=2",
      "?offset=-1",
      "?offset=99999999999",
      "?status=open",
      "?status=%00",
      "?customer_id=",
      "?customer_id=%00",
      "?q=%00",
      "?q=a&q=b",
      `?q=${"x".repeat(256)}`,
      "?order=id",
      "?order=--created_at",
      "?fields=id",
      "?created_at=2026-11-30T00:00:00Z",
      "?sent_at[$gte]=2026-11-30",
      "?accepted_at[$in]=2026-11-30T00:00:00Z",
      "?valid_until[$gte]=2026-11-30T00:00:00Z",
    ])("refuses %s", async (query) => {
      expect(await admin.list(query)).toMatchObject(refusal(400, "invalid_request"))
    })
  })

  describe("GET /admin/quotes/:id", () => {
    it("returns the draft, the customer's view and the timeline", async () => {
      const business = await shop.syncedBusiness("verified")
      const { id, items } = await quotes.sent(business.token, {
        items: [{ sku: "BOLT-10", quantity: 10, target_unit_price: 6 }],
        message: "Please.",
      })
      await admin.change(id, {
        items: [{ id: items[0].id, unit_price: 7 }],
        internal_note: "Margin 12 %.",
        valid_until: "2099-01-01T00:00:00+02:00",
      })
      const { status, body } = await admin.get(id)

      expect(status).toBe(200)
      expect(body.quote).toEqual({
        id,
        number: expect.stringMatching(/^Q-\d{6,}$/),
        customer_id: business.id,
        customer: { id: business.id, email: business.customer.email, first_name: null, last_name: null },
        status: "sent",
        revision: 1,
        currency_code: "eur",
        region_id: shop.catalogue.regionId,
        sales_channel_id: shop.salesChannelId,
        company_name: "Cedar GmbH",
        tax_id: "DE123456789",
        valid_until: "2098-12-31T22:00:00.000Z",
        draft_valid_until: "2098-12-31T22:00:00.000Z",
        items: [
          {
            id: items[0].id,
            variant_id: shop.catalogue.variantIds["BOLT-10"],
            sku: "BOLT-10",
            title: "Bolts",
            variant_title: "One",
            quantity: 10,
            list_unit_price: 8,
            unit_price: 7,
            target_unit_price: 6,
            is_tax_inclusive: false,
            note: null,
          },
        ],
        total: 70,
        offer: {
          revision: 1,
          valid_until: expect.any(String),
          items: [expect.objectContaining({ id: items[0].id, unit_price: 8 })],
          total: 80,
        },
        revisions: [
          expect.objectContaining({ revision: 0, total: 80, valid_until: null, message: null }),
          expect.objectContaining({ revision: 1, total: 80, valid_until: expect.any(String), message: null }),
        ],
        messages: [expect.objectContaining({ author: "customer", author_id: business.id, text: "Please." })],
        timeline: [
          expect.objectContaining({ type: "requested", actor_type: "customer", actor_id: business.id }),
          expect.objectContaining({
            type: "sent",
            actor_type: "admin",
            actor_id: shop.admin.id,
            from_status: "requested",
            to_status: "sent",
          }),
          expect.objectContaining({ type: "draft_changed", actor_type: "admin", actor_id: shop.admin.id }),
        ],
        internal_note: "Margin 12 %.",
        order_id: null,
        waiting_since: null,
        created_at: expect.any(String),
        updated_at: expect.any(String),
      })
    })

    it("compares two revisions", async () => {
      const business = await shop.syncedBusiness("verified")
      const { id, items } = await quotes.sent(business.token)
      await admin.change(id, { items: [{ id: items[0].id, note: "Galvanised" }] })
      await admin.send(id)

      expect(await admin.get(`${id}?compare=1,2`)).toMatchObject({
        body: {
          quote: { id },
          comparison: { added: [], removed: [], changed: [{ id: items[0].id, note: [null, "Galvanised"] }], total: [8, 8] },
        },
      })
    })
  })

  describe("POST /admin/quotes", () => {
    it("creates a quote on a customer's behalf with list and offered prices", async () => {
      const business = await shop.syncedBusiness("verified")
      shop.events.reset()
      const { status, body } = await admin.create({
        customer_id: business.id,
        items: [
          { sku: "BOLT-10", quantity: 10, unit_price: 7.25, note: "As agreed" },
          { sku: "NUT-20", quantity: 4, discount_percentage: 10 },
          { variant_id: shop.catalogue.variantIds["NUT-20"], quantity: 1 },
        ],
        message: "As discussed on the telephone.",
        internal_note: "Old friend.",
        valid_until: "2099-01-01T00:00:00Z",
      })

      expect(status).toBe(201)
      expect(body.quote).toMatchObject({
        customer_id: business.id,
        status: "requested",
        revision: 0,
        company_name: "Cedar GmbH",
        sales_channel_id: shop.salesChannelId,
        region_id: shop.catalogue.regionId,
        valid_until: "2099-01-01T00:00:00.000Z",
        internal_note: "Old friend.",
        total: 72.5 + 9 + 2.5,
        items: [
          { sku: "BOLT-10", quantity: 10, list_unit_price: 8, unit_price: 7.25, note: "As agreed" },
          { sku: "NUT-20", quantity: 4, list_unit_price: 2.5, unit_price: 2.25 },
          { sku: "NUT-20", quantity: 1, list_unit_price: 2.5, unit_price: 2.5 },
        ],
        messages: [{ author: "admin", author_id: shop.admin.id, text: "As discussed on the telephone." }],
        timeline: [{ type: "requested", actor_type: "admin", actor_id: shop.admin.id }],
      })
      const { id, number } = body.quote
      await eventually(() =>
        expect(shop.events.list("quote.")).toEqual([{ name: "quote.requested", data: { id, number, customer_id: business.id } }])
      )

      const seen = await quotes.get(business.token, id)
      expect(seen.body.quote).toMatchObject({
        status: "requested",
        total: 92.5,
        valid_until: null,
        timeline: [{ type: "requested", by: "admin" }],
      })
      expect(JSON.stringify(seen.body)).not.toMatch(/7\.25|Old friend|2099/)
      await admin.send(id)
      expect(await quotes.get(business.token, id)).toMatchObject({
        body: { quote: { status: "sent", total: 84, valid_until: "2099-01-01T00:00:00.000Z" } },
      })
    })

    it("uses the given region, currency and sales channel", async () => {
      const business = await shop.syncedBusiness("pending")
      const { container } = shop
      const [region] = (
        await createRegionsWorkflow(container).run({
          input: { regions: [{ name: "America", currency_code: "usd", countries: ["us"], payment_providers: PAYMENT_PROVIDERS }] },
        })
      ).result
      const [empty, closed] = (
        await createSalesChannelsWorkflow(container).run({
          input: { salesChannelsData: [{ name: "Phone" }, { name: "Closed", is_disabled: true }] },
        })
      ).result
      const create = (more: Record<string, unknown>) =>
        admin.create({
          customer_id: business.id,
          items: [{ sku: "UNPRICED-1", quantity: 2 }],
          sales_channel_id: shop.salesChannelId,
          ...more,
        })

      expect(await create({ region_id: region.id })).toMatchObject({ status: 201, body: { quote: { currency_code: "usd", total: 10 } } })
      expect(await create({ currency_code: "USD" })).toMatchObject({ status: 201, body: { quote: { region_id: region.id } } })
      expect(await create({})).toMatchObject(refusal(400, "no_region"))
      expect(await create({ currency_code: "usd", sales_channel_id: undefined })).toMatchObject({ status: 201 })
      expect(await create({ currency_code: "usd", sales_channel_id: empty.id })).toMatchObject({
        status: 400,
        body: { code: "invalid_request", errors: [{ index: 0, sku: "UNPRICED-1", code: "unknown_sku" }] },
      })
      for (const wrong of [
        { sales_channel_id: closed.id },
        { sales_channel_id: "sc_none" },
        { region_id: "reg_none" },
        { currency_code: "jpy" },
        { region_id: region.id, currency_code: "eur" },
      ]) {
        expect(await create({ currency_code: "usd", ...wrong })).toMatchObject(refusal(400, "invalid_request"))
      }
      for (const none of [null, closed.id]) {
        await setDefaultChannel(shop, none)
        expect(await create({ currency_code: "usd", sales_channel_id: undefined })).toMatchObject(refusal(400, "sales_channel_required"))
      }
      await disableOtherChannels(shop, shop.salesChannelId)
      expect(await create({ currency_code: "usd", sales_channel_id: undefined })).toMatchObject({ status: 201 })
    })

    it("refuses customers whom the guard refuses", async () => {
      const individual = await shop.synced()
      const revoked = await shop.syncedBusiness("revoked")
      const rejected = await shop.syncedBusiness("rejected")
      const banned = await shop.syncedBusiness("verified")
      await shop.webhook("user.updated", shop.clerk.users.ban(banned.user.id))
      const withPassword = await shop.registerCustomer()
      const create = (customer_id: string) => admin.create({ customer_id, items: ONE_BOLT })

      expect(await create(individual.id)).toMatchObject(refusal(400, "not_a_business_account"))
      expect(await create(withPassword.id)).toMatchObject(refusal(400, "not_a_business_account"))
      expect(await create("cus_none")).toMatchObject(refusal(404, "not_found"))
      expect(await create(revoked.id)).toMatchObject(refusal(403, "verification_revoked"))
      expect(await create(rejected.id)).toMatchObject(refusal(403, "verification_rejected"))
      expect(await create(banned.id)).toMatchObject(refusal(403, "account_disabled"))
      expect(await quotesIn()).toBe(0)
      expect(await shop.historyOf(individual.id)).not.toContain("access_denied")
    })

    it("reports every line that cannot be quoted", async () => {
      const business = await shop.syncedBusiness("pending")
      const items = [{ sku: "NO-SUCH", quantity: 1 }, ...ONE_BOLT, { sku: "NUT-20", quantity: 0 }, { sku: "UNPRICED-1", quantity: 1 }]
      const { status, body } = await admin.create({ customer_id: business.id, items })

      expect(status).toBe(400)
      expect(body.errors?.map(({ index, code }) => [index, code])).toEqual([
        [0, "unknown_sku"],
        [2, "invalid_quantity"],
      ])
      expect(await quotesIn()).toBe(0)
    })

    it("refuses more lines than allowed", async () => {
      const business = await shop.syncedBusiness("pending")
      const items = Array.from({ length: 1001 }, () => ONE_BOLT[0])

      expect(await admin.create({ customer_id: business.id, items })).toMatchObject(refusal(400, "too_many_lines"))
    })

    it.each<[string, Record<string, unknown>]>([
      ["a missing customer", { customer_id: undefined }],
      ["NUL in a customer id", { customer_id: "cus\u0000" }],
      ["an empty list of lines", { items: [] }],
      ["items that are not a list", { items: "BOLT-10" }],
      ["a line with a SKU and a variant id", { items: [{ sku: "BOLT-10", variant_id: "variant_1", quantity: 1 }] }],
      ["a line without a SKU or variant id", { items: [{ quantity: 1 }] }],
      ["two prices", { items: [{ ...ONE_BOLT[0], unit_price: 1, discount_amount: 1 }] }],
      ["a negative price", { items: [{ ...ONE_BOLT[0], unit_price: -0.01 }] }],
      ["a price that is not a number", { items: [{ ...ONE_BOLT[0], unit_price: "1" }] }],
      ["a price finer than the currency", { items: [{ ...ONE_BOLT[0], unit_price: 7.255 }] }],
      ["a discount of more than 100 %", { items: [{ ...ONE_BOLT[0], discount_percentage: 100.1 }] }],
      ["a discount of more than the list price", { items: [{ ...ONE_BOLT[0], discount_amount: 10.01 }] }],
      ["a list price", { items: [{ ...ONE_BOLT[0], list_unit_price: 1 }] }],
      ["NUL in a note", { items: [{ ...ONE_BOLT[0], note: "\u0000" }] }],
      ["NUL in the internal note", { internal_note: "\u0000" }],
      ["a time in the past", { valid_until: "2020-01-01T00:00:00Z" }],
      ["a time without an offset", { valid_until: "2099-01-01T00:00:00" }],
      ["a date that does not exist", { valid_until: "2099-02-30T00:00:00Z" }],
      ["an invalid currency", { currency_code: "euro" }],
      ["an unknown field", { status: "sent" }],
    ])("refuses %s", async (_, more) => {
      const business = await shop.syncedBusiness("pending")

      expect(await admin.create({ customer_id: business.id, items: ONE_BOLT, ...more })).toMatchObject(refusal(400, "invalid_request"))
      expect(await quotesIn()).toBe(0)
    })

    it("leaves no quote behind if a later step of the workflow fails", async () => {
      const { createQuoteWorkflow } = fromBuiltPlugin<typeof import("../../src/workflows/quotes")>("workflows/quotes")
      const business = await shop.syncedBusiness("pending")
      const failStep = createStep("fail-after-creating-quote", async () => {
        throw new Error("after the quote")
      })
      const failing = createWorkflow("create-quote-and-fail", (input: Parameters<typeof createQuoteWorkflow.runAsStep>[0]["input"]) => {
        createQuoteWorkflow.runAsStep({ input })
        failStep()
      })
      shop.events.reset()
      const { errors } = await failing(shop.container).run({
        input: { customer_id: business.id, items: ONE_BOLT, actor: { type: "admin", id: shop.admin.id } },
        throwOnError: false,
      })

      expect(errors).toHaveLength(1)
      expect(await quotesIn()).toBe(0)
      expect(shop.events.list("quote.")).toEqual([])
    })
  })

  describe("POST /admin/quotes/:id/duplicate", () => {
    it("creates a quote from the draft with today's list prices and the same offered prices", async () => {
      const business = await shop.syncedBusiness("verified")
      const source = await quotes.sent(business.token, {
        items: [
          { sku: "NUT-20", quantity: 10, target_unit_price: 2, note: "Zinc" },
          { sku: "NUT-20", quantity: 3 },
          { sku: "RARE-1", quantity: 1 },
        ],
        message: "Please.",
      })
      await admin.change(source.id, {
        items: [
          { id: source.items[0].id, unit_price: 2.1 },
          { id: source.items[2].id, remove: true },
        ],
        internal_note: "Secret.",
      })
      const [set] = await shop.rows<{ price_set_id: string }>("SELECT price_set_id FROM product_variant_price_set WHERE variant_id = ?", [
        shop.catalogue.variantIds["NUT-20"],
      ])
      await setPrices(shop, 3, set.price_set_id)
      const { status, body } = await admin.duplicate(source.id)

      expect(status).toBe(201)
      expect(body.quote.id).not.toBe(source.id)
      expect(body.quote.number).not.toBe(source.number)
      expect(body.quote).toMatchObject({
        customer_id: business.id,
        status: "requested",
        revision: 0,
        region_id: shop.catalogue.regionId,
        sales_channel_id: shop.salesChannelId,
        valid_until: null,
        internal_note: null,
        messages: [],
        items: [
          { sku: "NUT-20", quantity: 10, list_unit_price: 3, unit_price: 2.1, target_unit_price: 2, note: "Zinc" },
          { sku: "NUT-20", quantity: 3, list_unit_price: 3, unit_price: 2.5, target_unit_price: null, note: null },
        ],
        total: 28.5,
        offer: { revision: 0, total: 39 },
      })
      expect(await admin.get(source.id)).toMatchObject({ body: { quote: { status: "sent", internal_note: "Secret." } } })
    })

    it.each<[QuoteState]>([["requested"], ["expired"], ["accepted"], ["declined"], ["rejected"]])(
      "duplicates a quote that is %s",
      async (state) => {
        const business = await shop.syncedBusiness("pending")
        const id = await quotes.in(state, business.token)

        expect(await admin.duplicate(id)).toMatchObject({ status: 201, body: { quote: { status: "requested", order_id: null } } })
      }
    )

    it("falls back to another region with the same currency if the quote's region is gone", async () => {
      const business = await shop.syncedBusiness("verified")
      const { id } = await quotes.requested(business.token)
      await shop.container.resolve(Modules.REGION).deleteRegions(shop.catalogue.regionId)
      expect(await admin.duplicate(id)).toMatchObject(refusal(400, "invalid_request"))
      const regionsData = [{ name: "Austria", currency_code: "eur", countries: ["at"] }]
      const [austria] = (await createRegionsWorkflow(shop.container).run({ input: { regions: regionsData } })).result

      expect(await admin.duplicate(id)).toMatchObject({
        status: 201,
        body: { quote: { currency_code: "eur", region_id: austria.id, total: 8 } },
      })
    })

    it("refuses a quote in a disabled sales channel, which could not be accepted", async () => {
      const business = await shop.syncedBusiness("verified")
      const { id } = await quotes.requested(business.token)
      await shop.container.resolve(Modules.SALES_CHANNEL).updateSalesChannels(shop.salesChannelId, { is_disabled: true })
      const disabled = {
        status: 400,
        body: {
          code: "invalid_request",
          message: "The sales channel of the quote is disabled or gone. Enable it, or create a new quote in another one.",
        },
      }

      expect(await admin.duplicate(id)).toMatchObject(disabled)
      expect(await admin.change(id, { items: ONE_BOLT })).toMatchObject(disabled)
    })

    it("refuses lines that can no longer be quoted, and customers whom the guard refuses now", async () => {
      const business = await shop.syncedBusiness("verified")
      const { id } = await quotes.requested(business.token)
      const { id: emptied, items } = await quotes.requested(business.token)
      await admin.change(emptied, { items: [{ id: items[0].id, remove: true }] })

      expect(await admin.duplicate(emptied)).toMatchObject(refusal(400, "invalid_request"))
      await unpublishProducts(shop)
      expect(await admin.duplicate(id)).toMatchObject({
        status: 400,
        body: { code: "invalid_request", errors: [{ index: 0, code: "unknown_sku" }] },
      })
      await shop.decide(business.id, false)
      expect(await admin.duplicate(id)).toMatchObject(refusal(403, "verification_revoked"))
      expect(await shop.post(`/admin/quotes/${id}/duplicate`, { token: shop.admin.token, body: { customer_id: "x" } })).toMatchObject(
        refusal(400, "invalid_request")
      )
      expect(await quotesIn()).toBe(2)
    })
  })

  describe("POST /admin/quotes/:id/send", () => {
    it("sends the draft as a revision with the shop's validity and emits quote.sent", async () => {
      const business = await shop.syncedBusiness("verified")
      const requested = await quotes.requested(business.token)
      await admin.change(requested.id, { discount_percentage: 50 })
      shop.events.reset()
      const before = Date.now()
      const { status, body } = await admin.send(requested.id, { message: "Our offer." })
      const after = Date.now()

      expect(status).toBe(200)
      expect(body.quote).toMatchObject({
        status: "sent",
        revision: 1,
        total: 4,
        offer: { revision: 1, total: 4, items: [{ list_unit_price: 8, unit_price: 4 }] },
        revisions: [
          { revision: 0, total: 8 },
          { revision: 1, total: 4, message: "Our offer." },
        ],
        messages: [{ author: "admin", text: "Our offer." }],
      })
      const until = Date.parse(body.quote.valid_until ?? "")
      expect(until).toBeGreaterThanOrEqual(before + 30 * DAY)
      expect(until).toBeLessThanOrEqual(after + 30 * DAY)
      await eventually(() =>
        expect(shop.events.list("quote.")).toEqual([
          { name: "quote.sent", data: { id: requested.id, number: requested.number, customer_id: business.id } },
        ])
      )
    })

    it("keeps old and new revisions unchanged after the catalogue has changed", async () => {
      const business = await shop.syncedBusiness("verified")
      const { id, items } = await quotes.sent(business.token)
      await setPrices(shop, 99)
      await renameProducts(shop, "Renamed")
      await admin.change(id, { items: [{ id: items[0].id, quantity: 5 }] })
      await admin.send(id)

      expect(await quotes.get(business.token, `${id}?compare=1,2`)).toMatchObject({
        body: {
          quote: { revision: 2, items: [{ title: "Bolts", quantity: 5, list_unit_price: 8, unit_price: 8 }], total: 40 },
          comparison: { changed: [{ quantity: [1, 5] }], total: [8, 40] },
        },
      })
    })

    it("keeps the company and tax id from the time of sending", async () => {
      const business = await shop.syncedBusiness("pending")
      const { id } = await quotes.requested(business.token)
      shop.clerk.users.update(business.user.id, { unsafe_metadata: { accountType: "business", company: "Cedar AG", tax_id: "DE2" } })
      await shop.post("/store/customers/sync-role", { token: business.token })

      expect(await admin.send(id)).toMatchObject({ body: { quote: { company_name: "Cedar AG", tax_id: "DE2" } } })
      expect((await admin.list("?q=cedar%20ag")).body.count).toBe(1)
    })

    it("creates one revision for each of several simultaneous requests", async () => {
      const business = await shop.syncedBusiness("verified")
      const { id } = await quotes.requested(business.token)
      const answers = await Promise.all(Array.from({ length: 5 }, () => admin.send(id)))

      expect(answers.map(({ status }) => status)).toEqual(Array(5).fill(200))
      expect((await admin.get(id)).body.quote.revisions.map(({ revision }) => revision)).toEqual([0, 1, 2, 3, 4, 5])
    })

    it("sends once if simultaneous requests have the same expected_updated_at", async () => {
      const business = await shop.syncedBusiness("verified")
      const { id, updated_at: expected_updated_at } = await quotes.requested(business.token)
      const answers = await Promise.all(Array.from({ length: 5 }, () => admin.send(id, { expected_updated_at })))

      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409, 409])
      expect(answers.filter(({ status }) => status === 409).map(({ body }) => body.code)).toEqual(Array(4).fill("quote_changed"))
      expect((await admin.get(id)).body.quote.revision).toBe(1)
    })

    it.each(CLOSED)("refuses a quote that is %s", async (state, code) => {
      const business = await shop.syncedBusiness("pending")
      const id = await quotes.in(state, business.token)

      expect(await admin.send(id)).toMatchObject(refusal(409, code))
    })

    it("refuses a draft without lines or with an expired date", async () => {
      const business = await shop.syncedBusiness("pending")
      const { id, items } = await quotes.requested(business.token)
      await admin.change(id, { items: [{ id: items[0].id, remove: true }] })
      expect(await admin.send(id)).toMatchObject(refusal(400, "invalid_request"))

      await admin.change(id, { items: ONE_BOLT, valid_until: "2099-01-01T00:00:00Z" })
      await expireDrafts(shop)
      expect(await admin.send(id)).toMatchObject(refusal(400, "invalid_request"))
      expect(await admin.get(id)).toMatchObject({ body: { quote: { status: "requested", revision: 0, revisions: [{ revision: 0 }] } } })
      await admin.change(id, { valid_until: null })
      expect(await admin.send(id)).toMatchObject({ status: 200, body: { quote: { revision: 1 } } })
    })

    it.each<[string, Record<string, unknown>]>([
      ["a blank message", { message: " " }],
      ["NUL in a message", { message: "\u0000" }],
      ["an invalid time", { expected_updated_at: "yesterday" }],
      ["an unknown field", { valid_until: "2099-01-01T00:00:00Z" }],
    ])("refuses %s", async (_, body) => {
      const business = await shop.syncedBusiness("pending")
      const { id } = await quotes.requested(business.token)

      expect(await admin.send(id, body)).toMatchObject(refusal(400, "invalid_request"))
    })
  })

  describe("POST /admin/quotes/:id/reject", () => {
    it("rejects a quote, stores the reason and emits quote.rejected", async () => {
      const business = await shop.syncedBusiness("verified")
      const { id, number } = await quotes.requested(business.token)
      shop.events.reset()

      expect(await admin.reject(id, "No longer made.")).toMatchObject({ status: 200, body: { quote: { status: "rejected" } } })
      const { body } = await quotes.get(business.token, id)
      expect(body.quote).toMatchObject({
        status: "rejected",
        messages: [{ author: "admin", text: "No longer made." }],
        timeline: [{ type: "requested" }, { type: "rejected", by: "admin", note: "No longer made." }],
      })
      expect(JSON.stringify(body)).not.toContain(shop.admin.id)
      await eventually(() =>
        expect(shop.events.list("quote.")).toEqual([{ name: "quote.rejected", data: { id, number, customer_id: business.id } }])
      )
    })

    it.each(CLOSED)("refuses a quote that is %s", async (state, code) => {
      const business = await shop.syncedBusiness("pending")
      const id = await quotes.in(state, business.token)

      expect(await admin.reject(id)).toMatchObject(refusal(409, code))
    })

    it.each<[string, unknown]>([
      ["a missing reason", {}],
      ["a blank reason", { reason: " " }],
      ["NUL", { reason: "\u0000" }],
      ["more", { reason: "x", note: "y" }],
    ])("refuses %s", async (_, body) => {
      const business = await shop.syncedBusiness("pending")
      const { id } = await quotes.requested(business.token)

      expect(await shop.post(`/admin/quotes/${id}/reject`, { token: shop.admin.token, body })).toMatchObject(
        refusal(400, "invalid_request")
      )
    })
  })
})
