import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { MedusaError } from "@medusajs/framework/utils"
import { CustomerRoleError } from "../../errors"
import { select } from "../../postgres/sql"
import type {
  ListedQuote,
  QuoteAttachmentRecord,
  QuoteEventRecord,
  QuoteItemRecord,
  QuoteMessageRecord,
  QuoteOffer,
  QuoteRecord,
  QuoteRevisionRecord,
  QuoteRow,
  QuoteWish,
} from "./types"

const QUOTE_COLUMNS = [
  "id",
  "number",
  "customer_id",
  "status",
  "revision",
  "currency_code",
  "decimal_digits",
  "region_id",
  "sales_channel_id",
  "cart_id",
  "company_name",
  "tax_id",
  "valid_until",
  "draft_valid_until",
  "internal_note",
  "order_id",
  "accepting_id",
  "waiting_since",
  "created_at",
  "updated_at",
] as const satisfies (keyof QuoteRow)[]

/** The columns of a {@link QuoteRow}, with the table alias `q`. */
export const SELECT_QUOTE = QUOTE_COLUMNS.map((column) => `q.${column}`).join(", ")

/** The columns that draft lines and revision lines share. */
export const LINE_COLUMNS =
  "position, variant_id, sku, title, variant_title, quantity, list_unit_price, unit_price, target_unit_price, is_tax_inclusive, note"

const REVISION_COLUMNS = "id, revision, company_name, tax_id, valid_until, total, message, created_at"

/** A line from the driver, which returns exact numbers as text. */
type ItemRow = Omit<QuoteItemRecord, "list_unit_price" | "unit_price" | "target_unit_price"> & {
  list_unit_price: string | null
  unit_price: string | null
  target_unit_price: string | null
}

type RevisionRow = Omit<QuoteRevisionRecord, "total"> & { total: string | null }

const toNumber = (amount: string | null): number | null => (amount === null ? null : Number(amount))

const toItem = ({ list_unit_price, unit_price, target_unit_price, ...item }: ItemRow): QuoteItemRecord => ({
  ...item,
  list_unit_price: toNumber(list_unit_price),
  unit_price: toNumber(unit_price),
  target_unit_price: toNumber(target_unit_price),
})

const toRevision = ({ total, ...revision }: RevisionRow): QuoteRevisionRecord => ({ ...revision, total: toNumber(total) })

/**
 * Returns the SQL for the total of lines at one of their prices. It is `NULL` while a price is missing, which `sum` alone would
 * skip.
 *
 * @example
 * `SELECT ${totalOf("unit_price")} AS total FROM quote_item WHERE quote_id = ?`
 */
export const totalOf = (price: "list_unit_price" | "unit_price"): string =>
  `CASE WHEN bool_or(${price} IS NULL) THEN NULL ELSE coalesce(sum(${price} * quantity), 0) END`

/**
 * Returns a revision with its lines, or `undefined` if there is none.
 *
 * @example
 * const offer = await loadOffer(db, "quo_123", 2)
 */
export const loadOffer = async (db: Knex, quoteId: string, revision: number): Promise<QuoteOffer | undefined> => {
  const [found] = await select<RevisionRow>(db, `SELECT ${REVISION_COLUMNS} FROM quote_revision WHERE quote_id = ? AND revision = ?`, [
    quoteId,
    revision,
  ])
  if (!found) {
    return undefined
  }
  const items = await select<ItemRow>(
    db,
    `SELECT item_id AS id, ${LINE_COLUMNS} FROM quote_revision_item WHERE revision_id = ? ORDER BY position`,
    [found.id]
  )
  return { ...toRevision(found), items: items.map(toItem) }
}

/**
 * Returns all revisions, oldest first, without their lines.
 *
 * @example
 * const revisions = await loadRevisions(db, "quo_123")
 */
export const loadRevisions = async (db: Knex, quoteId: string): Promise<QuoteRevisionRecord[]> => {
  const revisions = await select<RevisionRow>(db, `SELECT ${REVISION_COLUMNS} FROM quote_revision WHERE quote_id = ? ORDER BY revision`, [
    quoteId,
  ])
  return revisions.map(toRevision)
}

/**
 * Returns the lines of the draft in their order.
 *
 * @example
 * const draft = await loadDraft(db, "quo_123")
 */
export const loadDraft = async (db: Knex, quoteId: string): Promise<QuoteItemRecord[]> => {
  const items = await select<ItemRow>(
    db,
    `SELECT id, ${LINE_COLUMNS} FROM quote_item WHERE quote_id = ? AND deleted_at IS NULL ORDER BY position`,
    [quoteId]
  )
  return items.map(toItem)
}

const loadMessages = async (db: Knex, quoteId: string): Promise<QuoteMessageRecord[]> => {
  const messages = await select<Omit<QuoteMessageRecord, "attachments">>(
    db,
    `SELECT id, author, author_id, text, item_id, created_at FROM quote_message
     WHERE quote_id = ? AND deleted_at IS NULL ORDER BY created_at, id`,
    [quoteId]
  )
  const attachmentsOf = new Map<string, QuoteAttachmentRecord[]>(messages.map(({ id }) => [id, []]))
  const attachments = await select<QuoteAttachmentRecord>(
    db,
    `SELECT id, message_id, file_id, filename, mime_type, size FROM quote_attachment
     WHERE message_id = ANY(?) AND deleted_at IS NULL ORDER BY created_at, id`,
    [messages.map(({ id }) => id)]
  )
  for (const attachment of attachments) {
    attachmentsOf.get(attachment.message_id)?.push(attachment)
  }
  return messages.map((message) => ({ ...message, attachments: attachmentsOf.get(message.id) ?? [] }))
}

/** The id of a quote. With `customer_id`, another customer's quote is not found. */
export type QuoteKey = { id: string; customer_id?: string }

/**
 * Returns a quote without its lines, messages and timeline.
 *
 * @throws CustomerRoleError `not_found`, also for another customer's quote
 *
 * @example
 * const { status } = await loadQuoteRow(db, { id: "quo_123", customer_id: "cus_123" })
 */
export const loadQuoteRow = async (db: Knex, { id, customer_id }: QuoteKey): Promise<QuoteRow> => {
  const [quote] = await select<QuoteRow>(
    db,
    `SELECT ${SELECT_QUOTE} FROM quote q WHERE q.id = ? AND (?::text IS NULL OR q.customer_id = ?) AND q.deleted_at IS NULL`,
    [id, customer_id ?? null, customer_id ?? null]
  )
  if (!quote) {
    throw new CustomerRoleError("not_found")
  }
  return quote
}

const loadTimeline = async (db: Knex, quoteId: string): Promise<QuoteEventRecord[]> => {
  const entries = await select<Omit<QuoteEventRecord, "items"> & { items: QuoteWish[] | null }>(
    db,
    `SELECT id, type, actor_type, actor_id, impersonator_id, from_status, to_status, revision, note, items, created_at
     FROM quote_event WHERE quote_id = ? ORDER BY created_at, id`,
    [quoteId]
  )
  return entries.map(({ items, ...entry }) => (items ? { ...entry, items } : entry))
}

/**
 * Returns a quote with its draft, offer, messages and timeline.
 *
 * @throws CustomerRoleError `not_found`, also for another customer's quote
 *
 * @example
 * const quote = await loadQuote(db, { id: "quo_123", customer_id: "cus_123" })
 */
export const loadQuote = async (db: Knex, key: QuoteKey): Promise<QuoteRecord> => {
  const row = await loadQuoteRow(db, key)
  const offer = await loadOffer(db, row.id, row.revision)
  if (!offer) {
    throw new MedusaError(MedusaError.Types.UNEXPECTED_STATE, `The quote ${row.id} has no revision ${row.revision}.`)
  }
  const items = await loadDraft(db, row.id)
  const messages = await loadMessages(db, row.id)
  return { ...row, items, offer, messages, timeline: await loadTimeline(db, row.id) }
}

type SummaryRow = {
  id: string
  total: string | null
  item_count: number
  draft_total: string | null
  draft_item_count: number
  message_count: number
}

/**
 * Adds totals and counts to quotes, and keeps their order.
 *
 * @example
 * const quotes = await summariseQuotes(db, rows)
 */
export const summariseQuotes = async (db: Knex, rows: QuoteRow[]): Promise<ListedQuote[]> => {
  const summaries = await select<SummaryRow>(
    db,
    `SELECT q.id, r.total, draft.total AS draft_total, draft.item_count AS draft_item_count,
            (SELECT count(*)::int FROM quote_revision_item i WHERE i.revision_id = r.id) AS item_count,
            (SELECT count(*)::int FROM quote_message m WHERE m.quote_id = q.id AND m.deleted_at IS NULL) AS message_count
     FROM jsonb_to_recordset(?::jsonb) AS q(id text, revision integer)
     JOIN quote_revision r ON r.quote_id = q.id AND r.revision = q.revision
     CROSS JOIN LATERAL (SELECT ${totalOf("unit_price")} AS total, count(*)::int AS item_count
                         FROM quote_item WHERE quote_id = q.id AND deleted_at IS NULL) draft`,
    // Joins the revisions of the rows, because a newer one may have been sent since.
    [JSON.stringify(rows.map(({ id, revision }) => ({ id, revision })))]
  )
  const summaryOf = new Map(summaries.map((summary) => [summary.id, summary]))
  return rows.flatMap((row) => {
    const found = summaryOf.get(row.id)
    // A quote without a summary has been deleted since.
    return found
      ? {
          ...row,
          draft: { total: toNumber(found.draft_total), item_count: found.draft_item_count },
          offer: { total: toNumber(found.total), item_count: found.item_count },
          message_count: found.message_count,
        }
      : []
  })
}

/**
 * Returns an amount as Medusa's `raw_` columns store it, or `null`.
 *
 * @example
 * toRaw(7.5) // { value: "7.5", precision: 20 }
 */
export const toRaw = (amount: number | null): { value: string; precision: number } | null =>
  amount === null ? null : { value: String(amount), precision: 20 }
