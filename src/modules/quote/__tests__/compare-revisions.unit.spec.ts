import { compareRevisions } from "../compare-revisions"
import type { QuoteItemRecord, QuoteOffer } from "../types"

const item = (id: string, changes: Partial<QuoteItemRecord> = {}): QuoteItemRecord => ({
  id,
  position: 0,
  variant_id: `variant_${id}`,
  sku: id.toUpperCase(),
  title: `Part ${id}`,
  variant_title: null,
  quantity: 10,
  list_unit_price: 10,
  unit_price: 9,
  target_unit_price: null,
  is_tax_inclusive: false,
  note: null,
  ...changes,
})

const offer = (revision: number, total: number, items: QuoteItemRecord[]): QuoteOffer => ({
  id: `quorev_${revision}`,
  revision,
  company_name: "Cedar GmbH",
  tax_id: null,
  valid_until: null,
  total,
  message: null,
  created_at: new Date(0),
  items,
})

describe("compareRevisions", () => {
  it("finds added, removed and changed lines", () => {
    const first = offer(1, 270, [item("a"), item("b"), item("c")])
    const second = offer(2, 262.5, [item("d", { position: 7 }), item("c", { quantity: 5, unit_price: 8.5, note: "Express" }), item("a")])
    const { position, ...added } = item("d")
    const { position: _, ...removed } = item("b")

    expect(compareRevisions(first, second, "eur")).toEqual({
      from: 1,
      to: 2,
      currency_code: "eur",
      added: [added],
      removed: [removed],
      changed: [{ id: "c", title: "Part c", sku: "C", quantity: [10, 5], unit_price: [9, 8.5], note: [null, "Express"] }],
      total: [270, 262.5],
    })
  })

  it("ignores lines that only moved", () => {
    expect(compareRevisions(offer(0, 90, [item("a")]), offer(3, 90, [item("a", { position: 4 })]), "jpy")).toEqual({
      from: 0,
      to: 3,
      currency_code: "jpy",
      added: [],
      removed: [],
      changed: [],
      total: [90, 90],
    })
  })

  it("swaps added and removed lines when the revisions are swapped", () => {
    const first = offer(1, 90, [item("a"), item("b")])
    const second = offer(2, 80, [item("a", { unit_price: 8 }), item("c")])
    const there = compareRevisions(first, second, "eur")
    const back = compareRevisions(second, first, "eur")

    expect([back.added, back.removed, back.total]).toEqual([there.removed, there.added, [80, 90]])
    expect(back.changed).toEqual([{ id: "a", title: "Part a", sku: "A", unit_price: [8, 9] }])
  })

  it("shows a value that only one of the lines has", () => {
    const [change] = compareRevisions(offer(1, 0, [item("a", { note: "Zinc" })]), offer(2, 0, [item("a")]), "eur").changed

    expect(change).toEqual({ id: "a", title: "Part a", sku: "A", note: ["Zinc", null] })
  })
})
