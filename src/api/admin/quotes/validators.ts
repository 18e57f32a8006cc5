import { z } from "@medusajs/framework/zod"
import { ADMIN_QUOTE_ORDERS, QUOTE_STATUSES } from "../../../modules/quote/types"
import { MAX_LINE_QUANTITY } from "../../../workflows/bulk-orders/lines/match-variants"
import {
  amount,
  currencyCode,
  filledText,
  idText,
  lineSchema,
  linesSchema,
  listFormat,
  orderOf,
  paging,
  searchTerm,
  text,
  time,
  timeRange,
  trueOrFalse,
} from "../../http/schemas"

const note = filledText(1000)
const message = filledText(5000)
const internalNote = text(5000).nullable()
const percentage = z.number().min(0, "must not be negative").max(100, "must be at most 100")

const future = time.refine((value) => value.getTime() > Date.now(), "must be in the future").nullable()

const price = {
  unit_price: amount.optional(),
  discount_percentage: percentage.optional(),
  discount_amount: amount.optional(),
}

const countOf = (line: Record<string, unknown>, keys: string[]): number => keys.filter((key) => line[key] !== undefined).length

const hasOnePrice = (line: Record<string, unknown>): boolean => countOf(line, Object.keys(price)) <= 1
const ONE_PRICE = `must have at most one of ${Object.keys(price).join(", ")}`

const NAMES = ["id", "sku", "variant_id"]

/** A line to change, remove or add. */
const draftLine = z
  .strictObject({
    id: idText.optional(),
    sku: filledText(255).optional(),
    variant_id: idText.optional(),
    quantity: z.int().min(1).max(MAX_LINE_QUANTITY).optional(),
    note: note.nullable().optional(),
    remove: z.literal(true).optional(),
    ...price,
    unit_price: amount.nullable().optional(),
  })
  .refine((line) => countOf(line, NAMES) === 1, `must have exactly one of ${NAMES.join(", ")}`)
  .refine(hasOnePrice, ONE_PRICE)
  .refine(({ id, quantity }) => id !== undefined || quantity !== undefined, "a new line must have a quantity")
  .refine(({ id, unit_price }) => id !== undefined || unit_price !== null, "a new line cannot have a unit_price of null")
  .refine(
    (line) => !line.remove || (countOf(line, Object.keys(line)) === 2 && line.id !== undefined),
    "remove must come with an id and nothing else"
  )

const areDifferent = (lines: { id?: string }[]): boolean => {
  const ids = lines.flatMap(({ id }) => id ?? [])
  return new Set(ids).size === ids.length
}

/** The query of `GET /admin/quotes`. */
export const AdminGetQuotesParams = z.strictObject({
  status: z.enum(QUOTE_STATUSES, `must be one of ${QUOTE_STATUSES.join(", ")}`).optional(),
  customer_id: idText.optional(),
  waiting: trueOrFalse.optional(),
  q: searchTerm.optional(),
  created_at: timeRange.optional(),
  updated_at: timeRange.optional(),
  waiting_since: timeRange.optional(),
  sent_at: timeRange.optional(),
  accepted_at: timeRange.optional(),
  ...paging,
  order: orderOf(ADMIN_QUOTE_ORDERS).default("-created_at"),
  format: listFormat,
})

export type AdminGetQuotesParamsType = z.infer<typeof AdminGetQuotesParams>

/** The body of `POST /admin/quotes`. */
export const AdminCreateQuote = z.strictObject({
  customer_id: idText,
  items: linesSchema(lineSchema({ ...price, note: note.optional() }).refine(hasOnePrice, ONE_PRICE)),
  currency_code: currencyCode.optional(),
  region_id: idText.optional(),
  sales_channel_id: idText.optional(),
  message: message.optional(),
  internal_note: internalNote.optional(),
  valid_until: future.optional(),
})

export type AdminCreateQuoteType = z.infer<typeof AdminCreateQuote>

const changes = {
  items: linesSchema(draftLine).refine(areDifferent, "must not name a line twice").optional(),
  discount_percentage: percentage.optional(),
  valid_until: future.optional(),
  internal_note: internalNote.optional(),
}

/** The body of `POST /admin/quotes/:id`. */
export const AdminUpdateQuote = z
  .strictObject({ ...changes, expected_updated_at: time.optional() })
  .refine((body) => countOf(body, Object.keys(changes)) > 0, `must have at least one of ${Object.keys(changes).join(", ")}`)

export type AdminUpdateQuoteType = z.infer<typeof AdminUpdateQuote>

/** The body of `POST /admin/quotes/:id/send`. */
export const AdminSendQuote = z.strictObject({ message: message.optional(), expected_updated_at: time.optional() })

export type AdminSendQuoteType = z.infer<typeof AdminSendQuote>

/** The body of `POST /admin/quotes/:id/reject`. */
export const AdminRejectQuote = z.strictObject({ reason: message })

export type AdminRejectQuoteType = z.infer<typeof AdminRejectQuote>

/** The body of `POST /admin/quotes/:id/duplicate`: empty. */
export const AdminDuplicateQuote = z.strictObject({})
