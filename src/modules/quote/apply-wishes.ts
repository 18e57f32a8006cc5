import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { CustomerRoleError } from "../../errors"
import { addItem, requireExactTotal, updateItems } from "./store-lines"
import { requireTargetPrice } from "./offered-price"
import { loadDraft, loadOffer } from "./load-quote"
import type { QuoteItemRecord, QuoteRow, QuoteWish } from "./types"

/**
 * Writes a customer's wishes for offered lines into the draft. Restores lines that the shop has removed from the draft since:
 * the customer still sees them in the offer.
 *
 * @throws CustomerRoleError `invalid_request` for lines that the customer does not see, or an impossible price;
 * `too_many_lines`
 *
 * @example
 * await applyWishes(trx, quote, [{ id: "quoitm_123", target_unit_price: 7 }], 1000)
 */
export const applyWishes = async (
  trx: Knex.Transaction,
  { id, revision, decimal_digits }: Pick<QuoteRow, "id" | "revision" | "decimal_digits">,
  wishes: QuoteWish[],
  mostLines: number
): Promise<void> => {
  const offer = await loadOffer(trx, id, revision)
  const offered = new Map(offer?.items.map((item) => [item.id, item]))
  requireOffered(wishes, offered)
  const draft = await loadDraft(trx, id)
  const drafted = new Map(draft.map((item) => [item.id, item]))
  const missing = wishes.flatMap((wish) => (drafted.has(wish.id) ? [] : (offered.get(wish.id) ?? [])))
  if (draft.length + missing.length > mostLines) {
    throw new CustomerRoleError("too_many_lines", `A quote can have ${mostLines} lines at most. Name fewer lines.`)
  }
  for (const item of missing) {
    await addItem(trx, id, item)
  }
  const changed = wishes.flatMap((wish) => {
    const item = drafted.get(wish.id) ?? offered.get(wish.id)
    return item ? [toWished(item, wish, decimal_digits)] : []
  })
  await updateItems(trx, id, changed)
  await requireExactTotal(trx, id)
}

const requireOffered = (wishes: QuoteWish[], offered: Map<string, QuoteItemRecord>): void => {
  const errors = wishes.flatMap(({ id }, index) =>
    offered.has(id) ? [] : [{ index, id, code: "unknown_line", message: "The quote has no such line. Load the quote again." }]
  )
  if (errors.length > 0) {
    throw new CustomerRoleError("invalid_request", `The quote has no line ${errors[0].id}. Load the quote again.`, errors)
  }
}

const toWished = (item: QuoteItemRecord, { quantity, target_unit_price, note }: QuoteWish, decimals: number): QuoteItemRecord => {
  requireTargetPrice(item, decimals, target_unit_price)
  return {
    ...item,
    quantity: quantity ?? item.quantity,
    target_unit_price: target_unit_price ?? item.target_unit_price,
    note: note ?? item.note,
  }
}
