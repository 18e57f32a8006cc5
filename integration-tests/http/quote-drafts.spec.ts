import { createRegionsWorkflow } from "@medusajs/medusa/core-flows"
import { PAYMENT_PROVIDERS } from "../helpers/catalogue"
import { ENDED, ONE_BOLT, type QuoteState, quotesOf, refusal } from "../helpers/quotes"
import { describeShop } from "../helpers/shop"
import { setPrices } from "../helpers/written-states"

const LINES = [
  { sku: "BOLT-10", quantity: 10 },
  { sku: "NUT-20", quantity: 3 },
]

describeShop("POST /admin/quotes/:id", { catalogue: true, verifiedBusinesses: 1, plugin: { bulkOrders: { maxLines: 5 } } }, (shop) => {
  const quotes = quotesOf(shop)
  const { admin } = quotes

  /** Requests a quote for bolts at 8 and nuts at 2.50, their list prices. */
  const draft = async () => {
    const business = await shop.syncedBusiness("verified")
    const quote = await quotes.requested(business.token, { items: LINES })
    const [bolts, nuts] = quote.items.map(({ id }) => id)
    return { business, quote, id: quote.id, bolts, nuts }
  }

  it("sets a price directly, by percentage or by amount off the list price", async () => {
    const { id, bolts, nuts } = await draft()

    expect(
      await admin.change(id, {
        items: [
          { id: bolts, unit_price: 7.77 },
          { id: nuts, discount_percentage: 33 },
        ],
      })
    ).toMatchObject({
      status: 200,
      body: { quote: { status: "requested", items: [{ unit_price: 7.77 }, { unit_price: 1.68 }], total: 82.74 } },
    })
    // Off the list price, not off the last offer.
    expect(
      await admin.change(id, {
        items: [
          { id: bolts, discount_amount: 0.5 },
          { id: nuts, discount_percentage: 100 },
        ],
      })
    ).toMatchObject({
      body: {
        quote: {
          items: [
            { list_unit_price: 8, unit_price: 7.5 },
            { list_unit_price: 2.5, unit_price: 0 },
          ],
          total: 75,
        },
      },
    })
    expect(await admin.change(id, { items: [{ id: bolts, discount_percentage: 0 }] })).toMatchObject({
      body: { quote: { items: [{ unit_price: 8 }, { unit_price: 0 }] } },
    })
  })

  it("applies a discount to all lines without a price of their own", async () => {
    const { id, bolts } = await draft()
    const { status, body } = await admin.change(id, {
      discount_percentage: 10,
      items: [
        { id: bolts, unit_price: 8.5 },
        { sku: "RARE-1", quantity: 1 },
        { sku: "MADE-1", quantity: 1, discount_amount: 1 },
      ],
    })

    expect(status).toBe(200)
    expect(body.quote.items.map(({ sku, list_unit_price, unit_price }) => [sku, list_unit_price, unit_price])).toEqual([
      ["BOLT-10", 8, 8.5],
      ["NUT-20", 2.5, 2.25],
      ["RARE-1", 50, 45],
      ["MADE-1", 7, 6],
    ])
    expect(await admin.change(id, { discount_percentage: 0 })).toMatchObject({ body: { quote: { total: 80 + 7.5 + 50 + 7 } } })
  })

  it("changes quantity and note, and keeps the list price", async () => {
    const { id, bolts, nuts } = await draft()
    await setPrices(shop, 99)

    expect(
      await admin.change(id, {
        items: [
          { id: bolts, quantity: 5000, note: "Two weeks" },
          { id: nuts, note: "Now" },
        ],
      })
    ).toMatchObject({
      body: {
        quote: {
          items: [
            { quantity: 5000, list_unit_price: 8, unit_price: 8, note: "Two weeks" },
            { quantity: 3, note: "Now" },
          ],
        },
      },
    })
    expect(await admin.change(id, { items: [{ id: bolts, note: null, discount_amount: 1 }] })).toMatchObject({
      body: { quote: { items: [{ quantity: 5000, list_unit_price: 8, unit_price: 7, note: null }, { note: "Now" }] } },
    })
  })

  it("adds lines at the customer's current price, even of a product that the quote already has, and removes lines", async () => {
    const { id, bolts, nuts } = await draft()
    const { body } = await admin.change(id, {
      items: [
        { id: nuts, remove: true },
        { sku: "bolt-10", quantity: 2, unit_price: 7.5, note: "Express" },
        { variant_id: shop.catalogue.variantIds["RARE-1"], quantity: 100 },
      ],
    })

    expect(body.quote.items).toEqual([
      expect.objectContaining({ id: bolts, sku: "BOLT-10", quantity: 10 }),
      expect.objectContaining({
        sku: "BOLT-10",
        quantity: 2,
        list_unit_price: 8,
        unit_price: 7.5,
        note: "Express",
        target_unit_price: null,
      }),
      expect.objectContaining({ sku: "RARE-1", quantity: 100, list_unit_price: 50, unit_price: 50 }),
    ])
    expect(new Set(body.quote.items.map((item) => item.id)).size).toBe(3)
    await admin.send(id)
    expect((await admin.get(id)).body.quote.offer.items).toEqual(body.quote.items)
  })

  it("reports a bad new line by its index in the request, and changes nothing", async () => {
    const { id, bolts, nuts, quote } = await draft()
    const { status, body } = await admin.change(id, {
      items: [
        { id: bolts, unit_price: 1 },
        { sku: "NO-SUCH", quantity: 1 },
        { id: nuts, remove: true },
        { sku: "DRAFT-1", quantity: 1 },
      ],
      internal_note: "x",
    })

    expect(status).toBe(400)
    expect(body.code).toBe("invalid_request")
    expect(body.errors?.map(({ index, sku, code }) => [index, sku, code])).toEqual([
      [1, "NO-SUCH", "unknown_sku"],
      [3, "DRAFT-1", "unknown_sku"],
    ])
    expect(await admin.get(id)).toMatchObject({
      body: { quote: { total: quote.total, internal_note: null, timeline: [{ type: "requested" }] } },
    })
  })

  it("changes nothing if one line is not in the draft", async () => {
    const { id, bolts } = await draft()
    const { quote: other } = await draft()
    for (const line of [
      { id: other.items[0].id, unit_price: 1 },
      { id: other.items[0].id, remove: true },
      { id: "quoitm_none", quantity: 1 },
    ]) {
      expect(await admin.change(id, { items: [{ id: bolts, unit_price: 1 }, line] })).toMatchObject(refusal(400, "invalid_request"))
    }
    expect(await admin.get(id)).toMatchObject({ body: { quote: { items: [{ unit_price: 8 }, { unit_price: 2.5 }] } } })
    expect(await admin.get(other.id)).toMatchObject({ body: { quote: { items: [{ unit_price: 8 }, { unit_price: 2.5 }] } } })
  })

  it("keeps the shop's line limit across simultaneous changes", async () => {
    const { id, bolts } = await draft()
    const answers = await Promise.all(Array.from({ length: 5 }, () => admin.change(id, { items: ONE_BOLT })))

    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 400, 400])
    expect(answers.flatMap(({ body }) => body.code ?? [])).toEqual(["too_many_lines", "too_many_lines"])
    expect((await admin.get(id)).body.quote.items).toHaveLength(5)
    expect(await admin.change(id, { items: [{ id: bolts, remove: true }, ...ONE_BOLT] })).toMatchObject({ status: 200 })
    expect(await admin.change(id, { items: Array.from({ length: 6 }, () => ONE_BOLT[0]) })).toMatchObject(refusal(400, "too_many_lines"))
  })

  it("keeps validity and internal note until they are set again", async () => {
    const { id } = await draft()
    await admin.change(id, { valid_until: "2099-01-01T00:00:00+01:00", internal_note: "Call first.\nThen send." })

    expect(await admin.change(id, { discount_percentage: 1 })).toMatchObject({
      body: {
        quote: {
          valid_until: "2098-12-31T23:00:00.000Z",
          draft_valid_until: "2098-12-31T23:00:00.000Z",
          internal_note: "Call first.\nThen send.",
        },
      },
    })
    expect(await admin.change(id, { valid_until: null, internal_note: null })).toMatchObject({
      body: { quote: { valid_until: null, draft_valid_until: null, internal_note: null } },
    })
  })

  it("refuses a change with an outdated expected_updated_at", async () => {
    const { id, quote, bolts } = await draft()
    const change = (expected_updated_at: string) => admin.change(id, { items: [{ id: bolts, unit_price: 7 }], expected_updated_at })

    const { status, body } = await change(quote.updated_at)
    expect(status).toBe(200)
    expect(await change(quote.updated_at)).toMatchObject(refusal(409, "quote_changed"))
    expect(await change(body.quote.updated_at)).toMatchObject({ status: 200 })
    expect(await admin.send(id, { expected_updated_at: quote.updated_at })).toMatchObject(refusal(409, "quote_changed"))
  })

  it("lets one of several simultaneous changes with the same expected_updated_at succeed", async () => {
    const { id, quote, bolts } = await draft()
    for (let round = 0, expected = quote.updated_at; round < 3; round++) {
      const answers = await Promise.all(
        [5, 6, 7].map((unit_price) => admin.change(id, { items: [{ id: bolts, unit_price }], expected_updated_at: expected }))
      )
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409])
      expected = answers.find(({ status }) => status === 200)?.body.quote.updated_at ?? ""
    }
  })

  it("does not change a revision that is sent at the same time", async () => {
    const { id, bolts } = await draft()
    for (let price = 1; price <= 5; price++) {
      await Promise.all([admin.change(id, { items: [{ id: bolts, unit_price: price }] }), admin.send(id)])
      const { body } = await admin.get(id)
      const { items, total } = body.quote.offer
      // The revision has either all of the change or nothing of it.
      expect([price - 1 || 8, price]).toContain(items[0].unit_price)
      expect(total).toBe((items[0].unit_price ?? NaN) * 10 + 7.5)
    }
  })

  it.each<[QuoteState, string]>([...ENDED, ["lapsed", "quote_expired"], ["expired", "quote_expired"]])(
    "refuses a quote that is %s",
    async (state, code) => {
      const business = await shop.syncedBusiness("pending")
      const id = await quotes.in(state, business.token)

      expect(await admin.change(id, { internal_note: "x" })).toMatchObject(refusal(409, code))
    }
  )

  it.each<[string, (bolts: string) => Record<string, unknown>]>([
    ["an empty body", () => ({})],
    ["a body with nothing but the expected time", () => ({ expected_updated_at: "2026-01-01T00:00:00Z" })],
    ["an empty list of lines", () => ({ items: [] })],
    ["a line that is not an object", () => ({ items: [null] })],
    ["a line without an id or SKU", () => ({ items: [{ quantity: 1 }] })],
    ["a line with id and SKU", (id) => ({ items: [{ id, sku: "BOLT-10" }] })],
    ["a new line without a quantity", () => ({ items: [{ sku: "BOLT-10" }] })],
    ["a quantity of zero", (id) => ({ items: [{ id, quantity: 0 }] })],
    ["half a unit", (id) => ({ items: [{ id, quantity: 1.5 }] })],
    ["a quantity beyond the limit", (id) => ({ items: [{ id, quantity: 1_000_000_000 }] })],
    ["a quantity in letters", (id) => ({ items: [{ id, quantity: "1" }] })],
    ["two prices", (id) => ({ items: [{ id, unit_price: 1, discount_percentage: 1 }] })],
    ["a negative price", (id) => ({ items: [{ id, unit_price: -1 }] })],
    ["a price beyond the limit", (id) => ({ items: [{ id, unit_price: 1e13 }] })],
    ["a price finer than the currency", (id) => ({ items: [{ id, unit_price: 7.001 }] })],
    ["a new line's price finer than the currency", () => ({ items: [{ ...ONE_BOLT[0], unit_price: 0.001 }] })],
    ["a negative discount", (id) => ({ items: [{ id, discount_amount: -1 }] })],
    ["a discount of more than the list price", (id) => ({ items: [{ id, discount_amount: 8.01 }] })],
    ["a discount of more than 100 %", () => ({ discount_percentage: 101 })],
    ["a negative discount for all", () => ({ discount_percentage: -1 })],
    ["removing and changing", (id) => ({ items: [{ id, remove: true, quantity: 1 }] })],
    ["removing a new line", () => ({ items: [{ sku: "BOLT-10", remove: true, quantity: 1 }] })],
    ["not removing", (id) => ({ items: [{ id, remove: false }] })],
    [
      "a line twice",
      (id) => ({
        items: [
          { id, quantity: 1 },
          { id, remove: true },
        ],
      }),
    ],
    ["no price for a line that has a list price", (id) => ({ items: [{ id, unit_price: null }] })],
    ["no price for a new line", () => ({ items: [{ sku: "BOLT-10", quantity: 1, unit_price: null }] })],
    ["a list price", (id) => ({ items: [{ id, list_unit_price: 1 }] })],
    ["NUL in a line's id", () => ({ items: [{ id: "\u0000", quantity: 1 }] })],
    ["NUL in a note", (id) => ({ items: [{ id, note: "\u0000" }] })],
    ["NUL in the internal note", () => ({ internal_note: "\u0000" })],
    ["a time in the past", () => ({ valid_until: "2020-01-01T00:00:00Z" })],
    ["a time in words", () => ({ valid_until: "tomorrow" })],
    ["a time without an offset", () => ({ valid_until: "2099-01-01T00:00:00" })],
    ["an unknown field", () => ({ status: "accepted" })],
  ])("refuses %s", async (_, body) => {
    const { id, bolts } = await draft()

    expect(await admin.change(id, body(bolts))).toMatchObject(refusal(400, "invalid_request"))
    expect(await admin.get(id)).toMatchObject({ body: { quote: { total: 87.5, timeline: [{ type: "requested" }] } } })
  })

  it("refuses malformed JSON, another content type and a body that is too large", async () => {
    const { id } = await draft()
    const raw = (rawBody: string, type = "application/json") =>
      shop.post(`/admin/quotes/${id}`, { token: shop.admin.token, rawBody, headers: { "content-type": type } })

    expect(await raw("{")).toMatchObject(refusal(400, "invalid_request"))
    expect(await raw("a=b", "application/x-www-form-urlencoded")).toMatchObject(refusal(415, "unsupported_media_type"))
    expect(await raw(JSON.stringify({ internal_note: "x".repeat(2_200_000) }))).toMatchObject(refusal(413, "payload_too_large"))
  })

  describe.each([
    { currency_code: "jpy", country: "jp", list: 1250, percentage: 33, offered: 838, amount: 12, less: 1238, tooFine: 0.5 },
    { currency_code: "usd", country: "us", list: 9.99, percentage: 5, offered: 9.49, amount: 0.01, less: 9.98, tooFine: 9.985 },
    { currency_code: "kwd", country: "kw", list: 0.105, percentage: 50, offered: 0.053, amount: 0.001, less: 0.104, tooFine: 0.0525 },
  ])("In $currency_code", ({ currency_code, country, list, percentage, offered, amount, less, tooFine }) => {
    it("rounds discounts half up to the smallest unit, and refuses prices with more decimals", async () => {
      const { container } = shop
      const [region] = (
        await createRegionsWorkflow(container).run({
          input: { regions: [{ name: country, currency_code, countries: [country], payment_providers: PAYMENT_PROVIDERS }] },
        })
      ).result
      const [set] = await shop.rows<{ price_set_id: string }>("SELECT price_set_id FROM product_variant_price_set WHERE variant_id = ?", [
        shop.catalogue.variantIds["NUT-20"],
      ])
      await container.resolve("pricing").addPrices({ priceSetId: set.price_set_id, prices: [{ currency_code, amount: list }] })
      const business = await shop.syncedBusiness("verified")
      const { id, items } = await quotes.requested(business.token, { items: [{ sku: "NUT-20", quantity: 1000 }], region_id: region.id })
      const line = items[0].id
      const change = (more: Record<string, unknown>) => admin.change(id, { items: [{ id: line, ...more }] })

      expect(items[0]).toMatchObject({ list_unit_price: list, unit_price: list })
      expect(await change({ discount_percentage: percentage })).toMatchObject({ body: { quote: { items: [{ unit_price: offered }] } } })
      expect(await change({ unit_price: tooFine })).toMatchObject(refusal(400, "invalid_request"))
      expect(await change({ discount_amount: amount })).toMatchObject({
        body: { quote: { items: [{ unit_price: less }], total: less * 1000 } },
      })
      await admin.send(id)
      expect(await quotes.get(business.token, id)).toMatchObject({
        body: { quote: { currency_code, items: [{ list_unit_price: list, unit_price: less }], total: less * 1000 } },
      })
    })
  })
})
