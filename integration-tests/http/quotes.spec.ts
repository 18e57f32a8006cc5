import {
  createApiKeysWorkflow,
  createRegionsWorkflow,
  createSalesChannelsWorkflow,
  linkProductsToSalesChannelWorkflow,
  linkSalesChannelsToApiKeyWorkflow,
} from "@medusajs/medusa/core-flows"
import { createStep, createWorkflow } from "@medusajs/framework/workflows-sdk"
import { fromBuiltPlugin } from "../helpers/built-plugin"
import { BUSINESS_BOLT_PRICE, GERMAN_ADDRESS, PAYMENT_PROVIDERS } from "../helpers/catalogue"
import { eventually } from "../helpers/eventually"
import type { CallOptions } from "../helpers/http"
import { ENDED, ONE_BOLT, type QuoteState, quotesOf, refusal, twoBusinesses } from "../helpers/quotes"
import { describeShop } from "../helpers/shop"
import { completeCart, removeSku, disableChannel, abandonRequests, deleteQuotes } from "../helpers/written-states"

describeShop("Quotes", { catalogue: true, verifiedBusinesses: 1 }, (shop) => {
  const quotes = quotesOf(shop)
  const { request, requested, list } = quotes

  describe("POST /store/quotes/request", () => {
    const refused = async (token: string, body: Record<string, unknown>, options?: CallOptions) => {
      const answer = await request(token, body, options)
      expect(await shop.rows("SELECT id FROM quote")).toEqual([])
      return answer
    }

    it("stores the requested lines at the customer's list prices", async () => {
      const business = await shop.syncedBusiness("verified")
      shop.events.reset()
      const { status, body } = await request(business.token, {
        items: [
          { sku: "BOLT-10", quantity: 400, target_unit_price: 7.5, note: "Zinc plated, größer" },
          { variant_id: shop.catalogue.variantIds["NUT-20"], quantity: 3 },
          { sku: "BOLT-10", quantity: 1 },
        ],
        message: "For our new plant – 東京 🏭",
      })

      expect(status).toBe(201)
      expect(body).toEqual({
        quote: {
          id: expect.stringMatching(/^quo_/),
          number: expect.stringMatching(/^Q-\d{6,}$/),
          status: "requested",
          revision: 0,
          currency_code: "eur",
          region_id: shop.catalogue.regionId,
          company_name: "Cedar GmbH",
          tax_id: "DE123456789",
          valid_until: null,
          items: [
            {
              id: expect.stringMatching(/^quoitm_/),
              variant_id: shop.catalogue.variantIds["BOLT-10"],
              sku: "BOLT-10",
              title: "Bolts",
              variant_title: "One",
              quantity: 400,
              list_unit_price: BUSINESS_BOLT_PRICE,
              unit_price: BUSINESS_BOLT_PRICE,
              target_unit_price: 7.5,
              is_tax_inclusive: false,
              note: "Zinc plated, größer",
            },
            expect.objectContaining({ sku: "NUT-20", quantity: 3, list_unit_price: 2.5, unit_price: 2.5, note: null }),
            expect.objectContaining({ sku: "BOLT-10", quantity: 1 }),
          ],
          total: 400 * BUSINESS_BOLT_PRICE + 7.5 + BUSINESS_BOLT_PRICE,
          messages: [
            {
              id: expect.stringMatching(/^quomsg_/),
              author: "customer",
              text: "For our new plant – 東京 🏭",
              item_id: null,
              attachments: [],
              created_at: expect.any(String),
            },
          ],
          timeline: [
            {
              type: "requested",
              by: "customer",
              from_status: null,
              to_status: "requested",
              revision: 0,
              note: null,
              created_at: expect.any(String),
            },
          ],
          order_id: null,
          created_at: expect.any(String),
          updated_at: expect.any(String),
        },
      })
      const [stored] = await shop.rows(
        "SELECT q.customer_id, q.company_name, q.tax_id, q.region_id, q.sales_channel_id, i.target_unit_price FROM quote q JOIN quote_item i ON i.quote_id = q.id WHERE i.position = 0"
      )
      expect(stored).toMatchObject({
        customer_id: business.id,
        company_name: "Cedar GmbH",
        tax_id: "DE123456789",
        region_id: shop.catalogue.regionId,
        sales_channel_id: shop.salesChannelId,
        target_unit_price: "7.5",
      })
      const { id, number } = body.quote
      await eventually(() =>
        expect(shop.events.list("quote.")).toEqual([{ name: "quote.requested", data: { id, number, customer_id: business.id } }])
      )
    })

    it("accepts more than the stock", async () => {
      const business = await shop.syncedBusiness("pending")

      expect(await request(business.token, { items: [{ sku: "RARE-1", quantity: 5000 }] })).toMatchObject({
        status: 201,
        body: { quote: { total: 250_000, messages: [] } },
      })
    })

    it("requests a quote for the lines of the caller's open cart", async () => {
      const business = await shop.syncedBusiness("verified")
      const { body: created } = await shop.post<{ cart: { id: string } }>("/store/carts", {
        token: business.token,
        body: { region_id: shop.catalogue.regionId, items: [{ variant_id: shop.catalogue.variantIds["NUT-20"], quantity: 7 }] },
      })
      const { status, body } = await request(business.token, { cart_id: created.cart.id })

      expect(status).toBe(201)
      expect(body.quote).toMatchObject({ currency_code: "eur", items: [{ sku: "NUT-20", quantity: 7 }], total: 17.5 })
    })

    it("refuses carts that are another customer's, a guest's, ordered or empty", async () => {
      const owner = await shop.syncedBusiness("verified")
      const business = await shop.syncedBusiness("verified", { company: "Oak GmbH" })
      const cart = async (token: string | undefined, items: unknown[]) =>
        (await shop.post<{ cart: { id: string } }>("/store/carts", { token, body: { region_id: shop.catalogue.regionId, items } })).body
          .cart.id
      const nuts = [{ variant_id: shop.catalogue.variantIds["NUT-20"], quantity: 1 }]
      const ordered = await cart(business.token, nuts)
      await completeCart(shop, ordered)

      for (const cart_id of [await cart(owner.token, nuts), await cart(undefined, nuts), ordered, "cart_none"]) {
        expect(await refused(business.token, { cart_id })).toMatchObject({ status: 404, body: { code: "not_found" } })
      }
      expect(await refused(business.token, { cart_id: await cart(business.token, []) })).toMatchObject({
        status: 400,
        body: { code: "invalid_request" },
      })
    })

    it("reports every invalid line at once", async () => {
      const business = await shop.syncedBusiness("pending")
      const { status, body } = await refused(business.token, {
        items: [
          { sku: "NO-SUCH", quantity: 1 },
          { sku: "BOLT-10", quantity: 1 },
          { sku: "DRAFT-1", quantity: 1 },
          { sku: "UNPRICED-1", quantity: 1 },
          { sku: "NUT-20", quantity: 0 },
          { sku: "NUT-20", quantity: 2.5 },
          { sku: "NUT-20", quantity: "3" },
          { sku: "NUT-20", quantity: null },
          { sku: "NUT-20" },
        ],
      })

      expect(status).toBe(400)
      expect(body.code).toBe("invalid_request")
      expect(body.errors?.map(({ index, sku, code }) => [index, sku, code])).toEqual([
        [0, "NO-SUCH", "unknown_sku"],
        [2, "DRAFT-1", "unknown_sku"],
        [4, "NUT-20", "invalid_quantity"],
        [5, "NUT-20", "invalid_quantity"],
        [6, "NUT-20", "invalid_quantity"],
        [7, "NUT-20", "invalid_quantity"],
        [8, "NUT-20", "invalid_quantity"],
      ])
    })

    it("accepts lines without a price, and shows no total until the shop has set all prices", async () => {
      const business = await shop.syncedBusiness("verified")
      const items = [
        { sku: "UNPRICED-1", quantity: 3, target_unit_price: 4.5 },
        { sku: "NUT-20", quantity: 2 },
      ]
      const { status, body } = await request(business.token, { items, currency_code: "eur" })

      expect(status).toBe(201)
      const { id } = body.quote
      const unpriced = body.quote.items[0]
      expect(unpriced).toMatchObject({
        sku: "UNPRICED-1",
        list_unit_price: null,
        unit_price: null,
        target_unit_price: 4.5,
        is_tax_inclusive: false,
      })
      expect(body.quote.items[1]).toMatchObject({ list_unit_price: 2.5, unit_price: 2.5 })
      expect(body.quote.total).toBeNull()
      expect((await list(business.token)).body.quotes).toMatchObject([{ id, total: null, item_count: 2 }])
      expect((await quotes.admin.list()).body.quotes).toMatchObject([{ id, total: null, offer: { total: null } }])

      expect(await quotes.admin.send(id)).toMatchObject({
        status: 400,
        body: { code: "price_missing", errors: [{ index: 0, id: unpriced.id, sku: "UNPRICED-1" }] },
      })
      expect(await quotes.admin.change(id, { items: [{ id: unpriced.id, discount_percentage: 10 }] })).toMatchObject(
        refusal(400, "invalid_request")
      )
      const discounted = await quotes.admin.change(id, { discount_percentage: 10 })
      expect(discounted.body.quote).toMatchObject({ total: null, items: [{ unit_price: null }, { unit_price: 2.25 }] })
      await quotes.admin.change(id, { items: [{ id: unpriced.id, unit_price: 7 }] })
      const onRequest = await quotes.admin.change(id, { items: [{ id: unpriced.id, unit_price: null }] })
      expect(onRequest.body.quote).toMatchObject({ total: null, items: [{ unit_price: null }, { unit_price: 2.25 }] })
      const priced = await quotes.admin.change(id, { items: [{ id: unpriced.id, unit_price: 5 }] })
      expect(priced.body.quote).toMatchObject({ total: 19.5, items: [{ list_unit_price: null, unit_price: 5 }, { unit_price: 2.25 }] })
      // The customer sees nothing of the draft.
      expect((await quotes.get(business.token, id)).body.quote.total).toBeNull()

      expect(await quotes.admin.send(id)).toMatchObject({
        status: 200,
        body: { quote: { total: 19.5, revisions: [{ total: null }, { total: 19.5 }] } },
      })
      const sent = await shop.get<{ comparison: unknown }>(`/store/quotes/${id}?compare=0,1`, { token: business.token })
      expect(sent.body.comparison).toMatchObject({
        total: [null, 19.5],
        changed: [{ id: unpriced.id, unit_price: [null, 5] }, { unit_price: [2.5, 2.25] }],
      })
      expect(await quotes.accept(business.token, { id, revision: 1 })).toMatchObject({
        status: 200,
        body: { quote: { status: "accepted", total: 19.5 } },
      })
      const again = await quotes.admin.duplicate(id)
      expect(again.body.quote).toMatchObject({
        total: 19.5,
        items: [{ list_unit_price: null, unit_price: 5, target_unit_price: 4.5 }, {}],
        offer: { total: null },
      })
    })

    it("refuses target prices with too many decimals, and notes that are too long together", async () => {
      const business = await shop.syncedBusiness("verified")
      const fine = await refused(business.token, {
        items: [{ sku: "BOLT-10", quantity: 1, target_unit_price: 7.555 }],
        currency_code: "eur",
      })
      expect(fine).toMatchObject({ status: 400, body: { code: "invalid_request", message: expect.stringContaining("BOLT-10") } })
      const long = Array.from({ length: 1000 }, () => ({ sku: "BOLT-10", quantity: 1, note: "x".repeat(1000) }))
      expect(await refused(business.token, { items: long })).toMatchObject(refusal(413, "payload_too_large"))
    })

    it("keeps simultaneous requests within the limit of open quotes", async () => {
      const business = await shop.syncedBusiness("verified")
      const first = await requested(business.token)
      await shop.rows(
        `INSERT INTO quote (id, number, customer_id, status, currency_code)
         SELECT 'quo_open' || n, 'Q-open' || n, ?, 'requested', 'eur' FROM generate_series(1, 197) n`,
        [business.id]
      )
      const answers = await Promise.all(Array.from({ length: 5 }, () => request(business.token)))

      expect(answers.map(({ status }) => status).sort()).toEqual([201, 201, 409, 409, 409])
      expect(answers.find(({ status }) => status === 409)).toMatchObject(refusal(409, "limit_reached"))
      expect(await quotes.act(business.token, first.id, "cancel")).toMatchObject({ status: 200 })
      expect(await request(business.token)).toMatchObject({ status: 201 })
    })

    it("refuses a custom cart line without a product, even if a product has an empty SKU", async () => {
      const business = await shop.syncedBusiness("pending")
      const { body: created } = await shop.post<{ cart: { id: string } }>("/store/carts", {
        token: business.token,
        body: { region_id: shop.catalogue.regionId },
      })
      const cart_id = created.cart.id
      await shop.container.resolve("cart").addLineItems(cart_id, [{ title: "Engraving", quantity: 1, unit_price: 3 }])
      await removeSku(shop, shop.catalogue.variantIds["MADE-1"])

      expect(await refused(business.token, { cart_id })).toMatchObject({
        status: 400,
        body: { code: "invalid_request", errors: [{ index: 0, sku: null, code: "unknown_sku" }] },
      })
    })

    it("refuses products of a disabled sales channel", async () => {
      const business = await shop.syncedBusiness("pending")
      const { body: created } = await shop.post<{ cart: { id: string } }>("/store/carts", {
        token: business.token,
        body: { region_id: shop.catalogue.regionId, items: [{ variant_id: shop.catalogue.variantIds["NUT-20"], quantity: 1 }] },
      })
      await disableChannel(shop, shop.salesChannelId)

      for (const body of [{ items: ONE_BOLT }, { cart_id: created.cart.id }]) {
        expect(await refused(business.token, body)).toMatchObject({
          status: 400,
          body: { code: "invalid_request", errors: [{ index: 0, code: "unknown_sku" }] },
        })
      }
    })

    it("checks a cart's products in its own sales channel, which must belong to the key", async () => {
      const { container, salesChannelId, catalogue } = shop
      const business = await shop.syncedBusiness("pending")
      const [phone] = (await createSalesChannelsWorkflow(container).run({ input: { salesChannelsData: [{ name: "Phone" }] } })).result
      const keyOf = async (title: string, add: string[]) => {
        const [key] = (
          await createApiKeysWorkflow(container).run({ input: { api_keys: [{ title, type: "publishable", created_by: "" }] } })
        ).result
        await linkSalesChannelsToApiKeyWorkflow(container).run({ input: { id: key.id, add } })
        return key.token
      }
      const both = await keyOf("Both", [salesChannelId, phone.id])
      const phoneOnly = await keyOf("Phone", [phone.id])
      const [{ product_id }] = await shop.rows<{ product_id: string }>("SELECT product_id FROM product_variant WHERE id = ?", [
        catalogue.variantIds["NUT-20"],
      ])
      await linkProductsToSalesChannelWorkflow(container).run({ input: { id: phone.id, add: [product_id] } })
      const { body: created } = await shop.post<{ cart: { id: string } }>("/store/carts", {
        token: business.token,
        body: {
          region_id: catalogue.regionId,
          sales_channel_id: salesChannelId,
          items: [{ variant_id: catalogue.variantIds["NUT-20"], quantity: 1 }],
        },
      })
      const cart_id = created.cart.id

      expect(await refused(business.token, { cart_id }, { key: phoneOnly })).toMatchObject({ status: 404, body: { code: "not_found" } })
      expect(await request(business.token, { cart_id }, { key: both })).toMatchObject({ status: 201 })

      await linkProductsToSalesChannelWorkflow(container).run({ input: { id: salesChannelId, remove: [product_id] } })
      expect(await request(business.token, { items: [{ sku: "NUT-20", quantity: 1 }] }, { key: both })).toMatchObject({ status: 201 })
      expect(await request(business.token, { cart_id }, { key: both })).toMatchObject({
        status: 400,
        body: { errors: [{ sku: "NUT-20", code: "unknown_sku" }] },
      })
    })

    it("prices exactly in the requested region or currency", async () => {
      const { container } = shop
      await createRegionsWorkflow(container).run({
        input: { regions: [{ name: "America", currency_code: "usd", countries: ["us"], payment_providers: PAYMENT_PROVIDERS }] },
      })
      const [kuwait] = (
        await createRegionsWorkflow(container).run({
          input: { regions: [{ name: "Kuwait", currency_code: "kwd", countries: ["kw"], payment_providers: PAYMENT_PROVIDERS }] },
        })
      ).result
      const [set] = await shop.rows<{ price_set_id: string }>("SELECT price_set_id FROM product_variant_price_set WHERE variant_id = ?", [
        shop.catalogue.variantIds["NUT-20"],
      ])
      await container.resolve("pricing").addPrices({
        priceSetId: set.price_set_id,
        prices: [{ currency_code: "kwd", amount: 0.105 }],
      })
      const business = await shop.syncedBusiness("pending")

      expect(await refused(business.token, { items: ONE_BOLT })).toMatchObject({ status: 400, body: { code: "no_region" } })
      expect(await request(business.token, { items: [{ sku: "UNPRICED-1", quantity: 3 }], currency_code: "USD" })).toMatchObject({
        status: 201,
        body: { quote: { currency_code: "usd", total: 15 } },
      })
      expect(await request(business.token, { items: [{ sku: "NUT-20", quantity: 3 }], region_id: kuwait.id })).toMatchObject({
        status: 201,
        body: { quote: { currency_code: "kwd", total: 0.315 } },
      })
      for (const wrong of [{ currency_code: "jpy" }, { region_id: "reg_none" }, { region_id: kuwait.id, currency_code: "eur" }]) {
        expect(await request(business.token, { items: ONE_BOLT, ...wrong })).toMatchObject({
          status: 400,
          body: { code: "invalid_request" },
        })
      }
    })

    it("gives simultaneous requests unique numbers", async () => {
      const business = await shop.syncedBusiness("pending")
      const answers = await Promise.all(Array.from({ length: 30 }, () => request(business.token, { items: ONE_BOLT })))

      expect(answers.map(({ status }) => status)).toEqual(Array(30).fill(201))
      expect(new Set(answers.map(({ body }) => body.quote.number)).size).toBe(30)
    })

    it("refuses more lines than allowed", async () => {
      const business = await shop.syncedBusiness("pending")
      const items = Array.from({ length: 1001 }, () => ONE_BOLT[0])

      expect(await refused(business.token, { items })).toMatchObject({ status: 400, body: { code: "too_many_lines" } })
    })

    it.each<[string, Record<string, unknown>]>([
      ["an empty body", {}],
      ["an empty list of lines", { items: [] }],
      ["items and a cart", { items: ONE_BOLT, cart_id: "cart_1" }],
      ["an offered price", { items: [{ ...ONE_BOLT[0], unit_price: 1 }] }],
      ["a negative target price", { items: [{ ...ONE_BOLT[0], target_unit_price: -1 }] }],
      ["a target price that is not a number", { items: [{ ...ONE_BOLT[0], target_unit_price: "1" }] }],
      ["an invalid currency", { items: ONE_BOLT, currency_code: "euro" }],
      ["a message that is too long", { items: ONE_BOLT, message: "x".repeat(5001) }],
      ["a note that is too long", { items: [{ ...ONE_BOLT[0], note: "x".repeat(1001) }] }],
      ["NUL in a message", { items: ONE_BOLT, message: "a\u0000b" }],
      ["NUL in a note", { items: [{ ...ONE_BOLT[0], note: "\u0000" }] }],
      ["NUL in a cart id", { cart_id: "cart\u0000" }],
      ["an unknown field", { items: ONE_BOLT, status: "accepted" }],
    ])("refuses %s", async (_, body) => {
      const business = await shop.syncedBusiness("pending")

      expect(await refused(business.token, body)).toMatchObject({ status: 400, body: { type: "invalid_data", code: "invalid_request" } })
    })

    it("refuses individuals and callers who are not signed in", async () => {
      const individual = await shop.synced()

      expect(await refused(individual.token, {})).toMatchObject({ status: 403, body: { code: "business_account_required" } })
      expect(await shop.post("/store/quotes/request", { body: { items: ONE_BOLT } })).toMatchObject({
        status: 401,
        body: { code: "unauthenticated" },
      })
    })

    it("leaves no quote behind if a later step of the workflow fails", async () => {
      const { requestQuoteWorkflow } = fromBuiltPlugin<typeof import("../../src/workflows/quotes")>("workflows/quotes")
      const business = await shop.syncedBusiness("pending")
      const failStep = createStep("fail-after-quote", async () => {
        throw new Error("after the quote")
      })
      const failing = createWorkflow("request-and-fail", (input: Parameters<typeof requestQuoteWorkflow.runAsStep>[0]["input"]) => {
        requestQuoteWorkflow.runAsStep({ input })
        failStep()
      })
      shop.events.reset()
      const { errors } = await failing(shop.container).run({
        input: {
          customer_id: business.id,
          sales_channel_ids: [shop.salesChannelId],
          items: ONE_BOLT,
          actor: { type: "customer", id: business.id },
        },
        throwOnError: false,
      })

      expect(errors).toHaveLength(1)
      expect(await shop.rows("SELECT id FROM quote UNION ALL SELECT id FROM quote_item")).toEqual([])
      expect(shop.events.list("quote.")).toEqual([])
    })
  })

  const cancel = (token: string, id: string, body?: Record<string, unknown>) => quotes.act(token, id, "cancel", body)

  describe("An Idempotency-Key", () => {
    const keyed = (key: string) => ({ headers: { "idempotency-key": key } })
    const form = (text: string, content = "M10") => {
      const body = new FormData()
      body.append("text", text)
      body.append("files", new Blob([content]), "lines.txt")
      return { rawBody: body }
    }
    /** Leaves the state of a process that dies at this point. */
    const breakOff = () => abandonRequests(shop)

    it("requests one quote for a double click, and does not bypass the guard", async () => {
      const business = await shop.syncedBusiness("verified")
      const other = await shop.syncedBusiness("verified", { company: "Oak GmbH" })
      const body = { items: ONE_BOLT, message: "Twice?" }
      const answers = await Promise.all([1, 2, 3].map(() => request(business.token, body, keyed("one"))))

      expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 201])
      expect(new Set(answers.map((answer) => answer.body.quote.id)).size).toBe(1)
      expect(await request(business.token, { message: "Twice?", items: ONE_BOLT }, keyed("one"))).toMatchObject({ status: 200 })
      expect(await request(business.token, { ...body, message: "Else" }, keyed("one"))).toMatchObject(
        refusal(409, "idempotency_key_reused")
      )
      expect(await request(other.token, body, keyed("one"))).toMatchObject({ status: 201 })
      expect(await request(business.token, body, keyed(" "))).toMatchObject(refusal(400, "invalid_request"))
      expect(await shop.rows("SELECT id FROM quote")).toHaveLength(2)
      await shop.decide(business.id, false)
      expect(await request(business.token, body, keyed("one"))).toMatchObject(refusal(403, "verification_revoked"))
    })

    it("stays usable after a refused request", async () => {
      const business = await shop.syncedBusiness("verified")
      expect(await request(business.token, { items: [{ sku: "NO-SUCH", quantity: 1 }] }, keyed("one"))).toMatchObject({ status: 400 })
      expect(await request(business.token, { items: ONE_BOLT }, keyed("one"))).toMatchObject({ status: 201 })
    })

    it("completes or repeats the work of a process that died", async () => {
      const business = await shop.syncedBusiness("verified")
      const first = await request(business.token, { items: ONE_BOLT }, keyed("one"))
      await breakOff()
      expect(await request(business.token, { items: ONE_BOLT }, keyed("one"))).toMatchObject({
        status: 200,
        body: { quote: { id: first.body.quote.id } },
      })
      await deleteQuotes(shop)
      await breakOff()
      const [again, twin] = await Promise.all([1, 2].map(() => request(business.token, { items: ONE_BOLT }, keyed("one"))))
      expect([again.status, twin.status].sort()).toEqual([200, 201])
      expect(await shop.rows("SELECT id FROM quote")).toHaveLength(1)
    })

    it("stores a message once, and compares the content of its files", async () => {
      const business = await shop.syncedBusiness("verified")
      const { id } = await requested(business.token)
      const write = (options: CallOptions, key = "one") =>
        shop.post<{ code?: string; quote: { messages: unknown[] } }>(`/store/quotes/${id}/messages`, {
          token: business.token,
          ...options,
          ...keyed(key),
        })
      const answers = await Promise.all([1, 2].map(() => write(form("See attached."))))

      expect(answers.map(({ status, body }) => [status, body.quote.messages.length])).toEqual([
        [200, 1],
        [200, 1],
      ])
      expect(await write(form("See attached.", "M12"))).toMatchObject(refusal(409, "idempotency_key_reused"))
      expect(await write({ body: { text: "See attached." } })).toMatchObject(refusal(409, "idempotency_key_reused"))
      await breakOff()
      expect(await write(form("See attached."))).toMatchObject({ status: 200 })
      // Each operation has its own keys.
      expect(await request(business.token, { items: ONE_BOLT }, keyed("one"))).toMatchObject({ status: 201 })
      expect(await shop.rows("SELECT id FROM quote_message")).toHaveLength(1)
    })

    it("fills one bulk cart, and the same key still works for orders and acceptances", async () => {
      const business = await shop.syncedBusiness("verified")
      const body = { items: ONE_BOLT, shipping_address: GERMAN_ADDRESS }
      const post = (path: string, more: Record<string, unknown> = {}) =>
        shop.post<{ code?: string; cart: { id: string; items: unknown[] } }>(path, {
          token: business.token,
          body: { ...body, ...more },
          ...keyed("one"),
        })
      const fill = (more?: Record<string, unknown>) => post("/store/orders/create-bulk/cart", more)
      const [one, two] = await Promise.all([fill(), fill()])

      expect([one.status, two.status].sort()).toEqual([200, 201])
      expect(two.body.cart.id).toBe(one.body.cart.id)
      expect(two.body.cart.items).toHaveLength(1)
      expect(await fill({ note: "Else" })).toMatchObject(refusal(409, "idempotency_key_reused"))
      await breakOff()
      expect(await fill()).toMatchObject({ status: 201 })
      expect(await shop.rows("SELECT id FROM cart WHERE deleted_at IS NULL")).toHaveLength(1)
      expect(await post("/store/orders/create-bulk")).toMatchObject({ status: 201 })
      const offered = await quotes.offered(business.token)
      expect(await quotes.accept(business.token, offered, {}, keyed("one"))).toMatchObject({
        status: 200,
        body: { quote: { status: "accepted" } },
      })
      expect(await quotes.accept(business.token, offered, {}, keyed("one"))).toMatchObject({ status: 200 })
    })
  })

  describe("GET /store/quotes", () => {
    it("lists the caller's own quotes page by page, newest first", async () => {
      const business = await shop.syncedBusiness("pending")
      const other = await shop.syncedBusiness("pending", { company: "Oak GmbH" })
      await requested(other.token)
      const first = await requested(business.token, { items: [...ONE_BOLT, { sku: "NUT-20", quantity: 2 }], message: "first" })
      const second = await requested(business.token)
      const third = await requested(business.token)
      await cancel(business.token, second.id)

      const all = await list(business.token)
      expect(all.body).toMatchObject({ count: 3, limit: 20, offset: 0 })
      expect(all.body.quotes.map(({ id }) => id)).toEqual([third.id, second.id, first.id])
      const { items, messages, timeline, ...head } = first
      expect(all.body.quotes[2]).toEqual({ ...head, item_count: 2, message_count: 1 })

      const page = await list(business.token, "?limit=1&offset=2")
      expect(page.body).toMatchObject({ count: 3, limit: 1, offset: 2, quotes: [{ id: first.id }] })

      const cancelled = await list(business.token, "?status=cancelled")
      expect(cancelled.body).toMatchObject({ count: 1, quotes: [{ id: second.id, status: "cancelled" }] })
    })

    it("searches by number and sorts", async () => {
      const [business, other] = await twoBusinesses(shop)
      await requested(other.token)
      const first = await requested(business.token)
      const second = await requested(business.token)
      const idsOf = async (query: string) => (await list(business.token, query)).body.quotes.map(({ id }) => id)

      expect(await idsOf("?order=created_at")).toEqual([first.id, second.id])
      expect(await idsOf(`?q=${first.number.toLowerCase()}`)).toEqual([first.id])
      expect(await idsOf("?q=%20cedar%20&order=-created_at")).toEqual([second.id, first.id])
      expect(await idsOf("?q=oak")).toEqual([])
      await cancel(business.token, first.id)
      expect(await idsOf("?order=-updated_at")).toEqual([first.id, second.id])
      for (const order of ["updated_at", "valid_until", "-valid_until"]) {
        expect((await idsOf(`?order=${order}`)).sort()).toEqual([first.id, second.id].sort())
      }
    })

    it("is empty for an individual, and still works for a revoked business", async () => {
      const individual = await shop.synced()
      expect(await list(individual.token)).toMatchObject({ status: 200, body: { quotes: [], count: 0 } })

      const business = await shop.syncedBusiness("pending")
      await requested(business.token)
      await shop.decide(business.id, false)
      expect(await list(business.token)).toMatchObject({ status: 200, body: { count: 1 } })
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
      "?q=a&q=b",
      "?q=%00",
      "?order=id",
      "?customer_id=cus_1",
    ])("refuses %s", async (query) => {
      const business = await shop.syncedBusiness("pending")

      expect(await list(business.token, query)).toMatchObject({ status: 400, body: { code: "invalid_request" } })
    })

    it("answers 401 to callers who are not signed in", async () => {
      expect(await shop.get("/store/quotes")).toMatchObject({ status: 401, body: { code: "unauthenticated" } })
    })
  })

  describe("GET /store/quotes/:id", () => {
    it("returns one of the caller's quotes", async () => {
      const business = await shop.syncedBusiness("pending")
      const quote = await requested(business.token, { items: ONE_BOLT, message: "please" })

      expect(await quotes.get(business.token, quote.id)).toMatchObject({ status: 200, body: { quote } })
    })

    it("returns the last revision without the draft, internal notes or names of admins", async () => {
      const business = await shop.syncedBusiness("verified")
      const { id, items } = await quotes.sent(business.token, { items: [{ sku: "BOLT-10", quantity: 10 }] })
      const before = await quotes.get(business.token, id)
      await quotes.admin.change(id, {
        items: [
          { id: items[0].id, unit_price: 4.56, note: "secret line" },
          { sku: "NUT-20", quantity: 77 },
        ],
        internal_note: "secret margin",
        valid_until: "2099-01-02T03:04:05Z",
      })
      const { body } = await quotes.get(business.token, id)

      expect({ ...body.quote, updated_at: before.body.quote.updated_at }).toEqual(before.body.quote)
      expect(body.quote).toMatchObject({ total: 80, items: [{ unit_price: 8, quantity: 10, note: null }] })
      expect(body.quote.timeline.map(({ type, by }) => [type, by])).toEqual([
        ["requested", "customer"],
        ["sent", "admin"],
      ])
      for (const answer of [body, (await list(business.token)).body]) {
        expect(JSON.stringify(answer)).not.toMatch(new RegExp(`4\\.56|secret|NUT-20|2099|${shop.admin.id}`))
      }

      await quotes.admin.send(id, { message: "As agreed." })
      expect((await quotes.get(business.token, id)).body.quote).toMatchObject({
        revision: 2,
        valid_until: "2099-01-02T03:04:05.000Z",
        items: [
          { id: items[0].id, unit_price: 4.56, note: "secret line" },
          { sku: "NUT-20", quantity: 77, unit_price: 2.5 },
        ],
        messages: [{ author: "admin", text: "As agreed." }],
      })
    })

    it("compares two revisions, including the request", async () => {
      const business = await shop.syncedBusiness("verified")
      const { id, items } = await quotes.sent(business.token, {
        items: [
          { sku: "BOLT-10", quantity: 10 },
          { sku: "RARE-1", quantity: 1 },
        ],
      })
      await quotes.admin.change(id, {
        items: [
          { id: items[0].id, unit_price: 7, quantity: 20 },
          { id: items[1].id, remove: true },
          { sku: "NUT-20", quantity: 2 },
        ],
      })
      await quotes.admin.send(id)
      const compare = async (pair: string) => (await quotes.get(business.token, `${id}?compare=${pair}`)).body.comparison

      expect(await compare("1,2")).toEqual({
        from: 1,
        to: 2,
        currency_code: "eur",
        added: [expect.objectContaining({ sku: "NUT-20", quantity: 2, unit_price: 2.5 })],
        removed: [expect.objectContaining({ id: items[1].id, sku: "RARE-1" })],
        changed: [{ id: items[0].id, title: "Bolts", sku: "BOLT-10", quantity: [10, 20], unit_price: [8, 7] }],
        total: [130, 145],
      })
      expect(await compare("0,1")).toMatchObject({ from: 0, to: 1, added: [], removed: [], changed: [], total: [130, 130] })
      expect(await compare("2,1")).toMatchObject({ total: [145, 130], added: [{ sku: "RARE-1" }], removed: [{ sku: "NUT-20" }] })
    })

    it.each(["1,1", "1", "1,2,3", "-1,0", "a,b", "", "0,2", "1,999999999", "0,99999999999", "%00,1", "1,2&compare=0,1", "0,1&fields=id"])(
      "refuses to compare %s",
      async (pair) => {
        const business = await shop.syncedBusiness("verified")
        const { id } = await quotes.sent(business.token)

        expect(await quotes.get(business.token, `${id}?compare=${pair}`)).toMatchObject(refusal(400, "invalid_request"))
        expect(await quotes.admin.get(`${id}?compare=${pair}`)).toMatchObject(refusal(400, "invalid_request"))
      }
    )

    it("names the last revision if the compared one does not exist", async () => {
      const business = await shop.syncedBusiness("verified")
      const { id } = await quotes.sent(business.token)

      expect(await quotes.get(business.token, `${id}?compare=0,2`)).toMatchObject({
        body: { message: "The last revision of the quote is 1. Compare two of its revisions." },
      })
    })

    it("answers 404 for another customer's quote", async () => {
      const [owner, other] = await twoBusinesses(shop)
      const { id } = await quotes.sent(owner.token)

      for (const path of [id, `${id}?compare=0,1`, "quo_none", "request", "%00", "quo_%00", "..%2f", "x".repeat(500), "quo_%F0%9F%8F%AD"]) {
        expect(await quotes.get(other.token, path)).toMatchObject(refusal(404, "not_found"))
      }
      expect(await shop.get(`/store/quotes/${id}`)).toMatchObject(refusal(401, "unauthenticated"))
    })

    it("works for a revoked business", async () => {
      const business = await shop.syncedBusiness("verified")
      const { id } = await quotes.sent(business.token)
      await shop.decide(business.id, false)

      expect(await quotes.get(business.token, `${id}?compare=0,1`)).toMatchObject({ status: 200, body: { quote: { id } } })
    })
  })

  describe("POST /store/quotes/:id/cancel", () => {
    it("cancels one of the caller's quotes and emits quote.cancelled", async () => {
      const business = await shop.syncedBusiness("pending")
      const quote = await requested(business.token)
      shop.events.reset()
      const { status, body } = await cancel(business.token, quote.id)

      expect(status).toBe(200)
      expect(body.quote).toEqual({
        ...quote,
        status: "cancelled",
        timeline: [...quote.timeline, expect.objectContaining({ type: "cancelled", by: "customer", from_status: "requested" })],
        updated_at: expect.any(String),
      })
      expect(Date.parse(body.quote.updated_at)).toBeGreaterThan(Date.parse(quote.updated_at))
      await eventually(() =>
        expect(shop.events.list("quote.")).toEqual([
          { name: "quote.cancelled", data: { id: quote.id, number: quote.number, customer_id: business.id } },
        ])
      )
    })

    it("cancels a sent quote, even of a business that was revoked since", async () => {
      const business = await shop.syncedBusiness("verified")
      const { id } = await quotes.sent(business.token)
      await shop.decide(business.id, false)

      expect(await cancel(business.token, id, {})).toMatchObject({ status: 200, body: { quote: { status: "cancelled", revision: 1 } } })
    })

    it.each<[QuoteState, string]>([...ENDED, ["lapsed", "quote_expired"], ["expired", "quote_expired"]])(
      "refuses a quote that is %s",
      async (state, code) => {
        const business = await shop.syncedBusiness("pending")
        const id = await quotes.in(state, business.token)

        expect(await cancel(business.token, id)).toMatchObject({ status: 409, body: { type: "conflict", code } })
      }
    )

    it("takes effect once for simultaneous requests", async () => {
      const business = await shop.syncedBusiness("pending")
      const { id } = await requested(business.token)
      const statuses = (await Promise.all(Array.from({ length: 5 }, () => cancel(business.token, id)))).map(({ status }) => status)

      expect(statuses.sort()).toEqual([200, 409, 409, 409, 409])
    })

    it("answers 404 for another customer's quote, and refuses any field", async () => {
      const [owner, other] = await twoBusinesses(shop)
      const { id } = await requested(owner.token)

      expect(await cancel(other.token, id)).toMatchObject(refusal(404, "not_found"))
      expect(await cancel(owner.token, "quo_%00")).toMatchObject(refusal(404, "not_found"))
      expect(await cancel(owner.token, id, { reason: "x" })).toMatchObject(refusal(400, "invalid_request"))
      expect(await shop.post(`/store/quotes/${id}/cancel`)).toMatchObject(refusal(401, "unauthenticated"))
      expect(await quotes.get(owner.token, id)).toMatchObject({ body: { quote: { status: "requested" } } })
    })
  })
})
