import { CustomerRoleError } from "../../errors"
import { offeredPriceOf } from "./offered-price"
import type { QuoteDraftChanges, QuoteItemRecord } from "./types"

/**
 * The lines of a draft that changes leave different, as they are to be. A line with a price of its own does not get the
 * discount that holds for all. The list price stays whatever the quantity.
 *
 * @throws CustomerRoleError `invalid_request` for a line that the draft does not have, or a price that cannot be
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
      throw new CustomerRoleError("invalid_request", `items: the draft has no line ${id}.`)
    }
  }
  const changes = new Map(update.map((change) => [change.id, change]))
  const removed = new Set(remove)
  return draft.flatMap((line) => {
    const change = changes.get(line.id)
    if (removed.has(line.id) || (!change && discount_percentage === undefined)) {
      return []
    }
    const unit_price =
      offeredPriceOf(line, currencyDecimals, change ?? {}) ?? discounted(line, currencyDecimals, discount_percentage)
    return [
      {
        ...line,
        unit_price: unit_price ?? line.unit_price,
        quantity: change?.quantity ?? line.quantity,
        note: change?.note === undefined ? line.note : change.note,
      },
    ]
  })
}

/** What has no list price waits for one of its own, whatever holds for all. */
const discounted = (line: QuoteItemRecord, currencyDecimals: number, discount_percentage: number | undefined): number | undefined =>
  line.list_unit_price === null ? undefined : offeredPriceOf(line, currencyDecimals, { discount_percentage })
