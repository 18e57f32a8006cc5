import { z } from "@medusajs/framework/zod"
import { CustomerRoleError } from "../../../errors"
import { QUOTE_ORDERS, QUOTE_STATUSES } from "../../../modules/quote/types"
import { MAX_LINE_QUANTITY } from "../../../workflows/bulk-orders/lines/match-variants"
import {
  amount,
  currencyCode,
  deliveryShape,
  filledText,
  idText,
  lineSchema,
  linesSchema,
  orderOf,
  paging,
  searchTerm,
  withOneAddress,
} from "../../http/schemas"

/** Characters in all notes of a request together, enough for a sentence on each of a thousand lines. */
const MOST_NOTES = 100_000

/** Limits the notes, because every answer about the quote contains them. */
const withShortNotes = <T extends z.ZodType<{ note?: string }[]>>(lines: T) =>
  lines.transform((items) => {
    const characters = items.reduce((sum, { note }) => sum + (note?.length ?? 0), 0)
    if (characters > MOST_NOTES) {
      throw new CustomerRoleError("payload_too_large", `All notes together can have ${MOST_NOTES} characters at most. Shorten them.`)
    }
    return items
  })

const note = filledText(1000).optional()

/** The body of `POST /store/quotes/request`. */
export const StoreRequestQuote = z
  .strictObject({
    items: withShortNotes(linesSchema(lineSchema({ target_unit_price: amount.optional(), note }))).optional(),
    cart_id: idText.optional(),
    currency_code: currencyCode.optional(),
    region_id: idText.optional(),
    message: filledText(5000).optional(),
  })
  .refine(({ items, cart_id }) => (items === undefined) !== (cart_id === undefined), "send exactly one of items and cart_id")

export type StoreRequestQuoteType = z.infer<typeof StoreRequestQuote>

/** The query of `GET /store/quotes`. */
export const StoreGetQuotesParams = z.strictObject({
  status: z.enum(QUOTE_STATUSES, `must be one of ${QUOTE_STATUSES.join(", ")}`).optional(),
  q: searchTerm.optional(),
  ...paging,
  order: orderOf(QUOTE_ORDERS).default("-created_at"),
})

export type StoreGetQuotesParamsType = z.infer<typeof StoreGetQuotesParams>

/** The body of `POST /store/quotes/:id/accept`. */
export const StoreAcceptQuote = withOneAddress(
  z.strictObject({
    revision: z.int("must be the number of the accepted revision").min(0, "must be the number of the accepted revision"),
    region_id: idText.optional(),
    sales_channel_id: idText.optional(),
    ...deliveryShape,
  })
)

export type StoreAcceptQuoteType = z.infer<typeof StoreAcceptQuote>

/** The body of `POST /store/quotes/:id/decline`. */
export const StoreDeclineQuote = z.strictObject({ reason: filledText(5000).optional() })

export type StoreDeclineQuoteType = z.infer<typeof StoreDeclineQuote>

/** The body of `POST /store/quotes/:id/renegotiate`. */
export const StoreRenegotiateQuote = z.strictObject({
  message: filledText(5000),
  items: withShortNotes(
    linesSchema(
      z
        .strictObject({
          id: idText,
          quantity: z.int().min(1).max(MAX_LINE_QUANTITY).optional(),
          target_unit_price: amount.optional(),
          note,
        })
        .refine(({ id, ...wish }) => Object.values(wish).some((value) => value !== undefined), {
          error: "must have at least one of quantity, target_unit_price, note",
        })
    )
  )
    .refine((items) => new Set(items.map(({ id }) => id)).size === items.length, "must not name a line twice")
    .optional(),
})

export type StoreRenegotiateQuoteType = z.infer<typeof StoreRenegotiateQuote>

/** The body of `POST /store/quotes/:id/cancel`: empty. */
export const StoreCancelQuote = z.strictObject({})
