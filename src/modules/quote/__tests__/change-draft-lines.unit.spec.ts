import { changeLines } from "../change-draft-lines"
import type { QuoteItemRecord } from "../types"

const item = (id: string, changes: Partial<QuoteItemRecord> = {}): QuoteItemRecord => ({
  id,
  position: 0,
  variant_id: `variant_${id}`,
  sku: id.toUpperCase(),
  title: id,
  variant_title: null,
  quantity: 10,
  list_unit_price: 10,
  unit_price: 9,
  target_unit_price: null,
  is_tax_inclusive: false,
  note: "as it was",
  ...changes,
})

const DRAFT = [item("a"), item("b"), item("c")]

describe("changeLines", () => {
  it("returns only the changed lines with their new values", () => {
    expect(changeLines(DRAFT, { update: [{ id: "b", quantity: 3, unit_price: 7.5, note: null }] }, 2)).toEqual([
      item("b", { quantity: 3, unit_price: 7.5, note: null }),
    ])
  })

  it("puts a line without a list price on request again, and no other", () => {
    const unlisted = item("d", { list_unit_price: null })
    const change = { update: [{ id: "d", unit_price: null }], discount_percentage: 10 }
    expect(changeLines([unlisted], change, 2)).toEqual([item("d", { list_unit_price: null, unit_price: null })])
    expect(() => changeLines(DRAFT, { update: [{ id: "a", unit_price: null }] }, 2)).toThrow(
      "A has a list price. Send a unit_price or a discount."
    )
  })

  it("keeps values that the change does not mention", () => {
    expect(
      changeLines(
        DRAFT,
        {
          update: [
            { id: "a", quantity: 3 },
            { id: "c", note: "new" },
          ],
        },
        2
      )
    ).toEqual([item("a", { quantity: 3 }), item("c", { note: "new" })])
    expect(changeLines(DRAFT, {}, 2)).toEqual([])
  })

  it("applies the discount to the list prices of all existing lines without a price of their own", () => {
    const changes = {
      update: [
        { id: "a", unit_price: 9.5 },
        { id: "b", quantity: 2 },
      ],
      remove: ["c"],
      discount_percentage: 20,
    }
    expect(changeLines(DRAFT, changes, 2)).toEqual([item("a", { unit_price: 9.5 }), item("b", { quantity: 2, unit_price: 8 })])
  })

  it.each([[{ update: [{ id: "z", quantity: 1 }] }], [{ remove: ["a", "z"] }]])(
    "refuses lines that the draft does not have: %j",
    (changes) => {
      expect(() => changeLines(DRAFT, changes, 2)).toThrow("The draft has no line z. Load the quote again.")
    }
  )
})
