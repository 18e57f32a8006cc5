import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { generateEntityId } from "@medusajs/framework/utils"
import { CustomerRoleError } from "../../errors"
import { change, select } from "../../postgres/sql"
import { LINE_COLUMNS, toRaw, totalOf } from "./load-quote"
import type { NewQuoteItem, QuoteItemRecord } from "./types"

/** Rows per statement: PostgreSQL allows 65,535 bindings. */
const ROWS_AT_ONCE = 1_000

/**
 * Updates the prices, quantities and notes of draft lines.
 *
 * @example
 * await updateItems(trx, "quo_123", changeLines(draft, changes, 2))
 */
export const updateItems = async (trx: Knex.Transaction, quoteId: string, items: QuoteItemRecord[]): Promise<void> => {
  const rows = items.map(({ id, unit_price, target_unit_price, quantity, note }) => ({
    id,
    unit_price: toText(unit_price),
    raw_unit_price: toRaw(unit_price),
    target_unit_price: toText(target_unit_price),
    raw_target_unit_price: toRaw(target_unit_price),
    quantity,
    note,
  }))
  await change(
    trx,
    `UPDATE quote_item i
     SET unit_price = c.unit_price, raw_unit_price = c.raw_unit_price, target_unit_price = c.target_unit_price,
         raw_target_unit_price = c.raw_target_unit_price, quantity = c.quantity, note = c.note, updated_at = now()
     FROM jsonb_to_recordset(?::jsonb) AS c(id text, unit_price numeric, raw_unit_price jsonb, target_unit_price numeric,
                                            raw_target_unit_price jsonb, quantity integer, note text)
     WHERE i.id = c.id AND i.quote_id = ? AND i.deleted_at IS NULL`,
    [JSON.stringify(rows), quoteId]
  )
}

const toText = (amount: number | null): string | null => (amount === null ? null : String(amount))

/**
 * Restores a removed line at the end of a draft, under its old id.
 *
 * @example
 * await addItem(trx, "quo_123", offer.items[0])
 */
export const addItem = async (trx: Knex.Transaction, quoteId: string, { position, ...item }: QuoteItemRecord): Promise<void> => {
  const [{ next }] = await select<{ next: number }>(trx, NEXT_POSITION, [quoteId])
  await trx("quote_item").insert({ ...toRow(item), quote_id: quoteId, position: next })
}

const NEXT_POSITION = "SELECT coalesce(max(position) + 1, 0) AS next FROM quote_item WHERE quote_id = ? AND deleted_at IS NULL"

const toRow = <T extends NewQuoteItem>(item: T) => ({
  ...item,
  raw_list_unit_price: toRaw(item.list_unit_price),
  raw_unit_price: toRaw(item.unit_price),
  raw_target_unit_price: toRaw(item.target_unit_price),
})

/**
 * Adds lines at the end of a draft.
 *
 * @example
 * await addItems(trx, "quo_123", items)
 */
export const addItems = async (trx: Knex.Transaction, quoteId: string, items: NewQuoteItem[]): Promise<void> => {
  const [{ next }] = await select<{ next: number }>(trx, NEXT_POSITION, [quoteId])
  const rows = items.map((item, index) => ({
    id: generateEntityId(undefined, "quoitm"),
    quote_id: quoteId,
    position: next + index,
    ...toRow(item),
  }))
  for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) {
    await trx("quote_item").insert(rows.slice(from, from + ROWS_AT_ONCE))
  }
}

/** A revision without its lines. */
export type NewRevision = {
  /** The id of the quote. */
  id: string
  revision: number
  company_name: string | null
  tax_id: string | null
  valid_until?: Date
  message?: string
}

/**
 * Stores the draft as a revision, and returns its number of lines. Revision 0, the request, gets list prices.
 *
 * @throws CustomerRoleError `invalid_request` for a total that JavaScript cannot hold exactly
 *
 * @example
 * const lines = await insertRevision(trx, { id: "quo_123", revision: 1, company_name, tax_id, valid_until })
 */
export const insertRevision = async (trx: Knex.Transaction, revision: NewRevision): Promise<number> => {
  await requireExactTotal(trx, revision.id)
  const revisionId = generateEntityId(undefined, "quorev")
  const price = revision.revision === 0 ? "list_unit_price" : "unit_price"
  await trx.raw(
    `INSERT INTO quote_revision (id, quote_id, revision, company_name, tax_id, valid_until, message, total, raw_total)
     SELECT ?, ?, ?, ?, ?, ?::timestamptz, ?, total,
            CASE WHEN total IS NOT NULL THEN jsonb_build_object('value', total::text, 'precision', 20) END
     FROM (SELECT ${totalOf(price)} AS total FROM quote_item WHERE quote_id = ? AND deleted_at IS NULL) draft`,
    [
      revisionId,
      revision.id,
      revision.revision,
      revision.company_name,
      revision.tax_id,
      revision.valid_until ?? null,
      revision.message ?? null,
      revision.id,
    ]
  )
  return change(
    trx,
    `INSERT INTO quote_revision_item
       (id, revision_id, item_id, ${LINE_COLUMNS}, raw_list_unit_price, raw_unit_price, raw_target_unit_price)
     SELECT 'quorli_' || substr(?, 8) || lpad(position::text, 6, '0'), ?, id,
            ${LINE_COLUMNS.replace(" unit_price", ` ${price}`)}, raw_list_unit_price, raw_${price}, raw_target_unit_price
     FROM quote_item WHERE quote_id = ? AND deleted_at IS NULL`,
    [revisionId, revisionId, revision.id]
  )
}

/**
 * Throws if the total of a draft, in the smallest unit of the currency, is more than JavaScript can hold exactly.
 *
 * @throws CustomerRoleError `invalid_request`
 *
 * @example
 * await requireExactTotal(trx, "quo_123")
 */
export const requireExactTotal = async (trx: Knex.Transaction, quoteId: string): Promise<void> => {
  const [{ is_exact }] = await select<{ is_exact: boolean }>(
    trx,
    `SELECT coalesce(sum(greatest(i.unit_price, i.list_unit_price) * i.quantity), 0) * power(10::numeric, q.decimal_digits) <= ? AS is_exact
     FROM quote q LEFT JOIN quote_item i ON i.quote_id = q.id AND i.deleted_at IS NULL WHERE q.id = ? GROUP BY q.id`,
    [Number.MAX_SAFE_INTEGER, quoteId]
  )
  if (!is_exact) {
    throw new CustomerRoleError("invalid_request", "The total is too large to be calculated exactly. Reduce quantities or prices.")
  }
}
