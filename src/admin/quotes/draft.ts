import type { AdminQuote, DraftBody, DraftLine, QuoteItem } from "../api/quote-types"
import { discounted, priceDigits, totalOf } from "./amounts"

/** A change to an existing line. At most one of the prices is set. */
export type LineChange = {
  quantity?: number
  /** `null` puts a line without a list price on request again. */
  unit_price?: number | null
  discount_percentage?: number
  /** What the customer reads below the line. */
  note?: string | null
  remove?: true
}

/** A line to add. */
export type AddedLine = { variant_id: string; quantity: number; unit_price?: number; note?: string | null }

/** What an admin has changed in a draft and the shop does not have yet. */
export type DraftChange = {
  lines?: Record<string, LineChange>
  added?: AddedLine[]
  valid_until?: string | null
  internal_note?: string | null
}

/** Tells whether a change changes nothing. */
export const isEmpty = ({ lines, added, ...rest }: DraftChange): boolean =>
  Object.keys(lines ?? {}).length === 0 && (added ?? []).length === 0 && Object.keys(rest).length === 0

const mergeLine = (earlier: LineChange = {}, later: LineChange): LineChange => {
  if (later.remove) {
    return { remove: true }
  }
  const { unit_price, discount_percentage, ...others } = earlier
  const hasNewPrice = later.unit_price !== undefined || later.discount_percentage !== undefined
  return hasNewPrice ? { ...others, ...later } : { ...earlier, ...later }
}

/**
 * Returns two changes as one. The later one wins, and a new price or discount replaces either.
 *
 * @example
 * merge({ lines: { a: { unit_price: 1 } } }, { lines: { a: { discount_percentage: 10 } } })
 */
export const merge = (earlier: DraftChange, later: DraftChange): DraftChange => {
  const { lines: earlierLines = {}, added: earlierAdded = [], ...earlierRest } = earlier
  const { lines: laterLines = {}, added: laterAdded = [], ...laterRest } = later
  const lines = { ...earlierLines }
  for (const [id, change] of Object.entries(laterLines)) {
    lines[id] = mergeLine(lines[id], change)
  }
  return { lines, added: [...earlierAdded, ...laterAdded], ...earlierRest, ...laterRest }
}

/**
 * Returns a discount on the list price of all lines. Lines without a list price keep theirs.
 *
 * @example
 * draft.change(discountOnAll(quote.items, 10))
 */
export const discountOnAll = (items: Pick<QuoteItem, "id" | "list_unit_price">[], discount_percentage: number): DraftChange => ({
  lines: Object.fromEntries(items.flatMap(({ id, list_unit_price }) => (list_unit_price === null ? [] : [[id, { discount_percentage }]]))),
})

/**
 * Returns the body that saves a change, provided that nobody has changed the quote since.
 *
 * @example
 * await updateDraft(quote.id, toBody(change, quote.updated_at))
 */
export const toBody = ({ lines = {}, added = [], ...rest }: DraftChange, expected_updated_at: string): DraftBody => {
  const items: DraftLine[] = [...Object.entries(lines).map(([id, change]) => ({ id, ...change })), ...added]
  return { ...(items.length > 0 && { items }), ...rest, expected_updated_at }
}

const changedLine = (item: QuoteItem, change: LineChange | undefined, currency: string): QuoteItem => {
  if (!change) {
    return item
  }
  const { quantity = item.quantity, unit_price, discount_percentage, note = item.note } = change
  const digits = priceDigits(item, currency)
  const fromDiscount =
    discount_percentage === undefined || item.list_unit_price === null
      ? undefined
      : discounted(item.list_unit_price, discount_percentage, digits)
  return { ...item, quantity, note, unit_price: unit_price === undefined ? (fromDiscount ?? item.unit_price) : unit_price }
}

/**
 * Returns a quote as its draft will be once the change is saved. Lines to add are missing, because the shop prices them.
 *
 * @example
 * withChange(quote, { lines: { quoitm_1: { unit_price: 0.11 } } }).total
 */
export const withChange = (quote: AdminQuote, change: DraftChange): AdminQuote => {
  const { lines = {}, added, ...rest } = change
  const items = quote.items.filter(({ id }) => !lines[id]?.remove).map((item) => changedLine(item, lines[item.id], quote.currency_code))
  const validity = rest.valid_until === undefined ? {} : { draft_valid_until: rest.valid_until, valid_until: rest.valid_until }
  return {
    ...quote,
    items,
    total: totalOf(items, "unit_price"),
    ...validity,
    ...(rest.internal_note === undefined ? {} : { internal_note: rest.internal_note }),
  }
}

/**
 * Returns what a line is called: its product, and its variant if that has a name of its own.
 *
 * @example
 * lineName({ title: "Bolt", variant_title: "M10" }) // "Bolt M10"
 */
export const lineName = ({ title, variant_title }: Pick<QuoteItem, "title" | "variant_title">): string =>
  variant_title ? `${title} ${variant_title}` : title

const itemOf = ({ items }: Pick<AdminQuote, "items">, id: string): QuoteItem | undefined => items.find((item) => item.id === id)

/**
 * Returns a change without the lines that it adds or removes and that the shop has added or removed already: a save whose
 * answer got lost has been made all the same, and must not add its lines a second time.
 *
 * @example
 * withoutDone({ added: [{ variant_id: "variant_1", quantity: 5 }] }, seen, now)
 */
export const withoutDone = (change: DraftChange, seen: AdminQuote, now: AdminQuote): DraftChange => {
  const { lines = {}, added = [], ...rest } = change
  const arrived = now.items.filter(({ id }) => !itemOf(seen, id))
  const missing = added.filter((line) => {
    const index = arrived.findIndex(({ variant_id, quantity }) => variant_id === line.variant_id && quantity === line.quantity)
    return index < 0 || arrived.splice(index, 1).length === 0
  })
  return {
    ...rest,
    lines: Object.fromEntries(Object.entries(lines).filter(([id, line]) => !line.remove || itemOf(now, id))),
    added: missing,
  }
}

/** A field that somebody else has changed, too. */
export type Clash = {
  field: "quantity" | "unit_price" | "line_note" | "line" | "validity" | "note"
  title: string
  theirs: string | number | null
}

/**
 * Returns what both have changed: the admin, since they saw the quote, and somebody else, in another way. If there is nothing,
 * the admin's change can be saved on top of the other one.
 *
 * @example
 * clashes(change, seen, now) // [{ field: "unit_price", title: "Bolt", theirs: 0.1 }]
 */
export const clashes = (change: DraftChange, seen: AdminQuote, now: AdminQuote): Clash[] => {
  const found: Clash[] = []
  for (const [id, line] of Object.entries(change.lines ?? {})) {
    const before = itemOf(seen, id)
    const after = itemOf(now, id)
    if (!before) {
      continue
    }
    if (!after) {
      if (!line.remove) {
        found.push({ field: "line", title: lineName(before), theirs: null })
      }
      continue
    }
    const wanted = line.remove ? undefined : changedLine(before, line, now.currency_code)
    const changesPrice = line.unit_price !== undefined || line.discount_percentage !== undefined || line.remove
    if (changesPrice && after.unit_price !== before.unit_price && after.unit_price !== wanted?.unit_price) {
      found.push({ field: "unit_price", title: lineName(after), theirs: after.unit_price })
    }
    const changesQuantity = line.quantity !== undefined || line.remove
    if (changesQuantity && after.quantity !== before.quantity && after.quantity !== wanted?.quantity) {
      found.push({ field: "quantity", title: lineName(after), theirs: after.quantity })
    }
    const changesNote = line.note !== undefined || line.remove
    if (changesNote && after.note !== before.note && after.note !== wanted?.note) {
      found.push({ field: "line_note", title: lineName(after), theirs: after.note })
    }
  }
  const { valid_until, internal_note } = change
  if (valid_until !== undefined && now.draft_valid_until !== seen.draft_valid_until && !isSameTime(valid_until, now.draft_valid_until)) {
    found.push({ field: "validity", title: "", theirs: now.draft_valid_until })
  }
  if (internal_note !== undefined && now.internal_note !== seen.internal_note && now.internal_note !== internal_note) {
    found.push({ field: "note", title: "", theirs: now.internal_note })
  }
  return found
}

const isSameTime = (one: string | null, other: string | null): boolean =>
  one === null || other === null ? one === other : Date.parse(one) === Date.parse(other)

/**
 * Returns a change without what concerns lines that are gone.
 *
 * @example
 * onlyExisting({ lines: { gone: { quantity: 2 } } }, now) // { lines: {} }
 */
export const onlyExisting = (change: DraftChange, { items }: Pick<AdminQuote, "items">): DraftChange => ({
  ...change,
  lines: Object.fromEntries(Object.entries(change.lines ?? {}).filter(([id]) => items.some((item) => item.id === id))),
})

/** What the draft changes in the last offer: how many lines it adds, removes and changes. */
export type DraftDifference = { added: number; removed: number; changed: number }

/**
 * Returns how the draft differs from what the customer sees.
 *
 * @example
 * draftDifference(quote) // { added: 1, removed: 0, changed: 2 }
 */
export const draftDifference = ({ items, offer }: Pick<AdminQuote, "items" | "offer">): DraftDifference => {
  const offered = new Map(offer.items.map((item) => [item.id, item]))
  const kept = items.filter(({ id }) => offered.has(id))
  const changed = kept.filter(({ id, quantity, unit_price, note }) => {
    const before = offered.get(id)
    return before?.quantity !== quantity || before.unit_price !== unit_price || before.note !== note
  })
  return { added: items.length - kept.length, removed: offer.items.length - kept.length, changed: changed.length }
}

/** What has happened to a quote since an admin saw it. */
export type Since = DraftDifference & { messages: number; validity: boolean }

/**
 * Returns what has changed in a quote since the admin saw it: what the draft says now, and what the customer has written.
 *
 * @example
 * changedSince(seen, now) // { added: 0, removed: 0, changed: 1, messages: 1, validity: false }
 */
export const changedSince = (seen: AdminQuote, now: AdminQuote): Since => ({
  ...draftDifference({ items: now.items, offer: { ...seen.offer, items: seen.items } }),
  messages: now.messages.length - seen.messages.length,
  validity: !isSameTime(seen.draft_valid_until, now.draft_valid_until),
})

/** Tells whether the shop can still change and send a quote. */
export const isOpen = ({ status }: Pick<AdminQuote, "status">): boolean => status === "requested" || status === "sent"

/**
 * Returns what a quote says: its draft while the shop can change it, and afterwards what the customer was offered last. A
 * draft that was never sent counts for nothing.
 *
 * @example
 * const { items, total } = linesOf(quote)
 */
export const linesOf = ({ status, items, total, offer }: AdminQuote): Pick<AdminQuote, "items" | "total"> =>
  isOpen({ status }) ? { items, total } : { items: offer.items, total: offer.total }

/**
 * Returns what a quote is worth in a list: the draft while the shop still makes its first offer, and afterwards the offer.
 *
 * @example
 * valueOf({ status: "accepted", total: 90, offer: { total: 100 } }) // 100
 */
export const valueOf = ({
  status,
  total,
  offer,
}: Pick<AdminQuote, "status" | "total"> & { offer: { total: number | null } }): number | null =>
  status === "requested" ? total : offer.total
