import { readOrderLines } from "../read-order-lines"
import { isReadBack, writeTemplate } from "../write-template"
import type { OrderVariant } from "../../../types"
import { toExamples } from "../../../workflows/write-bulk-order-template"

const variant = (sku: string, changes: Partial<OrderVariant> = {}): OrderVariant => ({
  id: `variant_${sku}`,
  sku,
  title: "One",
  product_title: "Bolts",
  price_set_id: "pset_1",
  manage_inventory: false,
  allow_backorder: false,
  requires_shipping: false,
  shipping_profile_id: null,
  inventory: [],
  quantity_rules: {},
  ...changes,
})

describe("writeTemplate", () => {
  it("writes a byte order mark and the fewest units that can be ordered", () => {
    const packs = variant("PACKS-1", { product_title: 'Größe "M", in packs', quantity_rules: { min_quantity: 12, quantity_increment: 5 } })

    expect(writeTemplate([variant("BOLT-10"), packs])).toBe(
      '\uFEFFsku,quantity,title\r\nBOLT-10,1,Bolts\r\nPACKS-1,15,"Größe ""M"", in packs"\r\n'
    )
  })

  it("tells two sizes of one product apart", () => {
    const sizes = ["41", "42"].map((title) => variant(`BOOT-${title}`, { title, product_title: "Boot" }))

    expect(writeTemplate([...sizes, variant("BOLT-10")])).toBe(
      '\uFEFFsku,quantity,title\r\nBOOT-41,1,"Boot, 41"\r\nBOOT-42,1,"Boot, 42"\r\nBOLT-10,1,Bolts\r\n'
    )
  })

  it("writes only headings if there is nothing to order", () => {
    expect(writeTemplate([])).toBe("\uFEFFsku,quantity,title\r\n")
  })

  it.each(["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://evil.example","a")', "=cmd|' /C calc'!A0"])(
    "keeps spreadsheets from running %s, and reads it back",
    (text) => {
      const csv = writeTemplate([variant(text, { product_title: text })])

      expect(csv).not.toMatch(/(^|[,\n\uFEFF])"?[=+\-@]/)
      expect(readOrderLines(csv, { maxLines: 10 }).lines).toMatchObject([{ sku: text, quantity: 1 }])
    }
  )

  it.each([";", "\t", "\n", "\r\n", ';"', "; "])("keeps spreadsheets from running a formula after %j, wherever they split", (separator) => {
    const csv = writeTemplate([variant("BOLT-10", { product_title: `Bolts${separator}=1+1` })])

    expect(csv).not.toMatch(/[;\t\r\n][\s"]*=/)
    expect(readOrderLines(csv, { maxLines: 10 }).lines).toMatchObject([{ sku: "BOLT-10", quantity: 1 }])
  })
})

describe("isReadBack", () => {
  it.each(["BOLT-10", "-1", "=1+1", '="0012"', 'BOLT "L", 10', "a;b", "Größe 7"])("returns true for %s", (sku) => {
    expect(isReadBack(variant(sku))).toBe(true)
  })

  it.each(["", " BOLT-10 ", "'=1+1", "a;=b", "x".repeat(256)])("returns false for %j", (sku) => {
    expect(isReadBack(variant(sku))).toBe(false)
  })
})

describe("toExamples", () => {
  const shared = [{ inventory_item_id: "iitem_1", required_quantity: 1, levels: [{ location_id: "sloc_1", available: 1 }] }]

  it("leaves out variants without an orderable quantity", () => {
    const many = variant("A-1", { quantity_rules: { min_quantity: 2_000_000_000 } })

    expect(toExamples({ variants: [many, variant("B-1")] }).map(({ sku }) => sku)).toEqual(["B-1"])
  })

  it("leaves out variants if earlier rows use up their stock", () => {
    const variants = ["C-1", "A-1", "B-1"].map((sku) => variant(sku, { manage_inventory: true, inventory: shared }))

    expect(toExamples({ variants: [...variants, variant("D-1")] }).map(({ sku }) => sku)).toEqual(["A-1", "D-1"])
  })
})
