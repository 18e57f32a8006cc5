import type { QuoteItemRecord, QuoteOffer } from "./types"

/** A line that only one of the two revisions has. */
export type ComparedLine = Omit<QuoteItemRecord, "position">

/** The differences of a line that both revisions have, as pairs of before and after. Equal values are left out. */
export type ChangedLine = {
  id: string
  title: string
  sku: string | null
  quantity?: [from: number, to: number]
  /** `null`: the shop had set no price. */
  unit_price?: [from: number | null, to: number | null]
  note?: [from: string | null, to: string | null]
}

/** The differences between two revisions. Amounts are in major units of the currency. */
export type RevisionComparison = {
  from: number
  to: number
  currency_code: string
  added: ComparedLine[]
  removed: ComparedLine[]
  changed: ChangedLine[]
  /** `null` while a price is missing. */
  total: [from: number | null, to: number | null]
}

/**
 * Returns the differences between two revisions of a quote.
 *
 * @example
 * const { added, removed, changed } = compareRevisions(first, second, "eur")
 */
export const compareRevisions = (from: QuoteOffer, to: QuoteOffer, currency_code: string): RevisionComparison => {
  const before = new Map(from.items.map((item) => [item.id, item]))
  const after = new Set(to.items.map(({ id }) => id))
  return {
    from: from.revision,
    to: to.revision,
    currency_code,
    added: to.items.filter(({ id }) => !before.has(id)).map(toLine),
    removed: from.items.filter(({ id }) => !after.has(id)).map(toLine),
    changed: to.items.flatMap((item) => {
      const old = before.get(item.id)
      return old ? toChange(old, item) : []
    }),
    total: [from.total, to.total],
  }
}

const toLine = ({ position, ...line }: QuoteItemRecord): ComparedLine => line

const toChange = (from: QuoteItemRecord, to: QuoteItemRecord): ChangedLine[] => {
  const differences: Pick<ChangedLine, "quantity" | "unit_price" | "note"> = {
    ...(from.quantity === to.quantity ? {} : { quantity: [from.quantity, to.quantity] }),
    ...(from.unit_price === to.unit_price ? {} : { unit_price: [from.unit_price, to.unit_price] }),
    ...(from.note === to.note ? {} : { note: [from.note, to.note] }),
  }
  return Object.keys(differences).length === 0 ? [] : [{ id: to.id, title: to.title, sku: to.sku, ...differences }]
}
