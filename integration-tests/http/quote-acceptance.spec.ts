import { ContainerRegistrationKeys, Modules, ProductStatus } from "@medusajs/framework/utils"
import { createPromotionsWorkflow } from "@medusajs/medusa/core-flows"
import { fromBuiltPlugin } from "../helpers/built-plugin"
import { intercept, restoreIntercepted } from "../helpers/intercept"
import { quotesOf } from "../helpers/quotes"
import { describeShop, type SyncedCustomer } from "../helpers/shop"
import { abandonPlacements, changeBuyerCompany, setPrices, setStock, strandQuote } from "../helpers/written-states"

type Workflows = typeof import("../../src/workflows")

type OrderRow = {
  id: string
  email: string
  status: string
  currency_code: string
  total: number
  item_total: number
  item_subtotal: number
  discount_total: number
  metadata: Record<string, unknown>
  items: {
    variant_sku: string
    quantity: number
    unit_price: number
    is_tax_inclusive: boolean
    is_custom_price: boolean
    adjustments: unknown[]
  }[]
  shipping_methods: { name: string; adjustments: unknown[] }[]
  payment_collections: { amount: number; payments: { provider_id: string }[] }[]
  quote: { id: string; number: string }
}

const PRICES = { "BOLT-10": 7.25, "NUT-20": 2 }

describeShop("POST /store/quotes/:id/accept", { catalogue: true, verifiedBusinesses: 1, reshapes: true }, (shop) => {
  const { quoteAcceptanceOutcome, releaseStrandedQuotes, settleAbandonedPlacements } = fromBuiltPlugin<Workflows>("workflows")

  const quotes = quotesOf(shop)
  const query = () => shop.container.resolve(ContainerRegistrationKeys.QUERY)
  const orderOf = async (id: string): Promise<OrderRow> => {
    const { data } = await query().graph({
      entity: "order",
      fields: [
        "id",
        "email",
        "status",
        "currency_code",
        "total",
        "item_total",
        "item_subtotal",
        "discount_total",
        "metadata",
        "items.*",
        "items.adjustments.*",
        "shipping_methods.*",
        "shipping_methods.adjustments.*",
        "payment_collections.*",
        "payment_collections.payments.*",
        "quote.*",
      ],
      filters: { id },
    })
    return JSON.parse(JSON.stringify(data[0]))
  }
  const orderCount = async (): Promise<number> => (await shop.rows('SELECT id FROM "order" WHERE deleted_at IS NULL')).length
  const reservedOf = async (sku: string): Promise<number> => {
    const [level] = await shop.container
      .resolve(Modules.INVENTORY)
      .listInventoryLevels({ inventory_item_id: shop.catalogue.inventoryItemIds[sku] })
    return Number(level.reserved_quantity)
  }
  const timelineOf = async (id: string): Promise<string[]> => (await quotes.service().getQuote({ id })).timeline.map(({ type }) => type)
  /** Asserts that a refused acceptance left nothing behind and the quote can still be accepted. */
  const expectUntouched = async ({ token }: SyncedCustomer, id: string) => {
    expect(await quotes.read(token, id)).toMatchObject({ status: "sent", order_id: null })
    expect(await shop.rows("SELECT accepting_id FROM quote WHERE id = ?", [id])).toEqual([{ accepting_id: null }])
    expect(await shop.rows("SELECT id FROM bulk_order_placement WHERE status <> 'done'")).toEqual([])
    expect(await orderCount()).toBe(0)
    expect(await shop.rows("SELECT id FROM reservation_item WHERE deleted_at IS NULL")).toEqual([])
  }

  afterEach(restoreIntercepted)

  describe("The order of an accepted quote", () => {
    it("has the offered prices, is paid on account, reserves stock and is linked to the quote both ways", async () => {
      const business = await shop.syncedBusiness("verified")
      const quote = await quotes.offered(business.token, { prices: PRICES })
      shop.events.reset()

      const { status, body } = await quotes.accept(business.token, quote, { purchase_order_number: "PO-4711", note: "Ramp 3" })

      expect(status).toBe(200)
      expect(body.quote).toMatchObject({
        id: quote.id,
        status: "accepted",
        revision: 1,
        total: 80.5,
        order_id: expect.stringMatching(/^order_/),
      })
      const order = await orderOf(String(body.quote.order_id))
      expect(order).toMatchObject({
        email: business.customer.email,
        currency_code: "eur",
        item_subtotal: 80.5,
        discount_total: 0,
        metadata: {
          quote_id: quote.id,
          quote_number: quote.number,
          quote_revision: 1,
          purchase_order_number: "PO-4711",
          note: "Ramp 3",
          company_name: "Cedar GmbH",
          tax_id: "DE123456789",
        },
        shipping_methods: [{ name: "Standard" }],
        quote: { id: quote.id, number: quote.number },
      })
      expect(
        order.items.map(({ variant_sku, quantity, unit_price, is_custom_price }) => ({
          variant_sku,
          quantity,
          unit_price,
          is_custom_price,
        }))
      ).toEqual(
        expect.arrayContaining([
          { variant_sku: "BOLT-10", quantity: 10, unit_price: 7.25, is_custom_price: true },
          { variant_sku: "NUT-20", quantity: 4, unit_price: 2, is_custom_price: true },
        ])
      )
      // 19 % tax on goods and delivery.
      expect(order.total).toBeCloseTo((80.5 + 9.9) * 1.19, 10)
      expect(order.payment_collections).toMatchObject([{ amount: order.total, payments: [{ provider_id: "pp_on-account_b2b" }] }])
      expect(await reservedOf("BOLT-10")).toBe(10)
      expect(await reservedOf("NUT-20")).toBe(4)
      expect(await timelineOf(quote.id)).toEqual(["requested", "draft_changed", "sent", "accepted"])
      await shop.events.settle()
      expect(shop.events.list("quote.")).toEqual([
        { name: "quote.accepted", data: { id: quote.id, number: quote.number, customer_id: business.id } },
      ])
      expect(shop.events.list("order.placed")).toEqual([{ name: "order.placed", data: { id: order.id } }])
      const { data } = await query().graph({ entity: "quote", fields: ["order.id", "customer.email"], filters: { id: quote.id } })
      expect(data).toMatchObject([{ order: { id: order.id }, customer: { email: business.customer.email } }])
    })

    it("has the offered prices after the catalogue has changed", async () => {
      const business = await shop.syncedBusiness("verified")
      const quote = await quotes.offered(business.token, { prices: { "BOLT-10": 7 } })
      await setPrices(shop, 999)

      const { body } = await quotes.accept(business.token, quote)

      expect((await orderOf(String(body.quote.order_id))).item_subtotal).toBe(80)
    })

    it("gets no promotions, neither on goods nor on delivery", async () => {
      const business = await shop.syncedBusiness("verified")
      const quote = await quotes.offered(business.token, { prices: PRICES })
      const promotion = (code: string, target_type: "items" | "shipping_methods") => ({
        code,
        type: "standard" as const,
        status: "active" as const,
        is_automatic: true,
        application_method: { type: "percentage" as const, target_type, allocation: "across" as const, value: 50, currency_code: "eur" },
      })
      await createPromotionsWorkflow(shop.container).run({
        input: { promotionsData: [promotion("HALF", "items"), promotion("HALF-DELIVERY", "shipping_methods")] },
      })

      const { body } = await quotes.accept(business.token, quote)

      const order = await orderOf(String(body.quote.order_id))
      expect(order).toMatchObject({ discount_total: 0, item_subtotal: 80.5 })
      expect([...order.items, ...order.shipping_methods].flatMap(({ adjustments }) => adjustments)).toEqual([])
    })

    it("keeps two lines of one product apart, each at its own price", async () => {
      const business = await shop.syncedBusiness("verified")
      const { id } = await quotes.requested(business.token, {
        items: [
          { sku: "BOLT-10", quantity: 10 },
          { sku: "BOLT-10", quantity: 1, note: "A sample" },
        ],
      })
      const { items } = await quotes.service().getQuote({ id })
      await quotes.service().updateDraft({
        id,
        changes: { update: [{ id: items[1].id, unit_price: 0 }] },
        actor: { type: "admin", id: shop.admin.id },
      })
      await quotes.offer(id)

      const { status, body } = await quotes.accept(business.token, { id, revision: 1 })

      expect(status).toBe(200)
      const order = await orderOf(String(body.quote.order_id))
      expect(order.items.map(({ quantity, unit_price }) => [quantity, unit_price]).sort()).toEqual([
        [1, 0],
        [10, 8],
      ])
      expect(await reservedOf("BOLT-10")).toBe(11)
    })

    it("needs no payment if the total is zero", async () => {
      const business = await shop.syncedBusiness("verified")
      const quote = await quotes.offered(business.token, { prices: { "MADE-1": 0 } }, { items: [{ sku: "MADE-1", quantity: 1 }] })

      const { status, body } = await quotes.accept(business.token, quote)

      expect(status).toBe(200)
      expect(await orderOf(String(body.quote.order_id))).toMatchObject({ item_total: 0 })
    })
  })

  describe("An acceptance is refused", () => {
    it("unless the guard admits the business for both quotes and bulk orders", async () => {
      const business = await shop.syncedBusiness("verified")
      const quote = await quotes.offered(business.token)
      const individual = await shop.synced()

      expect(await quotes.accept(individual.token, quote)).toMatchObject({ status: 403, body: { code: "business_account_required" } })
      expect(await shop.post(`/store/quotes/${quote.id}/accept`, { body: {} })).toMatchObject({
        status: 401,
        body: { code: "unauthenticated" },
      })

      await shop.decide(business.id, false)
      expect(await quotes.accept(business.token, quote)).toMatchObject({ status: 403, body: { code: "verification_revoked" } })
      await expectUntouched(business, quote.id)
    })

    it("with 404 for another customer's quote", async () => {
      const business = await shop.syncedBusiness("verified")
      const quote = await quotes.offered(business.token)
      const other = await shop.syncedBusiness("verified", { company: "Other GmbH", tax_id: "DE987654321" })

      expect(await quotes.accept(other.token, quote)).toMatchObject({ status: 404, body: { code: "not_found" } })
      expect(await quotes.accept(other.token, { id: "quo_01J8ZZZZZZZZZZZZZZZZZZZZZZ", revision: 1 })).toMatchObject({ status: 404 })
      // 404 comes before every other error in the request.
      const path = `/store/quotes/${quote.id}`
      for (const action of ["accept", "decline", "renegotiate", "cancel", "messages"]) {
        for (const options of [{ body: { x: 1 } }, { rawBody: "{", headers: { "content-type": "application/json" } }]) {
          expect({ action, ...(await shop.post(`${path}/${action}`, { token: other.token, ...options })) }).toMatchObject({
            action,
            status: 404,
            body: { code: "not_found" },
          })
        }
      }
      for (const query of ["?compare=x", "/pdf?revision=x"]) {
        expect(await shop.get(`${path}${query}`, { token: other.token })).toMatchObject({ status: 404, body: { code: "not_found" } })
      }
      await expectUntouched(business, quote.id)
    })

    it.each([
      ["a missing revision", { revision: undefined }],
      ["a negative revision", { revision: -1 }],
      ["a revision that is not a number", { revision: "1" }],
      ["two addresses", { shipping_address_id: "caaddr_1" }],
      ["prices", { items: [{ sku: "BOLT-10", unit_price: 0 }] }],
      ["another region", { region_id: "reg_another" }],
    ])("with 400 for %s", async (_what, more) => {
      const business = await shop.syncedBusiness("verified")
      const quote = await quotes.offered(business.token)

      expect(await quotes.accept(business.token, quote, more)).toMatchObject({ status: 400, body: { code: "invalid_request" } })
      await expectUntouched(business, quote.id)
    })

    it("with quote_expired before the state, the revision and the buyer", async () => {
      const business = await shop.syncedBusiness("verified")
      const quote = await quotes.offered(business.token)
      const { id } = quote
      // The request has all errors at once.
      await quotes.lapse(id)
      await changeBuyerCompany(shop, business.id, "Oak AG")
      const refused = () => quotes.accept(business.token, { id, revision: 7 })

      expect(await refused()).toMatchObject({ status: 409, body: { code: "quote_expired" } })
      await quotes.service().expireDueQuotes(10)
      expect(await refused()).toMatchObject({ status: 409, body: { code: "quote_expired" } })
      const actor = { type: "customer", id: business.id } as const
      await quotes.service().decide("renegotiate", { id, customer_id: business.id, actor, text: "Once more?" })
      expect(await refused()).toMatchObject({ status: 409, body: { code: "invalid_quote_state" } })
      const buyer = { company_name: "Cedar GmbH", tax_id: "DE123456789" }
      await quotes.service().sendQuote({ id, buyer, actor: { type: "admin" }, default_valid_until: new Date(Date.now() + 60_000) })
      expect(await refused()).toMatchObject({ status: 409, body: { code: "revision_superseded" } })
      expect(await quotes.accept(business.token, { id, revision: 1 })).toMatchObject({ status: 409, body: { code: "revision_superseded" } })
      expect(await quotes.accept(business.token, { id, revision: 2 })).toMatchObject({ status: 409, body: { code: "buyer_changed" } })
      expect(await orderCount()).toBe(0)
    })

    it("with buyer_changed if the company changed while the order waited", async () => {
      const business = await shop.syncedBusiness("verified")
      const quote = await quotes.offered(business.token)
      // Writes what a sync or an admin would write between the claim and the order.
      await shop.rows(`
        CREATE FUNCTION move_on() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          UPDATE customer_meta SET company_name = 'Oak AG' WHERE customer_id = NEW.customer_id;
          RETURN NEW;
        END $$`)
      await shop.rows(
        "CREATE TRIGGER move_on AFTER UPDATE OF accepting_id ON quote FOR EACH ROW WHEN (NEW.accepting_id IS NOT NULL) EXECUTE FUNCTION move_on()"
      )

      expect(await quotes.accept(business.token, quote)).toMatchObject({ status: 409, body: { code: "buyer_changed" } })
      await expectUntouched(business, quote.id)
    })

    it.each(["decline", "cancel"] as const)("after the customer's %s", async (action) => {
      const business = await shop.syncedBusiness("verified")
      const quote = await quotes.offered(business.token)
      await quotes.service().decide(action, { id: quote.id, customer_id: business.id, actor: { type: "customer", id: business.id } })

      expect(await quotes.accept(business.token, quote)).toMatchObject({ status: 409, body: { code: "invalid_quote_state" } })
    })

    it("before the shop has sent an offer", async () => {
      const business = await shop.syncedBusiness("verified")
      const { id } = await quotes.requested(business.token)

      for (const revision of [0, 1]) {
        expect(await quotes.accept(business.token, { id, revision })).toMatchObject({ status: 409, body: { code: "invalid_quote_state" } })
      }
      await quotes.offer(id)
      expect(await quotes.accept(business.token, { id, revision: 0 })).toMatchObject({ status: 409, body: { code: "revision_superseded" } })
    })

    it("with the lines that are out of stock, and releases the quote", async () => {
      const business = await shop.syncedBusiness("verified")
      const quote = await quotes.offered(
        business.token,
        {},
        {
          items: [
            { sku: "BOLT-10", quantity: 2 },
            { sku: "RARE-1", quantity: 4 },
          ],
        }
      )

      expect(await quotes.accept(business.token, quote)).toMatchObject({
        status: 400,
        body: { code: "bulk_order_invalid", errors: [{ index: 1, sku: "RARE-1", code: "insufficient_stock", available: 3 }] },
      })
      await expectUntouched(business, quote.id)
    })

    it("with the lines that are no longer sold, and says what to do", async () => {
      const business = await shop.syncedBusiness("verified")
      const quote = await quotes.offered(business.token)
      const products = shop.container.resolve(Modules.PRODUCT)
      const [{ product_id }] = await products.listProductVariants({ sku: "BOLT-10" })
      await products.updateProducts(String(product_id), { status: ProductStatus.DRAFT })

      expect(await quotes.accept(business.token, quote)).toMatchObject({
        status: 400,
        body: {
          code: "bulk_order_invalid",
          errors: [{ index: 0, sku: "BOLT-10", code: "unknown_sku", message: "Bolts is no longer sold. Ask for another round." }],
        },
      })
      await expectUntouched(business, quote.id)
    })

    it("for an address outside the quote's region", async () => {
      const business = await shop.syncedBusiness("verified")
      const quote = await quotes.offered(business.token)

      expect(
        await quotes.accept(business.token, quote, { shipping_address: { address_1: "1 Rue", city: "Paris", country_code: "fr" } })
      ).toMatchObject({
        status: 400,
        body: {
          code: "no_region",
          message: 'The region of the quote does not serve the country "fr". Send another address, or ask for a new quote.',
        },
      })
      await expectUntouched(business, quote.id)
    })

    it("if the region or sales channel of the quote is gone", async () => {
      const business = await shop.syncedBusiness("verified")
      const quote = await quotes.offered(business.token)
      await shop.container.resolve(Modules.SALES_CHANNEL).updateSalesChannels(shop.salesChannelId, { is_disabled: true })
      expect(await quotes.accept(business.token, quote)).toMatchObject({
        status: 400,
        body: { code: "invalid_request", message: "The sales channel of the quote is disabled. Ask for a new quote." },
      })
      await shop.container.resolve(Modules.SALES_CHANNEL).updateSalesChannels(shop.salesChannelId, { is_disabled: false })
      await shop.container.resolve(Modules.REGION).deleteRegions(shop.catalogue.regionId)

      expect(await quotes.accept(business.token, quote)).toMatchObject({
        status: 400,
        body: { code: "no_region", message: "The shop no longer has the region of the quote. Ask for a new quote." },
      })
      await expectUntouched(business, quote.id)
    })

    it("for an impersonator", async () => {
      const business = await shop.syncedBusiness("verified")
      const quote = await quotes.offered(business.token)
      const token = shop.tokenOf(business.user, { claims: { act: { sub: "user_support" } } })

      expect(await quotes.accept(token, quote)).toMatchObject({ status: 403, body: { code: "impersonation_not_allowed" } })
      await expectUntouched(business, quote.id)
    })
  })

  describe("Accepting places one order", () => {
    it("for fifty simultaneous requests", async () => {
      const business = await shop.syncedBusiness("verified")
      const quote = await quotes.offered(business.token, { prices: PRICES })

      const answers = await Promise.all(Array.from({ length: 50 }, () => quotes.accept(business.token, quote)))

      expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
      const refused = answers.filter(({ status }) => status !== 200)
      expect(new Set(refused.map(({ status, body }) => `${status} ${body.code}`))).toEqual(new Set(["409 invalid_quote_state"]))
      expect(await orderCount()).toBe(1)
      expect(await reservedOf("BOLT-10")).toBe(10)
      expect(await quotes.read(business.token, quote.id)).toMatchObject({ status: "accepted" })
      expect(await timelineOf(quote.id)).toEqual(["requested", "draft_changed", "sent", "accepted"])
    })

    it("for a repeated Idempotency-Key, and refuses the key with another body", async () => {
      const business = await shop.syncedBusiness("verified")
      const quote = await quotes.offered(business.token)
      const headers = { "idempotency-key": "key-1" }

      const answers = await Promise.all(Array.from({ length: 5 }, () => quotes.accept(business.token, quote, {}, { headers })))

      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200])
      expect(new Set(answers.map(({ body }) => body.quote.order_id)).size).toBe(1)
      expect(await quotes.accept(business.token, quote, { note: "Other" }, { headers })).toMatchObject({
        status: 409,
        body: { code: "idempotency_key_reused" },
      })
      expect(await quotes.accept(business.token, quote)).toMatchObject({ status: 409, body: { code: "invalid_quote_state" } })
      expect(await orderCount()).toBe(1)
    })

    it("when a refused request is repeated after its cause is fixed", async () => {
      const business = await shop.syncedBusiness("verified")
      const quote = await quotes.offered(business.token, {}, { items: [{ sku: "RARE-1", quantity: 4 }] })
      expect((await quotes.accept(business.token, quote)).status).toBe(400)
      await setStock(shop, 10)

      expect((await quotes.accept(business.token, quote)).status).toBe(200)
    })
  })

  describe("A process that accepts a quote and dies", () => {
    it("after claiming the quote leaves it to the job", async () => {
      const business = await shop.syncedBusiness("verified")
      const quote = await quotes.offered(business.token)
      const { placements } = shop.container.resolve("bulk_order")
      const attempt = {
        customer_id: business.id,
        idempotency_key: null,
        quote_id: quote.id,
        body_hash: "",
        order_id: "order_01J8DEAD",
        line_count: 2,
      }
      const { placement } = await placements.begin(attempt)
      await quotes.service().acceptances.claim({ id: quote.id, customer_id: business.id, revision: 1, accepting_id: placement.id })
      expect(await shop.post(`/store/quotes/${quote.id}/cancel`, { token: business.token, body: {} })).toMatchObject({
        status: 409,
        body: { code: "invalid_quote_state" },
      })

      await abandonPlacements(shop)
      await settleAbandonedPlacements(shop.container, quoteAcceptanceOutcome)

      await expectUntouched(business, quote.id)
      expect((await quotes.accept(business.token, quote)).status).toBe(200)
    })

    it("after claiming the quote leaves it to the next request", async () => {
      const business = await shop.syncedBusiness("verified")
      const quote = await quotes.offered(business.token)
      const { placements } = shop.container.resolve("bulk_order")
      const attempt = {
        customer_id: business.id,
        idempotency_key: null,
        quote_id: quote.id,
        body_hash: "",
        order_id: "order_01J8DEAD",
        line_count: 2,
      }
      const { placement } = await placements.begin(attempt)
      await quotes.service().acceptances.claim({ id: quote.id, customer_id: business.id, revision: 1, accepting_id: placement.id })
      await abandonPlacements(shop)

      expect((await quotes.accept(business.token, quote)).status).toBe(200)
      expect(await orderCount()).toBe(1)
    })

    it("between order and quote leaves the job to complete the quote and emit quote.accepted", async () => {
      const business = await shop.syncedBusiness("verified")
      const quote = await quotes.offered(business.token)
      intercept(quotes.service().acceptances, "complete", () => {
        throw new Error("The process has died")
      })
      expect(await quotes.accept(business.token, quote)).toMatchObject({ status: 503, body: { code: "busy" } })
      restoreIntercepted()
      expect(await quotes.read(business.token, quote.id)).toMatchObject({ status: "sent", order_id: null })
      expect(await orderCount()).toBe(1)
      shop.events.reset()

      await abandonPlacements(shop)
      await settleAbandonedPlacements(shop.container, quoteAcceptanceOutcome)

      const accepted = await quotes.read(business.token, quote.id)
      expect(accepted).toMatchObject({ status: "accepted", order_id: expect.any(String) })
      expect(await orderCount()).toBe(1)
      await shop.events.settle()
      expect(shop.events.list("quote.accepted")).toHaveLength(1)
    })

    it("but was only slow and resumes after its placement is gone, does not keep the quote", async () => {
      const business = await shop.syncedBusiness("verified")
      const quote = await quotes.offered(business.token)
      intercept(quotes.service().acceptances, "claim", async () => {
        await abandonPlacements(shop)
        await settleAbandonedPlacements(shop.container, quoteAcceptanceOutcome)
        expect(await shop.rows("SELECT id FROM bulk_order_placement")).toEqual([])
      })

      expect(await quotes.accept(business.token, quote)).toMatchObject({ status: 503, body: { code: "busy" } })
      restoreIntercepted()
      await expectUntouched(business, quote.id)
      expect((await quotes.accept(business.token, quote)).status).toBe(200)
    })

    it("and whose order cannot be undone yet, releases the quote and answers busy", async () => {
      const business = await shop.syncedBusiness("verified")
      const quote = await quotes.offered(business.token)
      intercept(shop.container.resolve("bulk_order").placements, "complete", () => {
        // The error that Medusa's workflow engine throws when it has lost track of a step.
        throw new Error('Updating State from "invoking" to "done" is not allowed.')
      })
      intercept(shop.container.resolve(Modules.LOCKING), "releaseAll", () => {
        throw new Error("The locks do not answer")
      })

      expect(await quotes.accept(business.token, quote)).toMatchObject({ status: 503, body: { code: "busy" } })
      expect(await shop.rows("SELECT accepting_id FROM quote WHERE id = ?", [quote.id])).toEqual([{ accepting_id: null }])
      restoreIntercepted()
      await abandonPlacements(shop)
      await settleAbandonedPlacements(shop.container, quoteAcceptanceOutcome)
      await expectUntouched(business, quote.id)
      expect((await quotes.accept(business.token, quote)).status).toBe(200)
    })

    it("after its placement is gone does not keep the quote", async () => {
      const business = await shop.syncedBusiness("verified")
      const quote = await quotes.offered(business.token)
      await strandQuote(shop, quote.id)

      await releaseStrandedQuotes(shop.container)

      expect((await quotes.accept(business.token, quote)).status).toBe(200)
    })
  })
})
