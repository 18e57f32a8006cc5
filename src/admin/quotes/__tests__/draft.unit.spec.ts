import type { AdminQuote, QuoteItem } from "../../api/quote-types"
import {
  changedSince,
  clashes,
  discountOnAll,
  draftDifference,
  isEmpty,
  lineName,
  linesOf,
  merge,
  onlyExisting,
  toBody,
  valueOf,
  withChange,
  withoutDone,
} from "../draft"

const line = (id: string, change: Partial<QuoteItem> = {}): QuoteItem => ({
  id,
  variant_id: `variant_${id}`,
  sku: id,
  title: `Bolt ${id}`,
  variant_title: null,
  quantity: 10,
  list_unit_price: 0.15,
  unit_price: 0.15,
  target_unit_price: null,
  is_tax_inclusive: false,
  note: null,
  ...change,
})

const quoteOf = (items: QuoteItem[], change: Partial<AdminQuote> = {}): AdminQuote => ({
  id: "quo_1",
  number: "Q-000001",
  customer_id: "cus_1",
  customer: null,
  status: "requested",
  revision: 0,
  currency_code: "eur",
  region_id: null,
  company_name: "Cedar GmbH",
  tax_id: null,
  valid_until: null,
  draft_valid_until: null,
  total: null,
  internal_note: null,
  order_id: null,
  waiting_since: null,
  created_at: "2026-11-01T08:00:00.000Z",
  updated_at: "2026-11-01T08:00:00.000Z",
  items,
  offer: { revision: 0, valid_until: null, total: null, items: [line("a"), line("b")] },
  messages: [],
  revisions: [],
  timeline: [],
  ...change,
})

describe("changes to the draft of a quote", () => {
  it("become one, of which the later price counts", () => {
    const first = { lines: { a: { quantity: 5, unit_price: 1 } }, internal_note: "Old friend." }
    const second = { lines: { a: { discount_percentage: 10 }, b: { remove: true as const } }, added: [{ variant_id: "v", quantity: 1 }] }
    const both = merge(first, second)
    expect(both).toEqual({
      lines: { a: { quantity: 5, discount_percentage: 10 }, b: { remove: true } },
      added: [{ variant_id: "v", quantity: 1 }],
      internal_note: "Old friend.",
    })
    expect(toBody(both, "2026-11-01T08:00:00.000Z")).toEqual({
      items: [
        { id: "a", quantity: 5, discount_percentage: 10 },
        { id: "b", remove: true },
        { variant_id: "v", quantity: 1 },
      ],
      internal_note: "Old friend.",
      expected_updated_at: "2026-11-01T08:00:00.000Z",
    })
    expect([isEmpty({}), isEmpty(merge({}, {})), isEmpty(both), isEmpty({ valid_until: null })]).toEqual([true, true, false, false])
  })

  it("take a discount off every list price, and leave prices on request alone", () => {
    const quote = quoteOf([line("a", { list_unit_price: 2, unit_price: 1 }), line("b", { list_unit_price: null, unit_price: 7 })])
    const change = merge({ lines: { a: { quantity: 5, unit_price: 1 } } }, discountOnAll(quote.items, 12.5))
    expect(change.lines).toEqual({ a: { quantity: 5, discount_percentage: 12.5 } })
    expect(withChange(quote, change).items.map(({ unit_price }) => unit_price)).toEqual([1.75, 7])
  })

  it("write, change and remove the note on a line", () => {
    const quote = quoteOf([line("a", { note: "Galvanised" })])
    const change = merge({ lines: { a: { note: "Plain" } } }, { lines: { a: { quantity: 3 } } })
    expect(withChange(quote, change).items[0]).toMatchObject({ note: "Plain", quantity: 3 })
    expect(toBody({ lines: { a: { note: null } } }, quote.updated_at)).toMatchObject({ items: [{ id: "a", note: null }] })
    expect(withChange(quote, { lines: { a: { note: null } } }).items[0].note).toBeNull()
    expect(clashes(change, quote, quoteOf([line("a", { note: "Zinc", quantity: 10 })]))).toEqual([
      { field: "line_note", title: "Bolt a", theirs: "Zinc" },
    ])
  })

  it("remove a line whatever was changed in it before", () => {
    expect(merge({ lines: { a: { quantity: 5 } } }, { lines: { a: { remove: true } } }).lines).toEqual({ a: { remove: true } })
  })

  it("show at once in lines and total", () => {
    const shown = withChange(quoteOf([line("a"), line("b"), line("c", { unit_price: null })]), {
      lines: { a: { discount_percentage: 50 }, b: { unit_price: 0.1, quantity: 100 }, c: { remove: true } },
    })
    expect(shown.items.map(({ unit_price, quantity }) => [unit_price, quantity])).toEqual([
      [0.08, 10],
      [0.1, 100],
    ])
    expect(shown.total).toBe(10.8)
  })

  it("can be saved upon a change of somebody else that concerns something else", () => {
    const seen = quoteOf([line("a"), line("b")])
    const now = quoteOf([line("a", { note: "two weeks" }), line("b", { quantity: 80, unit_price: 0.12 })])
    expect(clashes({ lines: { a: { unit_price: 0.1 } } }, seen, now)).toEqual([])
    expect(clashes({ valid_until: "2026-12-31T22:59:59.000Z" }, seen, now)).toEqual([])
  })

  it("clash with another price, quantity, validity or note, and with a line that is gone", () => {
    const seen = quoteOf([line("a"), line("b"), line("c")])
    const now = quoteOf([line("a", { unit_price: 0.12 }), line("b", { quantity: 80 })], {
      draft_valid_until: "2027-01-01T00:00:00.000Z",
      internal_note: "Theirs.",
    })
    const change = {
      lines: { a: { discount_percentage: 5 }, b: { quantity: 20 }, c: { quantity: 2 } },
      valid_until: null,
      internal_note: "Mine.",
    }
    expect(clashes(change, seen, now)).toEqual([
      { field: "unit_price", title: "Bolt a", theirs: 0.12 },
      { field: "quantity", title: "Bolt b", theirs: 80 },
      { field: "line", title: "Bolt c", theirs: null },
      { field: "validity", title: "", theirs: "2027-01-01T00:00:00.000Z" },
      { field: "note", title: "", theirs: "Theirs." },
    ])
    expect(Object.keys(onlyExisting(change, now).lines ?? {})).toEqual(["a", "b"])
  })

  it("do not clash with themselves, and add no line twice, if the answer to a save got lost", () => {
    const seen = quoteOf([line("a"), line("b"), line("c")])
    const change = {
      lines: { a: { discount_percentage: 50, quantity: 5 }, b: { remove: true as const } },
      added: [
        { variant_id: "variant_d", quantity: 1 },
        { variant_id: "variant_d", quantity: 1 },
      ],
      valid_until: "2026-12-31T23:59:59+01:00",
      internal_note: "Mine.",
    }
    const saved = { draft_valid_until: "2026-12-31T22:59:59.000Z", internal_note: "Mine." }
    const now = quoteOf([line("a", { unit_price: 0.08, quantity: 5 }), line("c"), line("d", { quantity: 1 })], saved)
    expect(clashes(change, seen, now)).toEqual([])
    expect(withoutDone(change, seen, now)).toEqual({
      ...change,
      lines: { a: change.lines.a },
      added: [{ variant_id: "variant_d", quantity: 1 }],
    })
    expect(isEmpty(withoutDone({ added: change.added.slice(1) }, seen, now))).toBe(true)
  })

  it("are counted beside what the customer sees", () => {
    expect(draftDifference(quoteOf([line("a", { quantity: 11 }), line("c")]))).toEqual({ added: 1, removed: 1, changed: 1 })
    expect(draftDifference(quoteOf([line("a"), line("b")]))).toEqual({ added: 0, removed: 0, changed: 0 })
  })
})

describe("what a quote says", () => {
  const edited = { total: 1.4, offer: { revision: 1, valid_until: null, total: 1.5, items: [line("a", { unit_price: 0.15 })] } }

  it("is the draft while the shop can change it, and the last offer afterwards", () => {
    const sent = quoteOf([line("a", { unit_price: 0.14 })], { ...edited, status: "sent", revision: 1 })
    expect(linesOf(sent)).toEqual({ items: sent.items, total: 1.4 })
    expect(linesOf({ ...sent, status: "accepted" })).toEqual({ items: sent.offer.items, total: 1.5 })
  })

  it("is worth in a list what the customer has been offered, once there was an offer", () => {
    expect(valueOf({ ...edited, status: "requested" })).toBe(1.4)
    expect(valueOf({ ...edited, status: "sent" })).toBe(1.5)
    expect(valueOf({ ...edited, status: "accepted" })).toBe(1.5)
    expect(valueOf({ status: "expired", total: 1, offer: { total: null } })).toBeNull()
  })

  it("names a line by its variant, too, if that has a name", () => {
    expect(lineName({ title: "Bolt", variant_title: "M10" })).toBe("Bolt M10")
    expect(lineName({ title: "Bolt", variant_title: null })).toBe("Bolt")
  })

  it("puts a price on request again", () => {
    const quote = quoteOf([line("a", { list_unit_price: null, unit_price: 2 })])
    const changed = withChange(quote, { lines: { a: { unit_price: null } } })
    expect(changed.items[0]?.unit_price).toBeNull()
    expect(changed.total).toBeNull()
  })
})

describe("what has changed since an admin saw a quote", () => {
  const message = { id: "quomsg_1", author: "customer", author_id: null, text: "?", item_id: null, attachments: [] } as const

  it("counts lines, messages and another validity", () => {
    const seen = quoteOf([line("a"), line("b"), line("c")])
    const now = quoteOf([line("a", { quantity: 20 }), line("b"), line("d")], {
      messages: [{ ...message, attachments: [], created_at: "2026-11-02T08:00:00.000Z" }],
      draft_valid_until: "2026-12-31T22:59:59.000Z",
    })
    expect(changedSince(seen, now)).toEqual({ changed: 1, added: 1, removed: 1, messages: 1, validity: true })
  })

  it("is nothing if only the time differs", () => {
    const seen = quoteOf([line("a")])
    const nothing = { changed: 0, added: 0, removed: 0, messages: 0, validity: false }
    expect(changedSince(seen, { ...seen, updated_at: "2026-11-02T08:00:00.000Z" })).toEqual(nothing)
  })
})
