import { model } from "@medusajs/framework/utils"
import { QUOTE_STATUSES } from "../types"
import { QuoteEvent } from "./quote-event"
import { QuoteItem } from "./quote-item"
import { QuoteMessage } from "./quote-message"
import { QuoteRevision } from "./quote-revision"

/** A business's request and the shop's offer. The migrations add check constraints, triggers and the sequence of numbers. */
export const Quote = model
  .define("quote", {
    id: model.id({ prefix: "quo" }).primaryKey(),
    /** The number for people, such as `Q-000123`. */
    number: model.text(),
    customer_id: model.text(),
    status: model.enum([...QUOTE_STATUSES]).default("requested"),
    /** The last revision sent; 0 before the first. */
    revision: model.number().default(0),
    currency_code: model.text(),
    /** Decimals of the currency. */
    decimal_digits: model.number().default(2),
    region_id: model.text().nullable(),
    sales_channel_id: model.text().nullable(),
    /** The cart that the quote was requested from. */
    cart_id: model.text().nullable(),
    /** Company name and tax id as of the request, or of the last revision sent. */
    company_name: model.text().nullable(),
    tax_id: model.text().nullable(),
    /** The end of validity of the last revision. */
    valid_until: model.dateTime().nullable(),
    /** The end of validity of the next revision. */
    draft_valid_until: model.dateTime().nullable(),
    /** Only the shop sees it. */
    internal_note: model.text().nullable(),
    order_id: model.text().nullable(),
    /** Number, company name, tax id and the customer's e-mail address and names, in lower case. */
    search_text: model.text().default(""),
    /** A migration filled `search_text` in SQL, and a job has yet to fold it as the search does. */
    is_search_stale: model.boolean().default(false),
    /** The placement that is placing the order, and since when. */
    accepting_id: model.text().nullable(),
    accepting_since: model.dateTime().nullable(),
    /** Who acts on the customer's behalf, if someone impersonates them. */
    accepting_impersonator_id: model.text().nullable(),
    /** When the customer was reminded of the last revision. */
    reminded_at: model.dateTime().nullable(),
    /** Since when the customer waits for the shop. Triggers keep it. */
    waiting_since: model.dateTime().nullable(),
    /** The draft of the next revision. */
    items: model.hasMany(() => QuoteItem, { mappedBy: "quote" }),
    revisions: model.hasMany(() => QuoteRevision, { mappedBy: "quote" }),
    messages: model.hasMany(() => QuoteMessage, { mappedBy: "quote" }),
    events: model.hasMany(() => QuoteEvent, { mappedBy: "quote" }),
  })
  .cascades({ delete: ["items", "messages"] })
  .indexes([
    { name: "IDX_quote_number_unique", on: ["number"], unique: true, where: "deleted_at IS NULL" },
    { name: "IDX_quote_customer_id_created_at", on: ["customer_id", "created_at"], where: "deleted_at IS NULL" },
    { name: "IDX_quote_status_created_at", on: ["status", "created_at"], where: "deleted_at IS NULL" },
    { name: "IDX_quote_search_stale", on: ["customer_id"], where: "is_search_stale" },
  ])
