import { CustomerRoleError } from "../../errors"
import { offeredPriceOf } from "./offered-price"
import type { QuoteDraftChanges, QuoteItemRecord } from "./types"

/**
 * Returns the changed lines of a draft. The discount for all lines skips lines that get a price of their own. The list price
 * stays the same whatever the quantity.
 *
 * @throws CustomerRoleError `invalid_request` for a line that the draft does not have, or an impossible price
 *
 * @example
 * const lines = changeLines(draft, { update: [{ id: "quoitm_123", discount_percentage: 10 }] }, 2)
 */
export const changeLines = (
  draft: QuoteItemRecord[],
  { update = [], remove = [], discount_percentage }: QuoteDraftChanges,
  currencyDecimals: number
): QuoteItemRecord[] => {
  const known = new Set(draft.map(({ id }) => id))
  for (const id of [...update.map((change) => change.id), ...remove]) {
    if (!known.has(id)) {
      throw new CustomerRoleError("invalid_request", `The draft has no line ${id}. Load the quote again.`)
    }
  }
  const changes = new Map(update.map((change) => [change.id, change]))
  const removed = new Set(remove)
  return draft.flatMap((line) => {
    const change = changes.get(line.id)
    if (removed.has(line.id) || (!change && discount_percentage === undefined)) {
      return []
    }
    return [
      {
        ...line,
        unit_price: priceOf(line, change, currencyDecimals, discount_percentage),
        quantity: change?.quantity ?? line.quantity,
        note: change?.note === undefined ? line.note : change.note,
      },
    ]
  })
}

type LineChange = NonNullable<QuoteDraftChanges["update"]>[number]

const priceOf = (
  line: QuoteItemRecord,
  change: LineChange | undefined,
  currencyDecimals: number,
  discount_percentage: number | undefined
): number | null => {
  const { unit_price, ...offered } = change ?? {}
  if (unit_price !== null) {
    const price = offeredPriceOf(line, currencyDecimals, { ...offered, unit_price })
    return price ?? discounted(line, currencyDecimals, discount_percentage) ?? line.unit_price
  }
  if (line.list_unit_price !== null) {
    throw new CustomerRoleError("invalid_request", `${line.sku ?? line.title} has a list price. Send a unit_price or a discount.`)
  }
  return null
}

/** A line without a list price has nothing to discount, so it needs a price of its own. */
const discounted = (line: QuoteItemRecord, currencyDecimals: number, discount_percentage: number | undefined): number | undefined =>
  line.list_unit_price === null ? undefined : offeredPriceOf(line, currencyDecimals, { discount_percentage })
