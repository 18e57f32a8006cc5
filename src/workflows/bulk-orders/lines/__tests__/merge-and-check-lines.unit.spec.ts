import fc from "fast-check"
import { foldSku } from "../../../../modules/customer-role/look-alike-skus"
import { findBadLines } from "../bad-lines"
import { findBrokenRules, findRefusedLines, toPricedLines } from "../line-rules"
import { MAX_LINE_QUANTITY, toLines } from "../match-variants"
import { mergeLines } from "../merge-lines"
import { findUncoveredLines } from "../stock-cover"
import type { OrderLineInput, OrderVariant, VariantInventory } from "../../types"

const stocked = (inventory_item_id: string, available: number, required_quantity = 1): VariantInventory => ({
  inventory_item_id,
  required_quantity,
  levels: [{ location_id: "sloc_1", available }],
})

const variant = (id: string, changes: Partial<OrderVariant> = {}): OrderVariant => ({
  id,
  sku: id.toUpperCase(),
  title: "One",
  product_title: id,
  price_set_id: `pset_${id}`,
  manage_inventory: true,
  allow_backorder: false,
  requires_shipping: true,
  shipping_profile_id: "sp_1",
  inventory: [stocked(`iitem_${id}`, 10)],
  quantity_rules: {},
  ...changes,
})

const bolt = variant("bolt")
const nut = variant("nut")

describe("toLines", () => {
  it("never matches a line without a name to a variant without a SKU", () => {
    const nameless = [variant("blank", { sku: "" }), variant("bare", { sku: null })]

    expect(toLines([{ quantity: 1 }, { sku: "", quantity: 1 }], nameless)).toMatchObject([{ variant: null }, { variant: null }])
  })

  it("finds a variant without a SKU by its id", () => {
    const blank = variant("blank", { sku: "" })

    expect(toLines([{ variant_id: "blank", quantity: 1 }], [blank])).toMatchObject([{ variant: blank }])
  })

  it("prefers the variant id over the SKU", () => {
    expect(
      toLines(
        [
          { variant_id: "nut", sku: "BOLT", quantity: 1 },
          { variant_id: "gone", sku: "BOLT", quantity: 1 },
        ],
        [bolt, nut]
      )
    ).toMatchObject([{ variant: nut }, { variant: null }])
  })

  it("treats NaN and null as missing quantities", () => {
    const items = [{ sku: "BOLT", quantity: NaN }]
    const sent: OrderLineInput[] = JSON.parse(JSON.stringify(items))

    expect(findRefusedLines(toLines([...items, ...sent], [bolt]), [1, 1])).toMatchObject([
      { index: 0, code: "invalid_quantity" },
      { index: 1, code: "invalid_quantity" },
    ])
  })
})

describe("toLines by SKU", () => {
  const upper = variant("upper", { sku: "Bolt-10" })
  const lower = variant("lower", { sku: "bolt-10 " })

  it("ignores case and blanks around a SKU", () => {
    expect(toLines([{ sku: " BOLT-10", quantity: 1 }], [upper])).toMatchObject([{ sku: "Bolt-10", variant: upper }])
    expect(toLines([{ sku: "BOLT-10", quantity: 1 }], [lower])).toMatchObject([{ sku: "bolt-10 ", variant: lower }])
  })

  it("prefers an exact match, and matches none of several similar SKUs", () => {
    expect(
      toLines(
        [
          { sku: "Bolt-10", quantity: 1 },
          { sku: "BOLT-10", quantity: 1 },
        ],
        [upper, lower]
      )
    ).toMatchObject([{ variant: upper }, { sku: "BOLT-10", variant: null }])
  })
})

describe("toLines by a SKU that is almost right", () => {
  const dashed = variant("dashed", { sku: "AB-1" })
  const joined = variant("joined", { sku: "AB1" })
  const digits = variant("digits", { sku: "M10-25" })

  it("matches SKUs that look the same to a person, but never joins digits", () => {
    const skus = ["ab 1", "AB\u20131\u00A0", "m 10 - 25", "M1025", "M102-5", "M10 25"]
    const lines = toLines(
      skus.map((sku) => ({ sku, quantity: 1 })),
      [dashed, digits]
    )

    expect(lines.map((line) => line.variant?.id)).toEqual(["dashed", "dashed", "digits", undefined, undefined, undefined])
  })

  it("explains how ambiguous SKUs differ", () => {
    const [exact, line] = toLines(
      [
        { sku: "AB1", quantity: 1 },
        { sku: "ab1", quantity: 1 },
      ],
      [dashed, joined]
    )

    expect(exact.variant).toBe(joined)
    expect(line).toMatchObject({ sku: "ab1", variant: null })
    expect(line.problem?.message).toBe(
      'Several SKUs are like "ab1": "AB-1" differs in the case of letters and in dashes, "AB1" differs in the case of letters. Write the SKU exactly as it is.'
    )
  })

  it("matches nothing for the exact SKU of a hidden variant", () => {
    const items = [
      { sku: "ab-1", quantity: 1 },
      { sku: "AB-1", quantity: 1 },
      { sku: "Ab-1", quantity: 1 },
    ]

    expect(toLines(items, [dashed], ["ab-1"]).map((line) => line.variant?.id)).toEqual([undefined, "dashed", "dashed"])
  })

  it("matches only the exact SKU or a single equivalent one, in any catalogue", () => {
    const sku = fc.string({ unit: fc.constantFrom(..."aA1-2 /"), maxLength: 6 })
    fc.assert(
      fc.property(fc.uniqueArray(sku, { maxLength: 6 }), sku, fc.nat(6), (catalogue, asked, hidden) => {
        const variants = catalogue.slice(hidden).map((name, index) => variant(`v${index}`, { sku: name }))
        const [line] = toLines([{ sku: asked, quantity: 1 }], variants, catalogue.slice(0, hidden))
        const exact = variants.find((one) => one.sku && one.sku === asked)
        const isNamed = foldSku(asked) !== "" && !catalogue.slice(0, hidden).includes(asked)
        const alike = isNamed ? variants.filter((one) => foldSku(one.sku ?? "") === foldSku(asked)) : []
        expect(line.variant).toBe(exact ?? (alike.length === 1 ? alike[0] : null))
      }),
      {
        examples: [
          [[" "], "", 0],
          [[" "], " ", 0],
          [["-"], "/", 0],
        ],
      }
    )
  })
})

describe("toLines by SKU and variant id", () => {
  it("accepts two names of one variant, and reports names of different ones", () => {
    const items: OrderLineInput[] = [
      { variant_id: "bolt", sku: " bolt ", names_agree: true, quantity: 1 },
      { variant_id: "bolt", sku: "NUT", names_agree: true, quantity: 1 },
      { variant_id: "gone", sku: "NUT", names_agree: true, quantity: 1 },
    ]

    expect(findRefusedLines(toLines(items, [bolt, nut]), [1, 1, 1])).toEqual([
      { index: 1, sku: "NUT", code: "unknown_sku", message: expect.stringContaining("variant id") },
      { index: 2, sku: "NUT", code: "unknown_sku", message: "There is no such product." },
    ])
  })
})

describe("toPricedLines", () => {
  it("prices lines, even at zero, and leaves out lines without a price", () => {
    const lines = toLines(
      [
        { sku: "BOLT", quantity: 1 },
        { sku: "NUT", quantity: 2 },
        { sku: "NUT", quantity: 3 },
        { sku: "GONE", quantity: 1 },
      ],
      [bolt, nut]
    )

    expect(toPricedLines(lines, [0, null, 2.5, null]).map(({ index, unit_price }) => [index, unit_price])).toEqual([
      [0, 0],
      [2, 2.5],
    ])
  })
})

describe("mergeLines", () => {
  it("sums requests for the same variant at the place of the first", () => {
    const lines = mergeLines(
      [
        { sku: "NUT", quantity: 1 },
        { sku: "BOLT", quantity: 2 },
        { variant_id: "bolt", quantity: 3 },
        { sku: "BOLT", quantity: 4 },
      ],
      [bolt, nut]
    )

    expect(lines).toEqual([
      { index: 0, sku: "NUT", variant: nut, quantity: 1 },
      { index: 1, sku: "BOLT", variant: bolt, quantity: 9 },
    ])
  })

  it("merges lines with an unknown product only if they name it in the same way", () => {
    expect(
      mergeLines(
        [
          { sku: "GONE", quantity: 1 },
          { variant_id: "GONE", quantity: 1 },
          { sku: "GONE", quantity: 2 },
        ],
        []
      )
    ).toEqual([
      { index: 0, sku: "GONE", variant: null, quantity: 3 },
      { index: 1, sku: null, variant: null, quantity: 1 },
    ])
  })

  it.each([0, -1, 1.5, MAX_LINE_QUANTITY + 1, Number.MAX_SAFE_INTEGER + 2, 1e300, Infinity, NaN, null])(
    "reports the line with the quantity %p, not another of the same product",
    (quantity) => {
      const items = [
        { sku: "BOLT", quantity: 1 },
        { sku: "BOLT", quantity },
        { sku: "BOLT", quantity: 2 },
        { sku: "BOLT", quantity },
      ]
      const lines = mergeLines(items, [bolt])

      expect(lines.map((line) => [line.index, line.quantity])).toEqual([
        [0, 3],
        [1, null],
        [3, null],
      ])
      expect(findBadLines(lines, [1, null, null]).map(({ index, code }) => [index, code])).toEqual([
        [1, "invalid_quantity"],
        [3, "invalid_quantity"],
      ])
    }
  )

  it("leaves a line without a quantity if the sum is too large", () => {
    const [line] = mergeLines(
      [
        { sku: "BOLT", quantity: MAX_LINE_QUANTITY },
        { sku: "BOLT", quantity: 1 },
      ],
      [bolt]
    )

    expect(line.quantity).toBeNull()
  })

  it("merges SKUs that differ in case", () => {
    expect(
      mergeLines(
        [
          { sku: "bolt", quantity: 1 },
          { sku: "BOLT", quantity: 2 },
        ],
        [bolt]
      )
    ).toEqual([{ index: 0, sku: "BOLT", variant: bolt, quantity: 3 }])
  })

  it("never merges lines with a problem of their own", () => {
    const noName: OrderLineInput = { quantity: NaN, problem: { code: "unknown_sku", message: "No name." } }
    const noQuantity: OrderLineInput = { sku: "BOLT", quantity: NaN, problem: { code: "invalid_quantity", message: "No quantity." } }
    const lines = mergeLines([noName, noName, noQuantity, { sku: "BOLT", quantity: 2 }, noQuantity], [bolt])

    expect(findRefusedLines(lines, [null, null, null, 1, null])).toEqual([
      { index: 0, sku: null, code: "unknown_sku", message: "No name." },
      { index: 1, sku: null, code: "unknown_sku", message: "No name." },
      { index: 2, sku: "BOLT", code: "invalid_quantity", message: "No quantity." },
      { index: 4, sku: "BOLT", code: "invalid_quantity", message: "No quantity." },
    ])
  })

  it("drops a problem that does not apply to the merged line", () => {
    const gone: OrderLineInput = { sku: "BOLT", quantity: MAX_LINE_QUANTITY, problem: { code: "unknown_sku", message: "Gone." } }
    const lines = mergeLines([gone, gone], [bolt])

    expect(findRefusedLines(lines, [1])).toMatchObject([
      { index: 0, code: "invalid_quantity", message: expect.stringMatching(/whole number/) },
    ])
  })

  it("does not confuse SKUs with built-in property names", () => {
    expect(
      mergeLines(
        [
          { sku: "__proto__", quantity: 1 },
          { sku: "constructor", quantity: 1 },
        ],
        []
      )
    ).toHaveLength(2)
  })
})

describe("findRefusedLines", () => {
  const codesOf = (items: { sku: string; quantity: number }[], variants: OrderVariant[], prices: (number | null)[]) =>
    findRefusedLines(toLines(items, variants), prices).map(({ index, code }) => [index, code])

  it("returns the first reason for each line", () => {
    expect(
      codesOf(
        [
          { sku: "GONE", quantity: 0 },
          { sku: "BARE", quantity: 0 },
          { sku: "BOLT", quantity: 0 },
          { sku: "NUT", quantity: 1 },
          { sku: "NUT", quantity: 1 },
        ],
        [bolt, nut, variant("bare", { inventory: [] })],
        [null, null, null, null, 5]
      )
    ).toEqual([
      [0, "unknown_sku"],
      [1, "not_for_sale"],
      [2, "invalid_quantity"],
      [3, "no_price"],
    ])
  })

  it("accepts a price of zero", () => {
    expect(codesOf([{ sku: "BOLT", quantity: 1 }], [bolt], [0])).toEqual([])
  })

  it("refuses a backorder without a stock location in the channel", () => {
    const nowhere = variant("far", { allow_backorder: true, inventory: [{ inventory_item_id: "i", required_quantity: 1, levels: [] }] })

    expect(codesOf([{ sku: "FAR", quantity: 1 }], [nowhere], [5])).toEqual([[0, "not_for_sale"]])
  })
})

describe("findUncoveredLines", () => {
  const uncovered = (items: { sku: string; quantity: number }[], variants: OrderVariant[]) =>
    findUncoveredLines(mergeLines(items, variants)).map(({ index, available }) => ({ index, available }))

  it("returns how much can be ordered", () => {
    expect(
      uncovered(
        [
          { sku: "BOLT", quantity: 10 },
          { sku: "NUT", quantity: 11 },
        ],
        [bolt, nut]
      )
    ).toEqual([{ index: 1, available: 10 }])
  })

  it("lets kits and their parts share stock, in the order of the lines", () => {
    const kit = variant("kit", { inventory: [stocked("iitem_bolt", 10, 2), stocked("iitem_nut", 10, 1)] })

    expect(
      uncovered(
        [
          { sku: "BOLT", quantity: 5 },
          { sku: "KIT", quantity: 2 },
        ],
        [bolt, kit]
      )
    ).toEqual([])
    expect(
      uncovered(
        [
          { sku: "BOLT", quantity: 5 },
          { sku: "KIT", quantity: 3 },
        ],
        [bolt, kit]
      )
    ).toEqual([{ index: 1, available: 2 }])
    expect(
      uncovered(
        [
          { sku: "KIT", quantity: 6 },
          { sku: "BOLT", quantity: 1 },
        ],
        [bolt, kit]
      )
    ).toEqual([
      { index: 0, available: 5 },
      { index: 1, available: 0 },
    ])
  })

  it("counts only the location with the most stock", () => {
    const spread = variant("spread", {
      inventory: [
        {
          inventory_item_id: "i",
          required_quantity: 1,
          levels: [
            { location_id: "sloc_1", available: 4 },
            { location_id: "sloc_2", available: 6 },
          ],
        },
      ],
    })

    expect(uncovered([{ sku: "SPREAD", quantity: 7 }], [spread])).toEqual([{ index: 0, available: 6 }])
  })

  it("treats stock with more reserved than stocked as none", () => {
    expect(uncovered([{ sku: "OVER", quantity: 1 }], [variant("over", { inventory: [stocked("i", -3)] })])).toEqual([
      { index: 0, available: 0 },
    ])
  })

  it("ignores unmanaged variants and backorders", () => {
    const free = variant("free", { manage_inventory: false, inventory: [] })
    const later = variant("later", { allow_backorder: true, inventory: [stocked("i", 0)] })

    expect(
      uncovered(
        [
          { sku: "FREE", quantity: 99 },
          { sku: "LATER", quantity: 99 },
        ],
        [free, later]
      )
    ).toEqual([])
  })
})

describe("findBrokenRules", () => {
  const packs = variant("packs", { quantity_rules: { min_quantity: 10, max_quantity: 100, quantity_increment: 5 } })

  it.each([
    [9, "below_minimum", "At least 10 must be ordered."],
    [10, undefined, undefined],
    [12, "not_a_multiple", "The quantity must be a multiple of 5."],
    [100, undefined, undefined],
    [101, "above_maximum", "At most 100 can be ordered."],
  ])("checks the quantity %p against the rules: %s", (quantity, code, message) => {
    expect(findBrokenRules(toLines([{ sku: "PACKS", quantity }], [packs]))).toMatchObject(code ? [{ index: 0, code, message }] : [])
  })

  it("checks the sum of a product's lines", () => {
    const items = [
      { sku: "PACKS", quantity: 6 },
      { sku: "packs", quantity: 4 },
    ]

    expect(findBrokenRules(mergeLines(items, [packs]))).toEqual([])
  })
})

describe("findBadLines", () => {
  it("checks the merchant's rules before the price", () => {
    const packs = variant("packs", { quantity_rules: { min_quantity: 100 } })
    const lines = toLines(
      [
        { sku: "PACKS", quantity: 8 },
        { sku: "BOLT", quantity: 1 },
        { sku: "BOLT", quantity: 0 },
      ],
      [packs, bolt]
    )

    expect(findBadLines(lines, [null, null, null]).map(({ index, code }) => [index, code])).toEqual([
      [0, "below_minimum"],
      [1, "no_price"],
      [2, "invalid_quantity"],
    ])
  })

  it("returns each line once, in order, and gives refused lines no stock", () => {
    const packs = variant("packs", { quantity_rules: { min_quantity: 100 }, inventory: [stocked("iitem_bolt", 10)] })
    const lines = mergeLines(
      [
        { sku: "PACKS", quantity: 8 },
        { sku: "BOLT", quantity: 10 },
        { sku: "NUT", quantity: 11 },
        { sku: "GONE", quantity: 1 },
      ],
      [packs, bolt, nut]
    )

    expect(findBadLines(lines, [1, 1, 1, null]).map(({ index, code }) => [index, code])).toEqual([
      [0, "below_minimum"],
      [2, "insufficient_stock"],
      [3, "unknown_sku"],
    ])
  })
})
