import { Modules, ProductStatus } from "@medusajs/framework/utils"
import { createStep, createWorkflow } from "@medusajs/framework/workflows-sdk"
import {
  createApiKeysWorkflow,
  createProductsWorkflow,
  createPromotionsWorkflow,
  createSalesChannelsWorkflow,
  createShippingProfilesWorkflow,
  linkSalesChannelsToApiKeyWorkflow,
} from "@medusajs/medusa/core-flows"
import { fromBuiltPlugin } from "../helpers/built-plugin"
import { BUSINESS_BOLT_PRICE, GERMAN_ADDRESS } from "../helpers/catalogue"
import { eventually } from "../helpers/eventually"
import type { CallOptions, ErrorAnswer } from "../helpers/http"
import { describeShop, type Shop } from "../helpers/shop"
import { removePaymentProviders } from "../helpers/written-states"

const PATH = "/store/orders/create-bulk"
const VAT = 1.19
const CHEAPEST_DELIVERY = 9.9
const EXPRESS_DELIVERY = 29.9

type OrderItem = { variant_sku: string; quantity: number; unit_price: number; variant?: { sku: string } }
type Order = {
  id: string
  email: string
  customer_id: string
  sales_channel_id: string
  total: number
  item_subtotal: number
  shipping_subtotal: number
  discount_total: number
  metadata: Record<string, unknown> | null
  items: OrderItem[]
  shipping_methods: { name: string }[]
  shipping_address: { city: string; metadata: unknown }
  billing_address: { city: string }
  payment_status: string
}
type LineError = { index: number; sku: string | null; code: string; available?: number; message: string }
type OrderAnswer = Omit<ErrorAnswer, "errors"> & { order: Order; errors?: LineError[] }

/** Tables that a checkout writes. If they are unchanged, nothing was left behind. */
const TABLES = [
  "cart",
  "cart_line_item",
  "cart_address",
  "cart_shipping_method",
  "cart_payment_collection",
  "payment_collection",
  "payment_session",
  "reservation_item",
  '"order"',
  "order_line_item",
  "order_cart",
]

const rowCounts = async (shop: Shop): Promise<Record<string, number>> => {
  const counts = TABLES.map((table) => `(SELECT count(*)::int FROM ${table} WHERE deleted_at IS NULL) AS ${table}`)
  const [row] = await shop.rows<Record<string, number>>(`SELECT ${counts.join(", ")}`)
  return row
}

const reservedOf = async (shop: Shop, sku: string): Promise<number> => {
  const [level] = await shop.container
    .resolve(Modules.INVENTORY)
    .listInventoryLevels({ inventory_item_id: shop.catalogue.inventoryItemIds[sku] })
  return Number(level.reserved_quantity)
}

const placer =
  (shop: Shop) =>
  (token: string, body: Record<string, unknown>, options: CallOptions & { query?: string } = {}) =>
    shop.post<OrderAnswer>(`${PATH}${options.query ?? ""}`, { token, body: { shipping_address: GERMAN_ADDRESS, ...body }, ...options })

/** Seeds a kit, a product on backorder, and two without managed stock: one without a shipping option and a digital one. */
const seedSpecials = async (shop: Shop): Promise<void> => {
  const { container, salesChannelId, catalogue } = shop
  const { inventoryItemIds, stockLocationId } = catalogue
  const profiles = await container.resolve(Modules.FULFILLMENT).listShippingProfiles({})
  const [bulky] = (await createShippingProfilesWorkflow(container).run({ input: { data: [{ name: "Bulky", type: "bulky" }] } })).result
  const later = await container.resolve(Modules.INVENTORY).createInventoryItems({ sku: "LATER-1" })
  await container.resolve(Modules.INVENTORY).createInventoryLevels({
    inventory_item_id: later.id,
    location_id: stockLocationId,
    stocked_quantity: 1,
  })
  const part = (sku: string, required_quantity: number) => ({ inventory_item_id: inventoryItemIds[sku], required_quantity })
  const product = (
    sku: string,
    shipping_profile_id: string | undefined,
    changes: { allow_backorder?: boolean; manage_inventory?: boolean; inventory_items?: ReturnType<typeof part>[] }
  ) => ({
    title: sku,
    status: ProductStatus.PUBLISHED,
    shipping_profile_id,
    options: [{ title: "Size", values: ["One"] }],
    sales_channels: [{ id: salesChannelId }],
    variants: [{ title: "One", sku, options: { Size: "One" }, prices: [{ currency_code: "eur", amount: 100 }], ...changes }],
  })
  await createProductsWorkflow(container).run({
    input: {
      products: [
        product("KIT-1", profiles[0].id, { manage_inventory: true, inventory_items: [part("RARE-1", 2), part("BOLT-10", 4)] }),
        product("LATER-1", profiles[0].id, {
          manage_inventory: true,
          allow_backorder: true,
          inventory_items: [{ inventory_item_id: later.id, required_quantity: 1 }],
        }),
        product("BULKY-1", bulky.id, { manage_inventory: false }),
        product("DIGITAL-1", undefined, { manage_inventory: false }),
      ],
    },
  })
}

describeShop(`POST ${PATH}`, { catalogue: true, seed: seedSpecials }, (shop) => {
  const place = placer(shop)

  /** Expects a refusal that leaves nothing behind. */
  const refused = async (token: string, body: Record<string, unknown>, options?: CallOptions & { query?: string }) => {
    const before = await rowCounts(shop)
    const answer = await place(token, body, options)
    expect(await rowCounts(shop)).toEqual(before)
    return answer
  }

  describe("placing", () => {
    it("places one order of all lines, at the customer's prices", async () => {
      const business = await shop.syncedBusiness("verified")
      shop.events.reset()

      const { status, body } = await place(business.token, {
        items: [
          { sku: "BOLT-10", quantity: 40 },
          { sku: "NUT-20", quantity: 10 },
          { sku: "MADE-1", quantity: 2 },
        ],
        purchase_order_number: "PO-4711",
        note: "Ramp 3, before noon – größer als 2 m",
      })

      expect(status).toBe(201)
      const { order } = body
      expect(order.items.map(({ variant_sku, quantity, unit_price }) => [variant_sku, quantity, unit_price]).sort()).toEqual([
        ["BOLT-10", 40, BUSINESS_BOLT_PRICE],
        ["MADE-1", 2, 7],
        ["NUT-20", 10, 2.5],
      ])
      expect(order.item_subtotal).toBeCloseTo(359, 6)
      expect(order.shipping_subtotal).toBe(CHEAPEST_DELIVERY)
      expect(order.total).toBeCloseTo((359 + CHEAPEST_DELIVERY) * VAT, 6)
      expect(order).toMatchObject({
        customer_id: business.id,
        email: business.customer.email,
        sales_channel_id: shop.salesChannelId,
        payment_status: "authorized",
        shipping_address: { city: "Berlin" },
        billing_address: { city: "Berlin" },
        metadata: {
          purchase_order_number: "PO-4711",
          note: "Ramp 3, before noon – größer als 2 m",
          company_name: "Cedar GmbH",
          tax_id: "DE123456789",
        },
      })
      expect(order.items.every((item) => item.variant === undefined)).toBe(true)
      expect(await reservedOf(shop, "BOLT-10")).toBe(40)
      await eventually(async () => expect(shop.events.list("order.placed")).toEqual([{ name: "order.placed", data: { id: order.id } }]))
      expect(await shop.rows("SELECT id FROM cart WHERE completed_at IS NULL")).toEqual([])
    })

    it("charges a business outside the group the ordinary price", async () => {
      const business = await shop.syncedBusiness("pending")
      const { body } = await place(business.token, { items: [{ sku: "BOLT-10", quantity: 1 }] })

      expect(body.order.items[0].unit_price).toBe(10)
    })

    it("accepts variant ids and adds up repeated lines", async () => {
      const business = await shop.syncedBusiness("verified")
      const { status, body } = await place(business.token, {
        items: [
          { sku: "BOLT-10", quantity: 1 },
          { variant_id: shop.catalogue.variantIds["BOLT-10"], quantity: 2 },
          { sku: "  BOLT-10 ", quantity: 3 },
        ],
      })

      expect(status).toBe(201)
      expect(body.order.items).toMatchObject([{ variant_sku: "BOLT-10", quantity: 6 }])
    })

    it("applies automatic promotions", async () => {
      await createPromotionsWorkflow(shop.container).run({
        input: {
          promotionsData: [
            {
              code: "TENTH",
              type: "standard",
              status: "active",
              is_automatic: true,
              application_method: { type: "percentage", value: 10, target_type: "order", allocation: "across", currency_code: "eur" },
            },
          ],
        },
      })
      const business = await shop.syncedBusiness("pending")
      const { body } = await place(business.token, { items: [{ sku: "MADE-1", quantity: 10 }] })

      expect(body.order.discount_total).toBeGreaterThan(6)
    })

    it("delivers to one of the customer's own addresses", async () => {
      const business = await shop.syncedBusiness("verified")
      const { body: created } = await shop.post<{ customer: { addresses: { id: string }[] } }>("/store/customers/me/addresses", {
        token: business.token,
        body: { ...GERMAN_ADDRESS, city: "Hamburg", country_code: "DE", metadata: { gate: 3 } },
      })
      const { status, body } = await place(business.token, {
        items: [{ sku: "BOLT-10", quantity: 1 }],
        shipping_address: undefined,
        shipping_address_id: created.customer.addresses[0].id,
        billing_address: { ...GERMAN_ADDRESS, city: "Köln" },
      })

      expect(status).toBe(201)
      expect(body.order.shipping_address).toMatchObject({ city: "Hamburg", metadata: { gate: 3 } })
      expect(body.order.billing_address.city).toBe("Köln")
    })

    it("uses the shipping option that the caller chooses", async () => {
      const business = await shop.syncedBusiness("pending")
      const { status, body } = await place(business.token, {
        items: [{ sku: "NUT-20", quantity: 1 }],
        shipping_option_ids: [shop.catalogue.expressShippingOptionId],
      })

      expect(status).toBe(201)
      expect(body.order).toMatchObject({ shipping_subtotal: EXPRESS_DELIVERY, shipping_methods: [{ name: "Express" }] })
    })

    it("needs no shipping option if nothing needs delivery", async () => {
      const business = await shop.syncedBusiness("pending")
      const { status, body } = await place(business.token, { items: [{ sku: "DIGITAL-1", quantity: 3 }] })

      expect(status).toBe(201)
      expect(body.order.shipping_methods).toEqual([])
    })

    it("accepts backorders, kits and the last of the stock", async () => {
      const business = await shop.syncedBusiness("pending")
      const { status } = await place(business.token, {
        items: [
          { sku: "LATER-1", quantity: 50 },
          { sku: "KIT-1", quantity: 1 },
          { sku: "RARE-1", quantity: 1 },
        ],
      })

      expect(status).toBe(201)
      expect(await reservedOf(shop, "RARE-1")).toBe(3)
      expect(await reservedOf(shop, "BOLT-10")).toBe(4)
    })

    it("returns the requested fields", async () => {
      const business = await shop.syncedBusiness("pending")
      const items = [{ sku: "BOLT-10", quantity: 1 }]

      const few = await place(business.token, { items }, { query: "?fields=id,total" })
      expect(few.status).toBe(201)
      expect(few.body.order.items).toBeUndefined()
      expect(few.body.order.total).toBeGreaterThan(0)

      const more = await place(business.token, { items }, { query: "?fields=%2Bitems.variant.sku" })
      expect(more.body.order.items[0].variant?.sku).toBe("BOLT-10")

      const wild = await place(business.token, { items }, { query: "?fields=*items.variant,no.such.field,customer.groups.id,%00" })
      expect(wild.status).toBe(201)
      expect(wild.body.order.items[0].variant?.sku).toBe("BOLT-10")
    })
  })

  describe("lines", () => {
    it("reports every invalid line at once and places nothing", async () => {
      const business = await shop.syncedBusiness("verified")
      const { status, body } = await refused(business.token, {
        items: [
          { sku: "BOLT-10", quantity: 1 },
          { sku: "NO-SUCH", quantity: 1 },
          { sku: "DRAFT-1", quantity: 1 },
          { sku: "ELSEWHERE-1", quantity: 1 },
          { sku: "UNPRICED-1", quantity: 1 },
          { sku: "RARE-1", quantity: 2 },
          { sku: "NUT-20", quantity: 0 },
          { sku: "RARE-1", quantity: 3 },
          { variant_id: shop.catalogue.variantIds["DRAFT-1"], quantity: 1 },
        ],
      })

      expect(status).toBe(400)
      expect(body).toMatchObject({ type: "invalid_data", code: "bulk_order_invalid" })
      expect(body.errors?.map(({ index, sku, code, available }) => ({ index, sku, code, available }))).toEqual([
        { index: 1, sku: "NO-SUCH", code: "unknown_sku" },
        { index: 2, sku: "DRAFT-1", code: "unknown_sku" },
        { index: 3, sku: "ELSEWHERE-1", code: "unknown_sku" },
        { index: 4, sku: "UNPRICED-1", code: "no_price" },
        { index: 5, sku: "RARE-1", code: "insufficient_stock", available: 3 },
        { index: 6, sku: "NUT-20", code: "invalid_quantity" },
        { index: 8, sku: null, code: "unknown_sku" },
      ])
      expect(body.errors?.every(({ message }) => message.length > 0)).toBe(true)
    })

    it.each([0, -3, 1.5, 1e9, 1e300])("refuses the quantity %p", async (quantity) => {
      const business = await shop.syncedBusiness("pending")
      const { status, body } = await refused(business.token, { items: [{ sku: "BOLT-10", quantity }] })

      expect(status).toBe(400)
      expect(body).toMatchObject({ code: "bulk_order_invalid", errors: [{ index: 0, sku: "BOLT-10", code: "invalid_quantity" }] })
    })

    it.each([
      ["a text", '"3"'],
      ["null", "null"],
      ["missing", undefined],
      ["an object", "{}"],
      ["more than a number can hold", "1e400"],
    ])("refuses a quantity that is %s, and reports the other invalid lines too", async (_, quantity) => {
      const business = await shop.syncedBusiness("pending")
      const bolt = quantity === undefined ? '{"sku":"BOLT-10"}' : `{"sku":"BOLT-10","quantity":${quantity}}`
      const rawBody = `{"items":[${bolt},{"sku":"NO-SUCH","quantity":1}],"shipping_address":${JSON.stringify(GERMAN_ADDRESS)}}`
      const { status, body } = await refused(
        business.token,
        {},
        { rawBody, body: undefined, headers: { "content-type": "application/json" } }
      )

      expect(status).toBe(400)
      expect(body).toMatchObject({
        code: "bulk_order_invalid",
        errors: [
          { index: 0, sku: "BOLT-10", code: "invalid_quantity" },
          { index: 1, sku: "NO-SUCH", code: "unknown_sku" },
        ],
      })
    })

    it("shares stock between a kit and its part", async () => {
      const business = await shop.syncedBusiness("pending")
      const { status, body } = await refused(business.token, {
        items: [
          { sku: "RARE-1", quantity: 2 },
          { sku: "KIT-1", quantity: 1 },
        ],
      })

      expect(status).toBe(400)
      expect(body.errors).toMatchObject([{ index: 1, sku: "KIT-1", code: "insufficient_stock", available: 0 }])
    })

    it("refuses more lines than allowed", async () => {
      const business = await shop.syncedBusiness("pending")
      const lines = (count: number) => Array.from({ length: count }, () => ({ sku: "BOLT-10", quantity: 1 }))

      expect(await refused(business.token, { items: lines(1001) })).toMatchObject({ status: 400, body: { code: "too_many_lines" } })
      expect(await refused(business.token, { items: lines(10_001) })).toMatchObject({ status: 400, body: { code: "too_many_lines" } })
      expect(await refused(business.token, { items: lines(100_000) })).toMatchObject({ status: 413, body: { code: "payload_too_large" } })
    })

    it("never sells more than the stock to simultaneous customers", async () => {
      const business = await shop.syncedBusiness("pending")
      const answers = await Promise.all(
        Array.from({ length: 8 }, () =>
          place(business.token, {
            items: [
              { sku: "RARE-1", quantity: 1 },
              { sku: "BOLT-10", quantity: 1 },
            ],
          })
        )
      )

      expect(answers.filter(({ status }) => status === 201)).toHaveLength(3)
      for (const { status, body } of answers.filter((answer) => answer.status !== 201)) {
        expect({ status, body }).toMatchObject({
          status: 400,
          body: { code: "bulk_order_invalid", errors: [{ index: 0, sku: "RARE-1", code: "insufficient_stock", available: 0 }] },
        })
      }
      expect(await reservedOf(shop, "RARE-1")).toBe(3)
      expect(await reservedOf(shop, "BOLT-10")).toBe(3)
      expect(await rowCounts(shop)).toMatchObject({ cart: 0, order: 3, payment_collection: 3, payment_session: 3, reservation_item: 6 })
    })

    it("never sells the parts of a kit twice", async () => {
      const business = await shop.syncedBusiness("pending")
      const answers = await Promise.all(
        ["KIT-1", "RARE-1", "KIT-1", "RARE-1"].map((sku) => place(business.token, { items: [{ sku, quantity: sku === "KIT-1" ? 1 : 2 }] }))
      )

      expect(answers.filter(({ status }) => status === 201)).toHaveLength(1)
      expect(await reservedOf(shop, "RARE-1")).toBe(2)
    })

    it("answers busy while the stock stays locked, and leaves nothing behind", async () => {
      const business = await shop.syncedBusiness("pending")
      const key = shop.catalogue.inventoryItemIds["BOLT-10"]
      const locking = shop.container.resolve(Modules.LOCKING)
      const patience = jest.replaceProperty(shop.container.resolve("customer_role").options.bulkOrders, "waitAtMostSeconds", 1)
      await locking.acquire(key)
      const { status, body, headers } = await refused(business.token, { items: [{ sku: "BOLT-10", quantity: 1 }] }).finally(async () => {
        patience.restore()
        await locking.release(key)
      })

      expect({ status, code: body.code }).toEqual({ status: 503, code: "busy" })
      expect(headers.get("retry-after")).toMatch(/^\d+$/)
      expect(await reservedOf(shop, "BOLT-10")).toBe(0)
    })
  })

  describe("delivery and region", () => {
    const items = [{ sku: "BOLT-10", quantity: 1 }]

    it("accepts only the customer's own addresses", async () => {
      const owner = await shop.syncedBusiness("verified")
      const business = await shop.syncedBusiness("verified", { company: "Oak GmbH" })
      const { body: created } = await shop.post<{ customer: { addresses: { id: string }[] } }>("/store/customers/me/addresses", {
        token: owner.token,
        body: GERMAN_ADDRESS,
      })

      for (const id of [created.customer.addresses[0].id, "cuaddr_none"]) {
        expect(await refused(business.token, { items, shipping_address: undefined, shipping_address_id: id })).toMatchObject({
          status: 404,
          body: { type: "not_found", code: "not_found" },
        })
      }
    })

    it.each([
      [
        "a country that no region serves",
        { shipping_address: { ...GERMAN_ADDRESS, country_code: "fr" } },
        "no_region",
        "The shop serves: de.",
      ],
      [
        "an invalid country code",
        { shipping_address: { ...GERMAN_ADDRESS, country_code: "UK " } },
        "no_region",
        'the country "uk". The shop serves: de.',
      ],
      ["a region that does not exist", { region_id: "reg_none" }, "invalid_request"],
      ["a sales channel that the key does not have", { sales_channel_id: "sc_none" }, "invalid_request"],
      ["a shipping option that does not exist", { shipping_option_ids: ["so_none"] }, "invalid_request"],
      ["an item that no shipping option delivers", { items: [{ sku: "BULKY-1", quantity: 1 }] }, "no_shipping_option"],
    ])("refuses %s", async (_, change, code, message = "") => {
      const business = await shop.syncedBusiness("pending")

      expect(await refused(business.token, { items, ...change })).toMatchObject({
        status: 400,
        body: { code, message: expect.stringContaining(message) },
      })
    })

    it("refuses two shipping options for the same items", async () => {
      const business = await shop.syncedBusiness("pending")
      const { cheapShippingOptionId, expressShippingOptionId } = shop.catalogue

      expect(await refused(business.token, { items, shipping_option_ids: [cheapShippingOptionId, expressShippingOptionId] })).toMatchObject(
        { status: 400, body: { code: "invalid_request" } }
      )
    })

    it("requires a region that serves the address, even if the request names another", async () => {
      const business = await shop.syncedBusiness("pending")
      const region_id = shop.catalogue.regionId

      expect(await place(business.token, { items, region_id })).toMatchObject({ status: 201 })
      expect(
        await refused(business.token, { items, region_id, shipping_address: { ...GERMAN_ADDRESS, country_code: "fr" } })
      ).toMatchObject({ status: 400, body: { code: "no_region" } })
    })

    it("requires a sales channel if the key has several", async () => {
      const business = await shop.syncedBusiness("pending")
      const { container, salesChannelId } = shop
      const [other] = (await createSalesChannelsWorkflow(container).run({ input: { salesChannelsData: [{ name: "Phone" }] } })).result
      const [key] = (
        await createApiKeysWorkflow(container).run({ input: { api_keys: [{ title: "Both", type: "publishable", created_by: "" }] } })
      ).result
      await linkSalesChannelsToApiKeyWorkflow(container).run({ input: { id: key.id, add: [salesChannelId, other.id] } })

      expect(await refused(business.token, { items }, { key: key.token })).toMatchObject({
        status: 400,
        body: { code: "sales_channel_required" },
      })
      expect(await refused(business.token, { items, sales_channel_id: other.id }, { key: key.token })).toMatchObject({
        status: 400,
        body: { code: "bulk_order_invalid", errors: [{ code: "unknown_sku" }] },
      })
      expect(await place(business.token, { items, sales_channel_id: salesChannelId }, { key: key.token })).toMatchObject({ status: 201 })
    })

    it("refuses a region without the payment provider of bulk orders", async () => {
      const business = await shop.syncedBusiness("pending")
      await removePaymentProviders(shop)

      expect(await refused(business.token, { items })).toMatchObject({ status: 400, body: { code: "payment_provider_unavailable" } })
    })
  })

  describe("bodies", () => {
    const items = [{ sku: "BOLT-10", quantity: 1 }]

    it.each<[string, Record<string, unknown>]>([
      ["missing items", { items: undefined }],
      ["an empty list", { items: [] }],
      ["items of another type", { items: "BOLT-10" }],
      ["a line of another type", { items: [null] }],
      ["a price", { items: [{ sku: "BOLT-10", quantity: 1, unit_price: 0.01 }] }],
      ["a line with a SKU and a variant id", { items: [{ sku: "BOLT-10", variant_id: "variant_1", quantity: 1 }] }],
      ["a line without a SKU or variant id", { items: [{ quantity: 1 }] }],
      ["a blank SKU", { items: [{ sku: "  ", quantity: 1 }] }],
      ["NUL in a SKU", { items: [{ sku: "BOLT\u0000", quantity: 1 }] }],
      ["items and csv", { items, csv: "sku,quantity\nBOLT-10,1" }],
      ["an unknown field", { items, customer_id: "cus_1" }],
      ["a missing address", { items, shipping_address: undefined }],
      ["two addresses", { items, shipping_address_id: "cuaddr_1" }],
      ["an address without a country", { items, shipping_address: { city: "Berlin" } }],
      ["an address with an unknown field", { items, shipping_address: { ...GERMAN_ADDRESS, id: "cuaddr_1" } }],
      ["NUL in an address", { items, shipping_address: { ...GERMAN_ADDRESS, city: "Ber\u0000lin" } }],
      ["NUL in an address's metadata", { items, shipping_address: { ...GERMAN_ADDRESS, metadata: { a: "\u0000" } } }],
      ["NUL in a billing address", { items, billing_address: { ...GERMAN_ADDRESS, phone: "\u0000" } }],
      ["NUL in a note", { items, note: "a\u0000b" }],
      ["half a surrogate pair in a note", { items, note: "a\ud800b" }],
      ["NUL in a purchase order number", { items, purchase_order_number: "a\u0000b" }],
      ["NUL in a region id", { items, region_id: "reg\u0000" }],
      ["a note that is too long", { items, note: "x".repeat(1001) }],
      ["an empty list of shipping options", { items, shipping_option_ids: [] }],
    ])("refuses %s", async (_, body) => {
      const business = await shop.syncedBusiness("pending")

      expect(await refused(business.token, body)).toMatchObject({ status: 400, body: { type: "invalid_data", code: "invalid_request" } })
    })

    it.each<[string, CallOptions & { query?: string }, number, string]>([
      ["malformed JSON", { rawBody: "{", headers: { "content-type": "application/json" }, body: undefined }, 400, "invalid_request"],
      ["an array", { rawBody: "[]", headers: { "content-type": "application/json" }, body: undefined }, 400, "invalid_request"],
      [
        "another content type",
        { rawBody: "a=1", headers: { "content-type": "text/plain" }, body: undefined },
        415,
        "unsupported_media_type",
      ],
      ["an unknown query parameter", { query: "?limit=1" }, 400, "invalid_request"],
      ["fields of another type", { query: "?fields[a]=1" }, 400, "invalid_request"],
    ])("refuses %s", async (_, options, status, code) => {
      const business = await shop.syncedBusiness("pending")

      expect(await refused(business.token, { items }, options)).toMatchObject({ status, body: { code } })
    })
  })

  describe("callers", () => {
    const items = [{ sku: "BOLT-10", quantity: 1 }]

    it("refuses an individual before it reads the body", async () => {
      const individual = await shop.synced()

      expect(await refused(individual.token, { items: "nonsense" })).toMatchObject({
        status: 403,
        body: { type: "forbidden", code: "business_account_required" },
      })
    })

    it("refuses callers who are not signed in", async () => {
      expect(await shop.post(PATH, { body: { items } })).toMatchObject({ status: 401, body: { code: "unauthenticated" } })
    })

    it("refuses an impersonator of a business", async () => {
      const business = await shop.syncedBusiness("verified")
      const token = shop.tokenOf(business.user, { claims: { act: { sub: "user_support" } } })

      expect(await refused(token, { items })).toMatchObject({ status: 403, body: { code: "impersonation_not_allowed" } })
    })
  })

  describe("the workflow", () => {
    const { createBulkOrderWorkflow } = fromBuiltPlugin<typeof import("../../src/workflows/bulk-orders")>("workflows/bulk-orders")

    it("leaves nothing behind if a later step fails", async () => {
      const business = await shop.syncedBusiness("verified")
      const failStep = createStep("fail-after-bulk-order", async () => {
        throw new Error("after the order")
      })
      const failing = createWorkflow("order-and-fail", (input: Parameters<typeof createBulkOrderWorkflow.runAsStep>[0]["input"]) => {
        createBulkOrderWorkflow.runAsStep({ input })
        failStep()
      })
      const before = await rowCounts(shop)
      shop.events.reset()

      const { errors } = await failing(shop.container).run({
        input: {
          customer_id: business.id,
          sales_channel_ids: [shop.salesChannelId],
          items: [{ sku: "BOLT-10", quantity: 5 }],
          shipping_address: GERMAN_ADDRESS,
        },
        throwOnError: false,
      })

      expect(errors).toHaveLength(1)
      expect(await rowCounts(shop)).toEqual(before)
      expect(await reservedOf(shop, "BOLT-10")).toBe(0)
      expect(shop.events.list("order.")).toEqual([])
    })

    it("applies the guard, whoever calls it", async () => {
      const individual = await shop.synced()
      const { errors } = await createBulkOrderWorkflow(shop.container).run({
        input: {
          customer_id: individual.id,
          sales_channel_ids: [shop.salesChannelId],
          items: [{ sku: "BOLT-10", quantity: 5 }],
          shipping_address: GERMAN_ADDRESS,
        },
        throwOnError: false,
      })

      expect(errors[0].error).toMatchObject({ code: "business_account_required" })
    })
  })
})
