import { Modules } from "@medusajs/framework/utils"
import {
  beginOrderEditOrderWorkflow,
  confirmOrderEditRequestWorkflow,
  orderEditUpdateItemQuantityWorkflow,
} from "@medusajs/medusa/core-flows"
import { allText, startPdfReader } from "../../src/quote-pdf/__tests__/read-pdf"
import { quotesOf } from "../helpers/quotes"
import { describeShop } from "../helpers/shop"

const SELLER = { lines: ["Cedarstraße 1", "10115 Berlin", "VAT DE811111111"] }

const plugin = { quotes: { pdf: { locale: "en-GB", seller: SELLER } } }

describeShop("GET …/quotes/:id/pdf", { catalogue: true, verifiedBusinesses: 1, plugin }, (shop) => {
  const quotes = quotesOf(shop)
  const reader = startPdfReader()
  afterAll(() => reader.stop())

  const fetched = (path: string, token?: string, headers: Record<string, string> = {}) =>
    fetch(`${shop.baseUrl}${path}`, {
      headers: {
        ...headers,
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(path.startsWith("/store") ? { "x-publishable-api-key": shop.publishableKey } : {}),
      },
    })
  const textOf = async (answer: Response): Promise<string> => {
    expect(answer.status).toBe(200)
    return allText(await reader.read(Buffer.from(await answer.arrayBuffer())))
  }

  it("returns the last revision sent, the same for customer and shop", async () => {
    const business = await shop.syncedBusiness("verified")
    const quote = await quotes.offered(business.token, { prices: { "BOLT-10": 7.25 }, message: "Our best price." })
    await quotes.service().updateDraft({
      id: quote.id,
      changes: { update: [{ id: quote.items[0].id, unit_price: 1.11 }], internal_note: "Margin 3 %" },
      actor: { type: "admin", id: shop.admin.id },
    })

    const answer = await fetched(`/store/quotes/${quote.id}/pdf`, business.token)

    expect(Object.fromEntries(answer.headers)).toMatchObject({
      "content-type": "application/pdf",
      "content-disposition": `attachment; filename="${quote.number}-1.pdf"`,
      "cache-control": "private, no-store",
      "x-content-type-options": "nosniff",
      "access-control-expose-headers": "Retry-After, Content-Disposition",
    })
    const text = await textOf(answer)
    for (const shown of [
      quote.number,
      "Cedar GmbH",
      "DE123456789",
      "BOLT-10",
      "Bolts",
      "€7.25",
      "€82.50",
      "Our best price.",
      ...SELLER.lines,
    ]) {
      expect(text).toContain(shown)
    }
    expect(text).not.toContain("1.11")
    expect(text).not.toContain("Margin")
    const same = await fetched(`/admin/quotes/${quote.id}/pdf`, shop.admin.token)
    expect(same.headers.get("access-control-expose-headers")).toBe("Retry-After, Content-Disposition")
    expect(await textOf(same)).toBe(text)
    const refused = await fetched("/store/quotes/quo_none/pdf", business.token)
    expect([refused.status, refused.headers.get("access-control-expose-headers")]).toEqual([404, "Retry-After, Content-Disposition"])
  })

  it("returns an earlier revision or the request in another language", async () => {
    const business = await shop.syncedBusiness("verified")
    const quote = await quotes.offered(business.token, { prices: { "BOLT-10": 7.25 } })
    await quotes.offer(quote.id, { prices: { "BOLT-10": 6.5 } })

    expect(await textOf(await fetched(`/store/quotes/${quote.id}/pdf`, business.token))).toContain("€6.50")
    expect(await textOf(await fetched(`/store/quotes/${quote.id}/pdf?revision=1&locale=de-DE`, business.token))).toContain("7,25")
    expect(await textOf(await fetched(`/store/quotes/${quote.id}/pdf`, business.token, { "x-medusa-locale": "fr-fr" }))).toContain("6,50")
    expect(await textOf(await fetched(`/admin/quotes/${quote.id}/pdf?locale=de-DE`, shop.admin.token))).toContain("6,50")
    expect(await textOf(await fetched(`/store/quotes/${quote.id}/pdf?revision=0`, business.token))).toContain("€8.00")
  })

  it("shows the totals of the order once there is one", async () => {
    const business = await shop.syncedBusiness("verified")
    const quote = await quotes.offered(business.token, { prices: { "BOLT-10": 7.25 } })
    expect((await quotes.accept(business.token, quote)).status).toBe(200)

    // (82.5 + 9.9) plus 19 % taxes
    expect(await textOf(await fetched(`/store/quotes/${quote.id}/pdf`, business.token))).toContain("€109.96")
  })

  it("shows the agreed totals after the order is edited", async () => {
    const business = await shop.syncedBusiness("verified")
    const quote = await quotes.offered(business.token, { prices: { "BOLT-10": 7.25 } })
    const order_id = String((await quotes.accept(business.token, quote)).body.quote.order_id)
    const { items } = await shop.container.resolve(Modules.ORDER).retrieveOrder(order_id, { relations: ["items"] })
    const [{ id, quantity }] = items ?? []
    await beginOrderEditOrderWorkflow(shop.container).run({ input: { order_id } })
    await orderEditUpdateItemQuantityWorkflow(shop.container).run({ input: { order_id, items: [{ id, quantity: Number(quantity) + 1 }] } })
    await confirmOrderEditRequestWorkflow(shop.container).run({ input: { order_id, confirmed_by: shop.admin.id } })

    const text = await textOf(await fetched(`/store/quotes/${quote.id}/pdf`, business.token))
    expect(text).toContain("€82.50")
    expect(text).not.toContain("€109.96")
    const { total } = await shop.container.resolve(Modules.ORDER).retrieveOrder(order_id, { select: ["id", "total"] })
    expect(text).not.toContain(`€${Number(total).toFixed(2)}`)
  })

  it("works for a revoked business, and for no other customer", async () => {
    const business = await shop.syncedBusiness("verified")
    const quote = await quotes.offered(business.token)
    const other = await shop.syncedBusiness("verified", { company: "Other GmbH" })
    await shop.decide(business.id, false)

    expect((await fetched(`/store/quotes/${quote.id}/pdf`, business.token)).status).toBe(200)
    for (const [token, status, code] of [
      [other.token, 404, "not_found"],
      [undefined, 401, "unauthenticated"],
    ] as const) {
      const answer = await fetched(`/store/quotes/${quote.id}/pdf`, token)
      expect({ status: answer.status, ...JSON.parse(await answer.text()) }).toMatchObject({ status, code })
    }
    expect((await fetched(`/admin/quotes/${quote.id}/pdf`, business.token)).status).toBe(401)
  })

  it.each([
    ["?revision=7", 404, "not_found"],
    ["?revision=-1", 400, "invalid_request"],
    ["?revision=1e3", 400, "invalid_request"],
    ["?draft=true", 400, "invalid_request"],
  ])("answers %s with %i", async (query, status, code) => {
    const business = await shop.syncedBusiness("verified")
    const quote = await quotes.offered(business.token)

    for (const [path, token] of [
      ["/store", business.token],
      ["/admin", shop.admin.token],
    ]) {
      const answer = await fetched(`${path}/quotes/${quote.id}/pdf${query}`, token)
      expect({ status: answer.status, ...JSON.parse(await answer.text()) }).toMatchObject({ status, code })
    }
  })

  it("accepts an unknown language tag, and refuses a malformed one", async () => {
    const business = await shop.syncedBusiness("verified")
    const { id } = await quotes.requested(business.token)

    expect((await fetched(`/store/quotes/${id}/pdf?locale=xx-invalidtag`, business.token)).status).toBe(200)
    expect((await fetched(`/store/quotes/${id}/pdf?locale=%00`, business.token)).status).toBe(400)
    expect((await fetched(`/admin/quotes/${id}/pdf?locale=%00`, shop.admin.token)).status).toBe(400)
  })
})
