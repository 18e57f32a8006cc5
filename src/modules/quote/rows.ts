import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { MedusaError } from "@medusajs/framework/utils"
import { select } from "../../sql"
import type {
  ListedQuote,
  QuoteAttachmentRecord,
  QuoteItemRecord,
  QuoteMessageRecord,
  QuoteOffer,
  QuoteRecord,
  QuoteRevisionRecord,
  QuoteRow,
} from "./types"

const QUOTE_COLUMNS = [
  "id", "number", "customer_id", "status", "revision", "currency_code", "decimal_digits", "region_id", "sales_channel_id",
  "cart_id", "company_name", "tax_id", "valid_until", "draft_valid_until", "internal_note", "order_id", "accepting_id",
  "created_at", "updated_at",
] as const satisfies (keyof QuoteRow)[]

/** The columns of a {@link QuoteRow}, of the table `q`. */
export const SELECT_QUOTE = QUOTE_COLUMNS.map((column) => `q.${column}`).join(", ")

/** What lines of the draft and of revisions have in common. */
export const LINE_COLUMNS =
  "position, variant_id, sku, title, quantity, list_unit_price, unit_price, target_unit_price, is_tax_inclusive, note"

const REVISION_COLUMNS = "r.id, r.quote_id, r.revision, r.company_name, r.tax_id, r.valid_until, r.total, r.message, r.created_at"

/** A line as the driver gives it: exact numbers are texts. */
type ItemRow = Omit<QuoteItemRecord, "list_unit_price" | "unit_price" | "target_unit_price"> & {
  owner_id: string
  list_unit_price: string
  unit_price: string
  target_unit_price: string | null
}

type RevisionRow = Omit<QuoteRevisionRecord, "total"> & { quote_id: string; total: string }

const toItem = ({ owner_id, list_unit_price, unit_price, target_unit_price, ...item }: ItemRow): QuoteItemRecord => ({
  ...item,
  list_unit_price: Number(list_unit_price),
  unit_price: Number(unit_price),
  target_unit_price: target_unit_price === null ? null : Number(target_unit_price),
})

const grouped = <Row, T>(rows: Row[], keyOf: (row: Row) => string, convert: (row: Row) => T): Map<string, T[]> => {
  const groups = new Map<string, T[]>()
  for (const row of rows) {
    const group = groups.get(keyOf(row)) ?? []
    group.push(convert(row))
    groups.set(keyOf(row), group)
  }
  return groups
}

/**
 * Revisions with their lines, each quote's in their order: those named, or the last ones sent.
 *
 * @example
 * const [offer] = await loadOffers(db, ["quo_123"], 2)
 */
export const loadOffers = async (db: Knex, quoteIds: string[], revision?: number): Promise<(QuoteOffer & { quote_id: string })[]> => {
  const revisions = await select<RevisionRow>(
    db,
    `SELECT ${REVISION_COLUMNS} FROM quote_revision r JOIN quote q ON q.id = r.quote_id
     WHERE r.quote_id = ANY(?) AND r.revision = ${revision === undefined ? "q.revision" : "?"}`,
    revision === undefined ? [quoteIds] : [quoteIds, revision]
  )
  const items = await select<ItemRow>(
    db,
    `SELECT revision_id AS owner_id, item_id AS id, ${LINE_COLUMNS} FROM quote_revision_item
     WHERE revision_id = ANY(?) ORDER BY revision_id, position`,
    [revisions.map(({ id }) => id)]
  )
  const itemsOf = grouped(items, ({ owner_id }) => owner_id, toItem)
  return revisions.map(({ total, ...rest }) => ({ ...rest, total: Number(total), items: itemsOf.get(rest.id) ?? [] }))
}

/**
 * The lines of drafts in their order, by the quote's id.
 *
 * @example
 * const drafts = await loadDrafts(db, ["quo_123"])
 */
export const loadDrafts = async (db: Knex, quoteIds: string[]): Promise<Map<string, QuoteItemRecord[]>> =>
  grouped(
    await select<ItemRow>(
      db,
      `SELECT quote_id AS owner_id, id, ${LINE_COLUMNS} FROM quote_item
       WHERE quote_id = ANY(?) AND deleted_at IS NULL ORDER BY quote_id, position`,
      [quoteIds]
    ),
    ({ owner_id }) => owner_id,
    toItem
  )

type MessageRow = Omit<QuoteMessageRecord, "attachments"> & { quote_id: string }

const loadMessages = async (db: Knex, quoteIds: string[]): Promise<Map<string, QuoteMessageRecord[]>> => {
  const messages = await select<MessageRow>(
    db,
    `SELECT quote_id, id, author, author_id, text, item_id, created_at FROM quote_message
     WHERE quote_id = ANY(?) AND deleted_at IS NULL ORDER BY quote_id, created_at, id`,
    [quoteIds]
  )
  const attachments = await select<QuoteAttachmentRecord>(
    db,
    `SELECT id, message_id, file_id, filename, mime_type, size FROM quote_attachment
     WHERE message_id = ANY(?) AND deleted_at IS NULL ORDER BY message_id, created_at, id`,
    [messages.map(({ id }) => id)]
  )
  const attachmentsOf = grouped(attachments, ({ message_id }) => message_id, (attachment) => attachment)
  return grouped(
    messages,
    ({ quote_id }) => quote_id,
    ({ quote_id, ...message }) => ({ ...message, attachments: attachmentsOf.get(message.id) ?? [] })
  )
}

/**
 * Quotes with their drafts, what their customers see, and messages, in the order of the rows.
 *
 * @example
 * const quotes = await completeQuotes(db, rows)
 */
export const completeQuotes = async (db: Knex, rows: QuoteRow[]): Promise<Omit<QuoteRecord, "timeline">[]> => {
  const ids = rows.map(({ id }) => id)
  if (ids.length === 0) {
    return []
  }
  const offers = await loadOffers(db, ids)
  const drafts = await loadDrafts(db, ids)
  const messages = await loadMessages(db, ids)
  const offerOf = new Map(offers.map(({ quote_id, ...offer }) => [quote_id, offer]))
  return rows.map((row) => {
    const offer = offerOf.get(row.id)
    if (!offer) {
      throw new MedusaError(MedusaError.Types.UNEXPECTED_STATE, `The quote ${row.id} has no revision ${row.revision}.`)
    }
    return { ...row, items: drafts.get(row.id) ?? [], offer, messages: messages.get(row.id) ?? [] }
  })
}

type SummaryRow = { id: string; total: string; item_count: number; draft_total: string; draft_item_count: number; message_count: number }

/**
 * What quotes come to and how much belongs to them, in the order of the rows.
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
     CROSS JOIN LATERAL (SELECT coalesce(sum(unit_price * quantity), 0) AS total, count(*)::int AS item_count
                         FROM quote_item WHERE quote_id = q.id AND deleted_at IS NULL) draft`,
    // The revisions that the rows name: another one may have been sent since they were read.
    [JSON.stringify(rows.map(({ id, revision }) => ({ id, revision })))]
  )
  const summaryOf = new Map(summaries.map((summary) => [summary.id, summary]))
  return rows.flatMap((row) => {
    const found = summaryOf.get(row.id)
    // Whoever has just been deleted is in no list.
    return found
      ? {
          ...row,
          draft: { total: Number(found.draft_total), item_count: found.draft_item_count },
          offer: { total: Number(found.total), item_count: found.item_count },
          message_count: found.message_count,
        }
      : []
  })
}

/**
 * An amount in Medusa's exact form, which its models keep beside the number.
 *
 * @example
 * toRaw(7.5) // '{"value":"7.5","precision":20}'
 */
export const toRaw = (amount: number): string => JSON.stringify({ value: String(amount), precision: 20 })
