import { model } from "@medusajs/framework/utils"
import { QUOTE_STATUSES } from "../types"
import { QuoteItem } from "./quote-item"
import { QuoteMessage } from "./quote-message"

/** A quote: what a business asked for, and what the shop offers. Checks and the sequence of numbers are in the migration. */
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
    region_id: model.text().nullable(),
    sales_channel_id: model.text().nullable(),
    /** The cart that the quote was asked for with. */
    cart_id: model.text().nullable(),
    /** Company and tax id as they were when the quote was asked for. */
    company_name: model.text().nullable(),
    tax_id: model.text().nullable(),
    valid_until: model.dateTime().nullable(),
    order_id: model.text().nullable(),
    items: model.hasMany(() => QuoteItem, { mappedBy: "quote" }),
    messages: model.hasMany(() => QuoteMessage, { mappedBy: "quote" }),
  })
  .cascades({ delete: ["items", "messages"] })
  .indexes([
    { name: "IDX_quote_number_unique", on: ["number"], unique: true, where: "deleted_at IS NULL" },
    { name: "IDX_quote_customer_id_created_at", on: ["customer_id", "created_at"], where: "deleted_at IS NULL" },
    { name: "IDX_quote_status_created_at", on: ["status", "created_at"], where: "deleted_at IS NULL" },
  ])
