import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { generateEntityId } from "@medusajs/framework/utils"
import { CustomerRoleError } from "../../errors"
import { select } from "../../postgres/sql"
import type { NewQuoteMessage, QuoteActor, QuoteAuthor, QuoteRow } from "./types"

/** Every answer about the quote contains all messages, so their number is limited. */
const MOST_MESSAGES = 1_000

/** Stored files of one quote, whoever sent them. */
const MOST_FILES = 500

/**
 * Throws if the quote has too many messages or files, or if the message is about a line that its author does not see.
 *
 * @throws CustomerRoleError `too_many_requests`, `invalid_request`
 *
 * @example
 * await requireWritable(db, quote, actor, "quoitm_123")
 */
export const requireWritable = async (db: Knex, quote: QuoteRow, actor: QuoteActor, itemId: string | undefined): Promise<void> => {
  const [{ count }] = await select<{ count: string }>(db, "SELECT count(*) AS count FROM quote_message WHERE quote_id = ?", [quote.id])
  if (Number(count) >= MOST_MESSAGES) {
    throw new CustomerRoleError("too_many_requests", `A quote can have ${MOST_MESSAGES} messages at most. Request a new quote.`)
  }
  const [{ files }] = await select<{ files: string }>(
    db,
    "SELECT count(*) AS files FROM quote_attachment a JOIN quote_message m ON m.id = a.message_id WHERE m.quote_id = ?",
    [quote.id]
  )
  if (Number(files) >= MOST_FILES) {
    throw new CustomerRoleError(
      "too_many_requests",
      `A quote can have ${MOST_FILES} files at most. Send the message without files, or request a new quote.`
    )
  }
  if (itemId !== undefined && !(await isVisibleLine(db, quote, actor, itemId))) {
    throw new CustomerRoleError("invalid_request", "The quote has no such line. Load the quote again.")
  }
}

/** Customers see the lines of the offer, the shop those of the draft as well. */
const isVisibleLine = async (db: Knex, { id, revision }: QuoteRow, actor: QuoteActor, itemId: string): Promise<boolean> => {
  const rows = await select(
    db,
    `SELECT 1 FROM quote_revision_item i JOIN quote_revision r ON r.id = i.revision_id
     WHERE r.quote_id = ? AND r.revision = ? AND i.item_id = ?
     UNION ALL SELECT 1 FROM quote_item WHERE ? <> 'customer' AND quote_id = ? AND id = ? AND deleted_at IS NULL`,
    [id, revision, itemId, actor.type, id, itemId]
  )
  return rows.length > 0
}

/**
 * Stores a message with its attachments.
 *
 * @example
 * await insertMessage(trx, "quo_123", { type: "customer", id: "cus_123" }, { text: "Any news?" })
 */
export const insertMessage = async (trx: Knex.Transaction, quoteId: string, actor: QuoteActor, message: NewQuoteMessage): Promise<void> => {
  const id = message.id ?? generateEntityId(undefined, "quomsg")
  await trx("quote_message").insert({
    id,
    quote_id: quoteId,
    author: authorOf(actor),
    author_id: actor.id ?? null,
    text: message.text,
    item_id: message.item_id ?? null,
    created_at: trx.raw("clock_timestamp()"),
  })
  for (const attachment of message.attachments ?? []) {
    await trx("quote_attachment").insert({
      id: generateEntityId(undefined, "quoatt"),
      message_id: id,
      ...attachment,
      created_at: trx.raw("clock_timestamp()"),
    })
  }
}

/** Returns the author that customers see: an API key writes for the shop. */
export const authorOf = ({ type }: Pick<QuoteActor, "type">): QuoteAuthor => (type === "api_key" ? "admin" : type)
