import { model } from "@medusajs/framework/utils"
import { QUOTE_STATUSES } from "../types"
import { QuoteEvent } from "./quote-event"
import { QuoteItem } from "./quote-item"
import { QuoteMessage } from "./quote-message"
import { QuoteRevision } from "./quote-revision"

/** A quote: what a business asked for, and what the shop offers. Checks and the sequence of numbers are in the migrations. */
export const Quote = model
  .define("quote", {
    id: model.id({ prefix: "quo" }).primaryKey(),
    /** For people, e.g. `Q-000123`. */
    number: model.text(),
    customer_id: model.text(),
    status: model.enum([...QUOTE_STATUSES]).default("requested"),
    /** The last revision sent, 0 before. */
    revision: model.number().default(0),
    currency_code: model.text(),
    /** The smallest unit of the currency, as a number of decimals. */
    decimal_digits: model.number().default(2),
    region_id: model.text().nullable(),
    sales_channel_id: model.text().nullable(),
    /** The cart that the quote was asked for with. */
    cart_id: model.text().nullable(),
    /** Company and tax id as they were when the quote was asked for or last sent. */
    company_name: model.text().nullable(),
    tax_id: model.text().nullable(),
    /** Until when the last revision can be accepted. */
    valid_until: model.dateTime().nullable(),
    /** Until when the next revision is to be valid. */
    draft_valid_until: model.dateTime().nullable(),
    /** For the shop alone. */
    internal_note: model.text().nullable(),
    order_id: model.text().nullable(),
    /** Number, company, tax id and the customer's address and names, in lower case. */
    search_text: model.text().default(""),
    /** The attempt to place the order that is under way, and since when. */
    accepting_id: model.text().nullable(),
    accepting_since: model.dateTime().nullable(),
    /** Who acts in the customer's name in it. */
    accepting_impersonator_id: model.text().nullable(),
    /** When the customer was reminded of the last revision. */
    reminded_at: model.dateTime().nullable(),
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
  ])
