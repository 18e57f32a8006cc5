import { toLines } from "../match-variants"
import { toPreview, withoutErrors } from "../to-preview"
import type { OrderLineError, OrderVariant } from "../../types"

const variant = (id: string): OrderVariant => ({
  id,
  sku: id.toUpperCase(),
  title: "One",
  product_title: id,
  price_set_id: `pset_${id}`,
  manage_inventory: true,
  allow_backorder: false,
  requires_shipping: true,
  shipping_profile_id: "sp_1",
  inventory: [{ inventory_item_id: `iitem_${id}`, required_quantity: 1, levels: [{ location_id: "sloc_1", available: 10 }] }],
  quantity_rules: {},
})

const lines = toLines(
  [
    { sku: "BOLT", quantity: 12 },
    { sku: "GONE", quantity: 1 },
    { sku: "NUT", quantity: 2 },
  ],
  [variant("bolt"), variant("nut")]
)

const errors: OrderLineError[] = [
  { index: 0, sku: "BOLT", code: "insufficient_stock", available: 10, message: "Only 10 available." },
  { index: 1, sku: "GONE", code: "unknown_sku", suggestions: [], message: "There is no such product." },
]

describe("toPreview", () => {
  it("shows what is known of lines with errors, and zero totals if no line can be ordered", () => {
    const preview = toPreview({ lines: lines.slice(0, 2), unit_prices: [3, null], errors, currency_code: "eur" })

    expect(preview).toEqual({
      lines: [
        {
          index: 0,
          sku: "BOLT",
          variant_id: "bolt",
          title: "bolt",
          variant_title: "One",
          quantity: 12,
          unit_price: 3,
          total: null,
          available: 10,
          errors: [errors[0]],
        },
        {
          index: 1,
          sku: "GONE",
          variant_id: null,
          title: null,
          variant_title: null,
          quantity: 1,
          unit_price: null,
          total: null,
          available: 0,
          errors: [errors[1]],
        },
      ],
      subtotal: 0,
      tax_total: 0,
      shipping_total: 0,
      total: 0,
      currency_code: "eur",
      valid: false,
    })
  })
})

describe("withoutErrors", () => {
  it("returns the lines without errors", () => {
    expect(withoutErrors(lines, errors).map(({ index }) => index)).toEqual([2])
  })
})
