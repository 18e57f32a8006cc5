import type { NewQuoteItem, QuoteDraftChanges } from "../../../modules/quote/types"
import type { DraftLineInput, OfferedLineInput, UpdateQuoteDraftWorkflowInput } from "../types"

/** The new lines of a change. `places[i]` is the index that `items[i]` has in the request, for error reports. */
export type AddedLines = { items: OfferedLineInput[]; places: number[] }

const hasPrice = ({ unit_price, discount_percentage, discount_amount }: DraftLineInput): boolean =>
  unit_price !== undefined || discount_percentage !== undefined || discount_amount !== undefined

/** Returns the lines that a change adds. The discount of the whole change applies to lines without a price of their own. */
export const toAddedLines = ({ items = [], discount_percentage }: UpdateQuoteDraftWorkflowInput): AddedLines => {
  const added = items.flatMap((line, place) => (line.id === undefined ? [{ line, place }] : []))
  return {
    items: added.map(({ line }) => ({
      ...line,
      ...(hasPrice(line) ? {} : { discount_percentage }),
      unit_price: line.unit_price ?? undefined,
      quantity: line.quantity ?? null,
      note: line.note ?? undefined,
    })),
    places: added.map(({ place }) => place),
  }
}

/** Returns a change in the module's shape; `add` are the priced new lines. */
export const toDraftChanges = (
  { items = [], discount_percentage, valid_until, internal_note }: UpdateQuoteDraftWorkflowInput,
  add: NewQuoteItem[]
): QuoteDraftChanges => {
  const known = items.flatMap(({ id, remove, ...line }) => (id === undefined ? [] : [{ ...line, id, remove }]))
  return {
    update: known.filter(({ remove }) => !remove),
    remove: known.filter(({ remove }) => remove).map(({ id }) => id),
    add,
    discount_percentage,
    valid_until,
    internal_note,
  }
}
