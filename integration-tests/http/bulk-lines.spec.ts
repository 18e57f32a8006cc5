import { MedusaError, Modules, ProductStatus } from "@medusajs/framework/utils"
import { createProductsWorkflow, createPromotionsWorkflow } from "@medusajs/medusa/core-flows"
import fc from "fast-check"
import { Client } from "pg"
import { BUSINESS_BOLT_PRICE, GERMAN_ADDRESS } from "../helpers/catalogue"
import { notificationsSettled } from "../helpers/everything-told"
import type { CallOptions, ErrorAnswer } from "../helpers/http"
import { describeShop, type Shop } from "../helpers/shop"
import {
  changeSku,
  fillSavedLists,
  keepOnlySkus,
  removePaymentProviders,
  removeShippingOptions,
  unpublishProduct,
} from "../helpers/written-states"

const PATH = "/store/orders/create-bulk"
const LATIN_1 = /^[\x20-\x7e\r\n\uFEFF]*$/

type Line = { variant_sku: string; quantity: number; unit_price: number }
type LineError = {
  index: number
  sku: string | null
  code: string
  available?: number
  suggestions?: string[]
  row?: number
  raw?: string
  message: string
}
type Rows = { read: number; ordered: number; skipped: { row: number; raw: string; reason: string }[] }
type Document = {
  id: string
  customer_id: string
  email: string
  region_id: string
  sales_channel_id: string
  completed_at: string | null
  subtotal: number
  tax_total: number
  shipping_total: number
  total: number
  items: Line[]
  shipping_methods: { shipping_option_id: string }[]
  shipping_address: { city: string }
  metadata: Record<string, unknown> | null
}
type PreviewLine = {
  index: number
  sku: string | null
  variant_id: string | null
  title: string | null
  quantity: number | null
  unit_price: number | null
  total: number | null
  available: number
  errors: LineError[]
}
type Preview = {
  lines: PreviewLine[]
  subtotal: number
  tax_total: number
  shipping_total: number
  total: number
  currency_code: string
  valid: boolean
  rows?: Rows
}
type PreviewAnswer = Preview & ErrorAnswer
type OrderAnswer = Omit<ErrorAnswer, "errors"> & { order: Document; cart: Document; rows?: Rows; errors?: LineError[] }

const linesOf = ({ items }: Document): [string, number][] =>
  items.map(({ variant_sku, quantity }): [string, number] => [variant_sku, quantity]).sort()

const errorsOf = ({ errors }: OrderAnswer) => errors?.map(({ index, sku, code }) => [index, sku, code])

/** Returns a checksum of every table, which changes with any row that is added, changed or removed. */
const checksumsOf = async (shop: Shop): Promise<Record<string, string>> => {
  const tables = await shop.rows<{ name: string }>("SELECT quote_ident(tablename) AS name FROM pg_tables WHERE schemaname = 'public'")
  const digests = tables.map(({ name }) => `(SELECT md5(string_agg(t::text, '' ORDER BY t::text)) FROM ${name} t) AS ${name}`)
  const [row] = await shop.rows<Record<string, string>>(`SELECT ${digests.join(", ")}`)
  return row
}

/**
 * Seeds products sold in packs, with SKUs that differ in case only, with SKUs that a spreadsheet would execute, and with
 * invalid quantity rules.
 */
const seedProducts = async ({ container, salesChannelId }: Shop): Promise<void> => {
  const [profile] = await container.resolve(Modules.FULFILLMENT).listShippingProfiles({})
  const product = (title: string, skus: string[], metadata?: Record<string, unknown>, variantMetadata?: Record<string, unknown>) => ({
    title,
    metadata,
    status: ProductStatus.PUBLISHED,
    shipping_profile_id: profile.id,
    options: [{ title: "Kind", values: skus }],
    sales_channels: [{ id: salesChannelId }],
    variants: skus.map((sku) => ({
      title: sku,
      sku,
      metadata: variantMetadata,
      manage_inventory: false,
      options: { Kind: sku },
      prices: [{ currency_code: "eur", amount: 1 }],
    })),
  })
  await createProductsWorkflow(container).run({
    input: {
      products: [
        product("Packs", ["PACKS-1"], { min_quantity: "10", quantity_increment: 5, max_quantity: 20 }, { max_quantity: 100 }),
        product("Odd rules", ["ODD-1"], { min_quantity: "many" }, { quantity_increment: -5 }),
        product("Closed", ["!CLOSED-1"], { min_quantity: 10, max_quantity: 5 }),
        product("Another", ["'=1+1"]),
        product("Twins", ["Twin-7", "TWIN-7"]),
        product("Mixed", ["MiXeD-8"]),
        product("Letters", ["ÄÖÜ-1", "straße-1", "KIT-I"]),
        product('=HYPERLINK("http://evil.example","click")', ["=1+1", "-2"]),
      ],
    },
  })
}

const plugin = { access: { bulkOrders: "verified" as const } }

describeShop("Bulk order lines", { catalogue: true, verifiedBusinesses: 1, seed: seedProducts, plugin }, (shop) => {
  const post =
    (path: string) =>
    (token: string, body: Record<string, unknown>, options: CallOptions = {}) =>
      shop.post<OrderAnswer>(path, { token, body: { shipping_address: GERMAN_ADDRESS, ...body }, ...options })
  const place = post(PATH)

  describe("as CSV", () => {
    it("orders the lines of a spreadsheet", async () => {
      const business = await shop.syncedBusiness("verified")
      const { status, body } = await place(business.token, {
        csv: '\uFEFFSKU;Title;Qty\r\n="BOLT-10";"Bolts; M10";40\r\n\r\nnut-20;Nuts;10\r\n;;\r\nBOLT-10;again;2\r\n',
      })

      expect({ status, body }).toMatchObject({ status: 201 })
      expect(linesOf(body.order)).toEqual([
        ["BOLT-10", 42],
        ["NUT-20", 10],
      ])
    })

    it("reports every invalid row by its number among the data rows", async () => {
      const business = await shop.syncedBusiness("verified")
      const { status, body } = await place(business.token, {
        csv: 'sku,quantity\nBOLT-10,1\n\nBOLT-10,"1,000"\nNO-SUCH,1\n,5\n,6\nNUT-20,1,000\nRARE-1,4\nNUT-20,\nNUT-20,ten\na\0b,1',
      })

      expect(status).toBe(400)
      expect(body.code).toBe("bulk_order_invalid")
      expect(errorsOf(body)).toEqual([
        [1, "BOLT-10", "invalid_quantity"],
        [2, "NO-SUCH", "unknown_sku"],
        [3, null, "unknown_sku"],
        [4, null, "unknown_sku"],
        [5, "NUT-20", "invalid_quantity"],
        [6, "RARE-1", "insufficient_stock"],
        [8, "NUT-20", "invalid_quantity"],
        [9, null, "unknown_sku"],
      ])
      expect(body.errors?.map(({ row }) => row)).toEqual([4, 5, 6, 7, 8, 9, 11, 12])
      expect(body.errors?.[0]).toMatchObject({ raw: 'BOLT-10,"1,000"', message: expect.stringContaining("1000 or 1") })
    })

    it("reports the outcome of each row, for orders and for carts", async () => {
      const business = await shop.syncedBusiness("verified")
      const csv =
        "Bestellung;;;\nPos.;Artikelnummer;Menge (Stk);Done\n10;BOLT-10;1,00;FALSE\n20;NUT-20;;TRUE\n;;;FALSE\n30;BOLT-10;2;\n;Summe;3;"
      const rows = {
        read: 5,
        ordered: 2,
        skipped: [
          { row: 4, raw: "20;NUT-20;;TRUE", reason: "no_quantity" },
          { row: 5, raw: ";;;FALSE", reason: "empty_tick_box" },
          { row: 7, raw: ";Summe;3;", reason: "total" },
        ],
      }
      const first = await place(business.token, { csv }, { headers: { "idempotency-key": "sheet-1" } })
      const again = await place(business.token, { csv }, { headers: { "idempotency-key": "sheet-1" } })
      const filled = await post(`${PATH}/cart`)(business.token, { csv })

      expect(first).toMatchObject({ status: 201, body: { rows } })
      expect(linesOf(first.body.order)).toEqual([["BOLT-10", 3]])
      expect(again).toMatchObject({ status: 200, body: { rows } })
      expect(filled).toMatchObject({ status: 201, body: { rows } })
      const { body } = await place(business.token, { items: [{ sku: "BOLT-10", quantity: 1 }] })
      expect(Object.keys(body)).toEqual(["order"])
    })

    it("reports ambiguous rows and orders none of them", async () => {
      const business = await shop.syncedBusiness("verified")
      const pasted = 'SKU\tDescription\tQty\nBOLT-10\t"single quote\t1\nNUT-20\tends with quote"\t2\nMADE-1\tno quote\t4'

      expect(await place(business.token, { csv: pasted })).toMatchObject({
        status: 400,
        body: { code: "invalid_request", errors: [{ row: 2, raw: 'BOLT-10\t"single quote\t1\nNUT-20\tends with quote"\t2' }] },
      })
      const csv = "SKU,Quantity,Order quantity\nBOLT-10,500,3"
      expect(await place(business.token, { csv })).toMatchObject({
        status: 400,
        body: { code: "invalid_request", errors: [{ field: "quantity", candidates: ["Quantity", "Order quantity"] }] },
      })
      for (const csv_columns of [{ quantity: "order QUANTITY" }, { sku: 1, quantity: 3 }]) {
        const { status, body } = await place(business.token, { csv, csv_columns })
        expect({ status, body }).toMatchObject({ status: 201 })
        expect(linesOf(body.order)).toEqual([["BOLT-10", 3]])
      }
    })

    it.each<[string, Record<string, unknown>]>([
      ["a missing heading", { sku: "SKU", quantity: "Menge" }],
      ["a missing column", { sku: 1, quantity: 9 }],
      ["the same column twice", { sku: 1, quantity: 1 }],
      ["column 0", { sku: 0, quantity: 1 }],
      ["no column", {}],
      ["an unknown field", { sku: 1, price: 2 }],
      ["another type", { sku: [1] }],
    ])("refuses csv_columns with %s", async (_, csv_columns) => {
      const business = await shop.syncedBusiness("verified")

      expect(await place(business.token, { csv: "SKU,Qty\nBOLT-10,1", csv_columns })).toMatchObject({
        status: 400,
        body: { code: "invalid_request" },
      })
    })

    it.each([
      ["an empty text", "", "invalid_request"],
      ["unknown headings", "a,b\n1,2x", "invalid_request"],
      ["an unclosed quote", 'sku,quantity\n"BOLT-10,1', "invalid_request"],
      ["too many rows", `sku,quantity\n${"BOLT-10,1\n".repeat(1001)}`, "too_many_lines"],
    ])("refuses %s", async (_, csv, code) => {
      const business = await shop.syncedBusiness("verified")

      expect(await place(business.token, { csv })).toMatchObject({ status: 400, body: { code } })
    })

    it("refuses a CSV text that is too large", async () => {
      const business = await shop.syncedBusiness("verified")

      expect(await place(business.token, { csv: "x".repeat(10_000_000) })).toMatchObject({
        status: 413,
        body: { code: "payload_too_large" },
      })
    })

    it.each<[string, Record<string, unknown>]>([
      ["items and csv", { items: [{ sku: "BOLT-10", quantity: 1 }], csv: "sku,quantity\nBOLT-10,1" }],
      ["csv_columns without csv", { items: [{ sku: "BOLT-10", quantity: 1 }], csv_columns: { sku: 1, quantity: 2 } }],
      ["csv and from_order_id", { csv: "sku,quantity\nBOLT-10,1", from_order_id: "order_1" }],
      ["an order without a source of lines", {}],
      ["another type", { csv: ["sku,quantity"] }],
    ])("refuses %s", async (_, body) => {
      const business = await shop.syncedBusiness("verified")

      expect(await place(business.token, body)).toMatchObject({ status: 400, body: { code: "invalid_request" } })
    })

    it("never crashes on a CSV text, whatever it contains", async () => {
      const business = await shop.syncedBusiness("verified")
      const piece = fc.oneof(
        fc.constantFrom(
          "sku",
          "quantity",
          "BOLT-10",
          ",",
          ";",
          "\t",
          "\n",
          "\r\n",
          '"',
          "=",
          "'",
          "\uFEFF",
          "1",
          "999999999",
          "\0",
          "\ud800",
          "%",
          "\\",
          "$1"
        ),
        fc.string({ unit: "binary", maxLength: 5 })
      )
      const rows = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(""))

      await fc.assert(
        fc.asyncProperty(
          fc.oneof(
            rows,
            rows.map((text) => `sku,quantity\nZZZ,1\n${text}`)
          ),
          async (csv) => {
            const { status } = await place(business.token, { csv })
            expect([201, 400]).toContain(status)
          }
        ),
        { numRuns: 60 }
      )
    })
  })

  describe("by SKU", () => {
    it("prefers an exact match of a SKU and otherwise ignores case", async () => {
      const business = await shop.syncedBusiness("verified")
      const { status, body } = await place(business.token, {
        items: [
          { sku: "Twin-7", quantity: 1 },
          { sku: "TWIN-7", quantity: 2 },
          { sku: " mixed-8 ", quantity: 3 },
          { sku: "bolt-10", quantity: 4 },
          { sku: "BOLT-10", quantity: 5 },
        ],
      })

      expect({ status, body }).toMatchObject({ status: 201 })
      expect(linesOf(body.order)).toEqual([
        ["BOLT-10", 9],
        ["MiXeD-8", 3],
        ["TWIN-7", 2],
        ["Twin-7", 1],
      ])
    })

    it("refuses to choose between SKUs that differ in case only", async () => {
      const business = await shop.syncedBusiness("verified")
      const { body } = await place(business.token, { items: [{ sku: "twin-7", quantity: 1 }] })

      expect(body.errors).toEqual([
        {
          index: 0,
          sku: "twin-7",
          code: "unknown_sku",
          suggestions: ["TWIN-7", "Twin-7"],
          message: expect.stringContaining("exactly"),
        },
      ])
    })

    it("ignores the case of non-English letters in any database", async () => {
      const business = await shop.syncedBusiness("verified")
      const skus = ["äöü-1", "STRAßE-1", "STRASSE-1", "kit-i", "kıt-i", "KİT-I"]
      const { body } = await place(business.token, { items: skus.map((sku) => ({ sku, quantity: 1 })) })

      expect(errorsOf(body)).toEqual([
        [2, "STRASSE-1", "unknown_sku"],
        [4, "kıt-i", "unknown_sku"],
        [5, "KİT-I", "unknown_sku"],
      ])
    })

    it("matches texts that look the same to people, however the catalogue and the caller write them", async () => {
      const business = await shop.syncedBusiness("verified")
      // Inserted into the database directly, as an import does, so that no event announces it.
      await shop.rows(
        `INSERT INTO product_variant (id, title, sku, product_id, manage_inventory)
         SELECT 'variant_odd_' || n, 'Odd', odd.sku, v.product_id, false
         FROM unnest(?::text[]) WITH ORDINALITY AS odd(sku, n), product_variant v WHERE v.sku = 'PACKS-1'`,
        [["БОЛТ-1", "ENDS-1\r\n", "ENDS-2\u00A0", "M10-25", "10²", "10\u00A0-\u00A030", "AB-7", "AB7", "bolt-10 "]]
      )
      const skus = [
        "болт-1",
        "ends-1",
        "ENDS 2",
        "m10\u201325",
        "10-30",
        "ＢＯＬＴ－１０",
        "M102-5",
        "M1025",
        "102",
        "ab 7",
        "Draft1",
        "draft-1",
      ]
      const { body } = await shop.post<PreviewAnswer>(`${PATH}/preview`, {
        token: business.token,
        body: { shipping_address: GERMAN_ADDRESS, items: skus.map((sku) => ({ sku, quantity: 1 })) },
      })

      expect(body.lines.map(({ sku, variant_id }) => (variant_id ? sku : null))).toEqual([
        "БОЛТ-1",
        "ENDS-1\r\n",
        "ENDS-2\u00A0",
        "M10-25",
        "10\u00A0-\u00A030",
        null,
        null,
        null,
        null,
        null,
        null,
        null,
      ])
      expect(body.lines.slice(5).map(({ errors }) => errors[0].suggestions)).toEqual([
        ["BOLT-10", "bolt-10 "],
        ["M10-25"],
        ["M10-25"],
        ["10²"],
        ["AB-7", "AB7"],
        [],
        [],
      ])
      expect(body.lines[7].errors[0].message).toBe('There is no such product. One SKU is like "M1025": "M10-25" differs in dashes.')
      expect(body.lines[9].errors[0].message).toContain('"AB7" differs in the case of letters and in blanks.')

      await changeSku(shop, "AB-7", "AB-8")
      await unpublishProduct(shop, "ÄÖÜ-1")
      const refused = await place(business.token, { items: ["ab-7", "ab8", "ÄÖÜ-1", "äöü-1"].map((sku) => ({ sku, quantity: 10 })) })
      expect(errorsOf(refused.body)?.map(([index, , code]) => [index, code])).toEqual([
        [0, "no_price"],
        [1, "no_price"],
        [2, "unknown_sku"],
        [3, "unknown_sku"],
      ])
    })

    it("suggests similar SKUs, but never products that the caller may not see", async () => {
      const business = await shop.syncedBusiness("verified")
      const skus = ["BOLT-1O", "blot-10", "NUT", "DRAFT-2", "ELSEWHERE-2", "draft-1", "SOMETHING-ELSE", "%", "_".repeat(255)]
      const { body } = await place(business.token, { items: skus.map((sku) => ({ sku, quantity: 1 })) })

      expect(body.errors?.map(({ sku, suggestions }) => [sku, suggestions])).toEqual([
        ["BOLT-1O", ["BOLT-10"]],
        ["blot-10", ["BOLT-10"]],
        ["NUT", ["NUT-20"]],
        ["DRAFT-2", []],
        ["ELSEWHERE-2", []],
        ["draft-1", []],
        ["SOMETHING-ELSE", []],
        ["%", []],
        ["_".repeat(255), []],
      ])
    })

    it("suggests from a hundred thousand SKUs, even for a thousand unknown ones", async () => {
      const business = await shop.syncedBusiness("verified")
      await shop.rows(
        `INSERT INTO product_variant (id, title, sku, product_id, manage_inventory)
         SELECT 'variant_many_' || n, 'Many', 'SKU-' || lpad(n::text, 6, '0'), v.product_id, false
         FROM generate_series(0, 99999) n, product_variant v WHERE v.sku = 'PACKS-1'`
      )
      const suggested = async (skus: string[]) => {
        const { body } = await place(business.token, { items: skus.map((sku) => ({ sku, quantity: 1 })) })
        return body.errors?.map(({ suggestions }) => suggestions?.[0])
      }

      expect(await suggested(["SKU-09999O", "SKU-O99990", "SKU-0999990", "SKU-X"])).toEqual([
        "SKU-099990",
        "SKU-099990",
        "SKU-099999",
        undefined,
      ])
      const many = Array.from({ length: 1000 }, (_, index) => `SKU-0${String(index * 7).padStart(4, "0")}O`)
      const found = await suggested(many)
      expect(found?.slice(0, 200)).toEqual(many.slice(0, 200).map((sku) => sku.replace("O", "0")))
    })

    it("reports a thousand unknown SKUs at once", async () => {
      const business = await shop.syncedBusiness("verified")
      const items = Array.from({ length: 1000 }, (_, index) => ({ sku: `BOLT-${index + 1000}`, quantity: 1 }))
      const { status, body } = await place(business.token, { items })

      expect(status).toBe(400)
      expect(body.errors).toHaveLength(1000)
      expect(body.errors?.[0].suggestions).toEqual(["BOLT-10"])
    })
  })

  describe("quantities", () => {
    it("follow the shop's rules, those of the variant before those of the product", async () => {
      const business = await shop.syncedBusiness("verified")
      const answers = [9, 12, 105].map(async (quantity) => {
        const { body } = await place(business.token, { items: [{ sku: "PACKS-1", quantity }] })
        return body.errors?.map(({ code, message }) => [code, message])
      })

      expect(await Promise.all(answers)).toEqual([
        [["below_minimum", "At least 10 must be ordered."]],
        [["not_a_multiple", "The quantity must be a multiple of 5."]],
        [["above_maximum", "At most 100 can be ordered."]],
      ])
      expect(await place(business.token, { items: [{ sku: "PACKS-1", quantity: 100 }] })).toMatchObject({ status: 201 })
    })

    it("are checked for the sum of a product's lines", async () => {
      const business = await shop.syncedBusiness("verified")

      expect(await place(business.token, { csv: "sku,quantity\nPACKS-1,7\npacks-1,8" })).toMatchObject({ status: 201 })
    })

    it("are unlimited if the rules are invalid", async () => {
      const business = await shop.syncedBusiness("verified")

      expect(await place(business.token, { items: [{ sku: "ODD-1", quantity: 3 }] })).toMatchObject({ status: 201 })
    })
  })

  describe("lines of an earlier order", () => {
    const items = [
      { sku: "BOLT-10", quantity: 3 },
      { sku: "PACKS-1", quantity: 15 },
    ]

    it("are ordered again", async () => {
      const business = await shop.syncedBusiness("verified")
      const first = await place(business.token, { items })
      const again = await place(business.token, { from_order_id: first.body.order.id })

      expect(again).toMatchObject({ status: 201 })
      expect(again.body.order.id).not.toBe(first.body.order.id)
      expect(linesOf(again.body.order)).toEqual(linesOf(first.body.order))
    })

    it("are reported if they are no longer sold", async () => {
      const business = await shop.syncedBusiness("verified")
      const { body: first } = await place(business.token, { items })
      await shop.container.resolve(Modules.PRODUCT).softDeleteProductVariants([shop.catalogue.variantIds["BOLT-10"]])
      const { status, body } = await place(business.token, { from_order_id: first.order.id })

      expect(status).toBe(400)
      expect(body.errors).toMatchObject([{ sku: "BOLT-10", code: "unknown_sku", message: expect.stringContaining("not sold any more") }])
    })

    it("come only from the customer's own orders", async () => {
      const owner = await shop.syncedBusiness("verified")
      const business = await shop.syncedBusiness("verified", { company: "Oak GmbH" })
      const { body: first } = await place(owner.token, { items })

      for (const from_order_id of [first.order.id, "order_none"]) {
        expect(await place(business.token, { from_order_id })).toMatchObject({
          status: 404,
          body: { type: "not_found", code: "not_found" },
        })
      }
    })
  })

  describe(`POST ${PATH}/cart`, () => {
    const fill = post(`${PATH}/cart`)

    it("fills one of the customer's carts at their prices", async () => {
      const business = await shop.syncedBusiness("verified")
      const { status, body } = await fill(business.token, {
        csv: "sku,quantity\nBOLT-10,4\nMADE-1,2\nbolt-10,1",
        purchase_order_number: "PO-1",
      })

      expect({ status, body }).toMatchObject({ status: 201 })
      expect(linesOf(body.cart)).toEqual([
        ["BOLT-10", 5],
        ["MADE-1", 2],
      ])
      expect(body.cart.items.find(({ variant_sku }) => variant_sku === "BOLT-10")?.unit_price).toBe(BUSINESS_BOLT_PRICE)
      expect(body.cart).toMatchObject({
        customer_id: business.id,
        email: business.customer.email,
        region_id: shop.catalogue.regionId,
        sales_channel_id: shop.salesChannelId,
        completed_at: null,
        shipping_address: { city: "Berlin" },
        shipping_methods: [],
        metadata: { purchase_order_number: "PO-1", company_name: "Cedar GmbH", tax_id: "DE123456789" },
      })
    })

    it("admits every business, verified or not, without a way to pay on account", async () => {
      const pending = await shop.syncedBusiness("pending")
      await removePaymentProviders(shop)

      expect(await place(pending.token, { items: [{ sku: "BOLT-10", quantity: 1 }] })).toMatchObject({
        status: 403,
        body: { code: "verification_pending" },
      })
      expect(await fill(pending.token, { items: [{ sku: "BOLT-10", quantity: 1 }] })).toMatchObject({ status: 201 })
    })

    it("uses the chosen shipping option", async () => {
      const business = await shop.syncedBusiness("pending")
      const { expressShippingOptionId } = shop.catalogue
      const { body } = await fill(business.token, {
        items: [{ sku: "BOLT-10", quantity: 1 }],
        shipping_option_ids: [expressShippingOptionId],
      })

      expect(body.cart.shipping_methods).toMatchObject([{ shipping_option_id: expressShippingOptionId }])
    })

    it("checks the lines as an order does and leaves nothing behind after a refusal", async () => {
      const business = await shop.syncedBusiness("pending")
      const { status, body } = await fill(business.token, {
        items: [
          { sku: "RARE-1", quantity: 4 },
          { sku: "PACKS-1", quantity: 1 },
          { sku: "GONE", quantity: 1 },
        ],
      })

      expect({ status, code: body.code }).toEqual({ status: 400, code: "bulk_order_invalid" })
      expect(errorsOf(body)).toEqual([
        [0, "RARE-1", "insufficient_stock"],
        [1, "PACKS-1", "below_minimum"],
        [2, "GONE", "unknown_sku"],
      ])
      const refused = await fill(business.token, { items: [{ sku: "BOLT-10", quantity: 1 }], shipping_option_ids: ["so_none"] })
      expect(refused).toMatchObject({ status: 400, body: { code: "invalid_request" } })
      expect(await shop.rows("SELECT id FROM cart WHERE deleted_at IS NULL")).toEqual([])
      expect(await shop.rows("SELECT id FROM cart_address WHERE deleted_at IS NULL")).toEqual([])
    })
  })

  describe(`POST ${PATH}/preview`, () => {
    const preview = (token: string, body: Record<string, unknown>) =>
      shop.post<PreviewAnswer>(`${PATH}/preview`, { token, body: { shipping_address: GERMAN_ADDRESS, ...body } })

    it("returns the order's totals and writes nothing", async () => {
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
      const business = await shop.syncedBusiness("verified")
      await shop.writtenBack(business.user, { isVerified: true })
      const request = { csv: "sku;quantity\nBOLT-10;40\nNUT-20;7\nbolt-10;2", purchase_order_number: "PO-4711" }
      // Pending notifications about the business would change the database meanwhile.
      await notificationsSettled(shop)
      const before = await checksumsOf(shop)
      const { status, body } = await preview(business.token, request)

      expect(await checksumsOf(shop)).toEqual(before)
      expect(status).toBe(200)
      expect(Object.keys(body).sort()).toEqual([
        "currency_code",
        "lines",
        "rows",
        "shipping_total",
        "subtotal",
        "tax_total",
        "total",
        "valid",
      ])
      expect(body.lines).toEqual([
        {
          index: 0,
          sku: "BOLT-10",
          variant_id: shop.catalogue.variantIds["BOLT-10"],
          title: "Bolts",
          variant_title: "One",
          quantity: 42,
          unit_price: BUSINESS_BOLT_PRICE,
          total: expect.any(Number),
          available: 42,
          rows: [2, 4],
          errors: [],
        },
        expect.objectContaining({ index: 1, sku: "NUT-20", quantity: 7, unit_price: 2.5, available: 7, errors: [] }),
      ])
      expect(body).toMatchObject({ currency_code: "eur", valid: true })

      const { body: ordered } = await place(business.token, request)
      for (const amount of ["subtotal", "tax_total", "shipping_total", "total"] as const) {
        expect([amount, body[amount]]).toEqual([amount, ordered.order[amount]])
      }
      expect(body.lines.reduce((sum, { total }) => sum + (total ?? 0), body.shipping_total)).toBeCloseTo(body.total, 6)
    })

    it("reports invalid lines and totals the valid ones", async () => {
      const business = await shop.syncedBusiness("pending")
      const { status, body } = await preview(business.token, {
        csv: "sku,quantity\nMADE-1,2\nBOLT-1O,1\nRARE-1,5\nPACKS-1,12\nUNPRICED-1,1\nNUT-20,x\n,1",
      })

      expect(status).toBe(200)
      expect(
        body.lines.map(({ index, sku, quantity, unit_price, available, errors }) => [
          index,
          sku,
          quantity,
          unit_price,
          available,
          errors[0]?.code,
        ])
      ).toEqual([
        [0, "MADE-1", 2, 7, 2, undefined],
        [1, "BOLT-1O", 1, null, 0, "unknown_sku"],
        [2, "RARE-1", 5, 50, 3, "insufficient_stock"],
        [3, "PACKS-1", 12, 1, 12, "not_a_multiple"],
        [4, "UNPRICED-1", 1, null, 1, "no_price"],
        [5, "NUT-20", null, null, 0, "invalid_quantity"],
        [6, null, null, null, 0, "unknown_sku"],
      ])
      expect(body.lines[1].errors[0].suggestions).toEqual(["BOLT-10"])
      expect(body.rows).toEqual({ read: 7, ordered: 1, skipped: [] })
      expect(body.lines.slice(1).every(({ total }) => total === null)).toBe(true)
      expect(body.valid).toBe(false)
      expect(body.total).toBeCloseTo((14 + 9.9) * 1.19, 6)
    })

    it("returns no totals if every line is invalid", async () => {
      const business = await shop.syncedBusiness("pending")
      const { status, body } = await preview(business.token, { items: [{ sku: "GONE", quantity: 1 }] })

      expect(status).toBe(200)
      expect(body).toMatchObject({ subtotal: 0, tax_total: 0, shipping_total: 0, total: 0, currency_code: "eur", valid: false })
    })

    it("reports invalid lines even if the others cannot be delivered", async () => {
      const business = await shop.syncedBusiness("verified")
      await removeShippingOptions(shop)
      const good = { sku: "BOLT-10", quantity: 1 }
      const bad = { sku: "GONE", quantity: 1 }

      expect(await preview(business.token, { items: [good] })).toMatchObject({ status: 400, body: { code: "no_shipping_option" } })
      const { status, body } = await preview(business.token, { items: [good, bad] })
      expect(status).toBe(200)
      expect(body).toMatchObject({ subtotal: 0, tax_total: 0, shipping_total: 0, total: 0, valid: false })
      expect(body.lines.map(({ sku, total, errors }) => [sku, total, errors.map(({ code }) => code)])).toEqual([
        ["BOLT-10", null, []],
        ["GONE", null, ["unknown_sku"]],
      ])
    })

    it("returns the reason if the shop's own hook refuses", async () => {
      const business = await shop.syncedBusiness("verified")
      const pricing = jest.spyOn(shop.container.resolve(Modules.PRICING), "calculatePrices")
      pricing.mockRejectedValue(new MedusaError(MedusaError.Types.NOT_ALLOWED, "Not today."))
      const answer = await preview(business.token, { items: [{ sku: "BOLT-10", quantity: 1 }] })
      pricing.mockRestore()

      expect(answer).toMatchObject({ status: 400, body: { code: "invalid_request", message: "Not today." } })
    })

    it("is refused wherever an order is refused, except for invalid lines", async () => {
      const business = await shop.syncedBusiness("verified")
      const individual = await shop.synced()
      const items = [{ sku: "BOLT-10", quantity: 1 }]
      const refusals: [string, Record<string, unknown>, number, string][] = [
        [individual.token, { items }, 403, "business_account_required"],
        [business.token, { items, unit_price: 1 }, 400, "invalid_request"],
        [business.token, { items, shipping_address: { ...GERMAN_ADDRESS, country_code: "fr" } }, 400, "no_region"],
        [business.token, { items, shipping_option_ids: ["so_none"] }, 400, "invalid_request"],
        [business.token, { from_order_id: "order_none" }, 404, "not_found"],
      ]

      for (const [token, body, status, code] of refusals) {
        expect(await preview(token, body)).toMatchObject({ status, body: { code } })
      }
    })
  })

  describe(`GET ${PATH}/template.csv`, () => {
    it("returns a file that can be ordered unchanged", async () => {
      const business = await shop.syncedBusiness("pending")
      const { status, headers, body } = await shop.get<string>(`${PATH}/template.csv`, { token: business.token })

      expect(status).toBe(200)
      expect(headers.get("content-type")).toBe("text/csv; charset=utf-8")
      expect(headers.get("content-disposition")).toMatch(/^attachment; filename="[\w.-]+\.csv"$/)
      expect(body.split("\r\n")[0].replace("\uFEFF", "")).toBe("sku,quantity,title")
      expect(body.split("\r\n")).toHaveLength(7)
      const filled = await post(`${PATH}/cart`)(business.token, { csv: body })
      expect(filled).toMatchObject({ status: 201 })
      expect(linesOf(filled.body.cart)).toEqual([
        ["-2", 1],
        ["=1+1", 1],
        ["BOLT-10", 1],
        ["KIT-I", 1],
        ["MADE-1", 1],
      ])
    })

    it("guards cells that a spreadsheet would execute, and an order accepts the guarded ones", async () => {
      const business = await shop.syncedBusiness("verified")
      const { body } = await shop.get<string>(`${PATH}/template.csv`, { token: business.token })

      expect(body).toMatch(LATIN_1)
      expect(body).toContain("'=1+1,1,")
      expect(body).not.toMatch(/(^|,|\n)"?[=+\-@]/)
      expect(await place(business.token, { csv: "sku,quantity\n'=1+1,2\n'-2,3" })).toMatchObject({ status: 201 })
    })

    it("shows only products that the caller may see", async () => {
      const business = await shop.syncedBusiness("verified")
      await keepOnlySkus(shop, ["DRAFT-1", "ELSEWHERE-1", "RARE-1"])
      const { body } = await shop.get<string>(`${PATH}/template.csv`, { token: business.token })

      expect(body.trim().split("\r\n").slice(1)).toEqual(["RARE-1,1,Rare part"])
    })

    it("refuses an individual", async () => {
      const individual = await shop.synced()

      expect(await shop.get(`${PATH}/template.csv`, { token: individual.token })).toMatchObject({
        status: 403,
        body: { code: "business_account_required" },
      })
    })
  })

  describe("GET /admin/orders/bulk", () => {
    type Found = {
      orders: { id: string; purchase_order_number: string | null; company_name: string | null; total: number; confirmed: boolean | null }[]
      count: number
    }
    const find = (query: string) => shop.get<Found & ErrorAnswer>(`/admin/orders/bulk${query}`, { token: shop.admin.token })

    it("finds orders by purchase order number, company and tax id", async () => {
      const items = [{ sku: "MADE-1", quantity: 1 }]
      const cedar = await shop.syncedBusiness("verified")
      const oak = await shop.syncedBusiness("verified", { company: "Oak_100% ÖLMÜHLE", tax_id: "ATU99" })
      const { body: first } = await place(cedar.token, { items, purchase_order_number: "PO-4711" })
      const { body: second } = await place(oak.token, { items, purchase_order_number: "Заказ/7" })
      await shop.container.resolve(Modules.ORDER).createOrders({ currency_code: "eur", email: "po-4711@example.com" })

      const found = async (query: string) => {
        const { status, body } = await find(query)
        expect(status).toBe(200)
        return body.orders.map(({ id }) => id)
      }
      expect(await found("")).toEqual([second.order.id, first.order.id])
      expect(await found("?q=po-47")).toEqual([first.order.id])
      expect(await found("?q=cedar")).toEqual([first.order.id])
      expect(await found("?q=atu9")).toEqual([second.order.id])
      expect(await found("?q=k_100%25")).toEqual([second.order.id])
      expect(await found(`?q=${encodeURIComponent("ölmühle")}`)).toEqual([second.order.id])
      expect(await found(`?q=${encodeURIComponent("ЗАКАЗ")}`)).toEqual([second.order.id])
      expect(await found("?q=_")).toEqual([second.order.id])
      expect(await found("?q=%5C")).toEqual([])
      expect((await find("?limit=1&offset=1")).body).toMatchObject({
        orders: [
          {
            id: first.order.id,
            purchase_order_number: "PO-4711",
            company_name: "Cedar GmbH",
            tax_id: "DE123456789",
            total: first.order.total,
          },
        ],
        count: 2,
        limit: 1,
        offset: 1,
      })
    })

    it("reads no lines, however long the orders are", async () => {
      const business = await shop.syncedBusiness("verified")
      await place(business.token, { items: [{ sku: "MADE-1", quantity: 1 }] })
      const query = jest.spyOn(Client.prototype, "query")
      const { body } = await find("?q=cedar")
      const statements = query.mock.calls.map(([statement]) => JSON.stringify(statement))
      query.mockRestore()

      expect(body.count).toBe(1)
      expect(statements.filter((sql) => sql.includes("order_summary"))).not.toEqual([])
      expect(statements.filter((sql) => /order_(item|line_item)/.test(sql))).toEqual([])
    })

    it("confirms only orders that the plugin recorded, whatever an order's metadata claims", async () => {
      const business = await shop.syncedBusiness("verified")
      const orders = shop.container.resolve(Modules.ORDER)
      const metadata = { company_name: "Cedar GmbH", tax_id: "DE123456789" }
      const order = (changes: Record<string, unknown>) =>
        orders.createOrders({ currency_code: "eur", email: "guest@example.com", metadata, ...changes })
      const { body: own } = await place(business.token, { items: [{ sku: "MADE-1", quantity: 1 }] })
      const [individual, oak] = [await shop.synced(), await shop.syncedBusiness("verified", { company: "Oak GmbH" })]
      const guest = await order({})
      await order({ customer_id: individual.id })
      await order({ customer_id: oak.id })

      const { body } = await find("")
      expect(body.count).toBe(4)
      expect(body.orders.filter(({ confirmed }) => confirmed).map(({ id }) => id)).toEqual([own.order.id])
      expect((await find(`?id=${guest.id}`)).body).toMatchObject({ orders: [{ id: guest.id, confirmed: null, placed_by: null }], count: 1 })
    })

    it.each(["?limit=0", "?offset=-1", "?q=%00", "?status=open"])("refuses %s", async (query) => {
      expect(await find(query)).toMatchObject({ status: 400, body: { code: "invalid_request" } })
    })
  })

  describe("/store/saved-lists", () => {
    type Item = { sku?: string; variant_id?: string; quantity: number }
    type List = { id: string; name: string; item_count: number; items: Item[]; created_at: string; updated_at: string }
    const LISTS = "/store/saved-lists"
    const items = [
      { sku: "BOLT-10", quantity: 400 },
      { variant_id: "variant_gone", quantity: 2 },
    ]
    const save = (token: string, body: unknown) => shop.post<{ saved_list: List } & ErrorAnswer>(LISTS, { token, body })
    const change = (token: string, id: string, body: unknown) =>
      shop.post<{ saved_list: List } & ErrorAnswer>(`${LISTS}/${id}`, { token, body })
    const namesOf = async (token: string) =>
      (await shop.get<{ saved_lists: List[] }>(LISTS, { token })).body.saved_lists.map(({ name }) => name)

    it("keeps lists of a customer, with their lines as they were saved, until they are deleted", async () => {
      const { token } = await shop.syncedBusiness("pending")
      const { status, body } = await save(token, { name: " Monthly ", items })
      const { id } = body.saved_list

      expect(status).toBe(201)
      expect(body.saved_list).toEqual({
        id,
        name: "Monthly",
        item_count: 2,
        items,
        created_at: expect.any(String),
        updated_at: expect.any(String),
      })
      await save(token, { name: "zinc", items })
      await save(token, { name: "annual", items: [items[0]] })
      expect(await namesOf(token)).toEqual(["annual", "Monthly", "zinc"])
      expect((await shop.get(LISTS, { token })).body).toMatchObject({ count: 3 })
      expect((await shop.get<{ saved_list: List }>(`${LISTS}/${id}`, { token })).body).toEqual(body)

      expect(await change(token, id, { name: "monthly", items: [items[1]] })).toMatchObject({
        status: 200,
        body: { saved_list: { id, name: "monthly", item_count: 1, items: [items[1]] } },
      })
      expect(await shop.delete(`${LISTS}/${id}`, { token })).toMatchObject({
        status: 200,
        body: { id, object: "saved_list", deleted: true },
      })
      expect(await shop.delete(`${LISTS}/${id}`, { token })).toMatchObject({ status: 404, body: { code: "not_found" } })
      expect(await namesOf(token)).toEqual(["annual", "zinc"])
    })

    it("belong to their customer alone, to whom alone a name is taken", async () => {
      const owner = await shop.syncedBusiness("verified")
      const another = await shop.syncedBusiness("verified")
      const { id } = (await save(owner.token, { name: "Monthly", items })).body.saved_list

      expect((await save(another.token, { name: "Monthly", items })).status).toBe(201)
      for (const asked of [
        await shop.get(`${LISTS}/${id}`, { token: another.token }),
        await change(another.token, id, { name: "Mine" }),
        await shop.delete(`${LISTS}/${id}`, { token: another.token }),
        await shop.get(`${LISTS}/slist_%00`, { token: owner.token }),
      ]) {
        expect(asked).toMatchObject({ status: 404, body: { code: "not_found" } })
      }
      expect(await namesOf(owner.token)).toEqual(["Monthly"])
    })

    it("have names that differ in more than case and blanks, however many requests come at once", async () => {
      const { token } = await shop.syncedBusiness("verified")
      const names = ["Monthly list", "MONTHLY LIST", "monthly  list", "Monthly list", "monthly LIST"]
      const statuses = (await Promise.all(names.map((name) => save(token, { name, items })))).map(({ status }) => status)

      expect(statuses.toSorted()).toEqual([201, 409, 409, 409, 409])
      const { id } = (await save(token, { name: "Weekly", items })).body.saved_list
      expect(await change(token, id, { name: "monthly list" })).toMatchObject({ status: 409, body: { code: "name_taken" } })
    })

    it("are at most a hundred, however many requests come at once", async () => {
      const { id, token } = await shop.syncedBusiness("verified")
      await fillSavedLists(shop, id, 98)
      const answers = await Promise.all([1, 2, 3, 4].map((number) => save(token, { name: `New ${number}`, items })))

      expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 201, 409, 409])
      expect(answers.flatMap(({ status, body }) => (status === 409 ? [body.code] : []))).toEqual(["limit_reached", "limit_reached"])
    })

    it("are not changed by somebody who has not seen their last change", async () => {
      const { token } = await shop.syncedBusiness("verified")
      const { id, updated_at } = (await save(token, { name: "Monthly", items })).body.saved_list
      const seen = { expected_updated_at: updated_at }

      expect((await change(token, id, { items: [items[0]], ...seen })).status).toBe(200)
      expect(await change(token, id, { items: [items[1]], ...seen })).toMatchObject({ status: 409, body: { code: "saved_list_changed" } })
    })

    it.each([
      ["no name", { items }],
      ["a blank name", { name: " ", items }],
      ["a long name", { name: "x".repeat(101), items }],
      ["no lines", { name: "A", items: [] }],
      ["a line with two names", { name: "A", items: [{ sku: "A", variant_id: "B", quantity: 1 }] }],
      ["a quantity of 0", { name: "A", items: [{ sku: "A", quantity: 0 }] }],
      ["a price", { name: "A", items: [{ sku: "A", quantity: 1, unit_price: 1 }] }],
      ["another customer", { name: "A", items, customer_id: "cus_1" }],
    ])("are refused with %s", async (_what, body) => {
      const { token } = await shop.syncedBusiness("verified")
      expect(await save(token, body)).toMatchObject({ status: 400, body: { code: "invalid_request" } })
    })

    it("have no more lines than an order", async () => {
      const { token } = await shop.syncedBusiness("verified")
      const many = Array.from({ length: 1001 }, (_, number) => ({ sku: `S-${number}`, quantity: 1 }))
      expect(await save(token, { name: "Many", items: many })).toMatchObject({ status: 400, body: { code: "too_many_lines" } })
    })
  })
})
