import { z } from "@medusajs/framework/zod"
import { QUOTE_STATUSES } from "../../../modules/quote/types"
import { deliveryShape, filledText, idText, lineSchema, linesSchema, withOneAddress } from "../../http/schemas"

// An offset that PostgreSQL takes.
const MOST_OFFSET = 2_147_483_647

const wholeNumber = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d{1,10}$/, "must be a whole number")
    .transform(Number)
    .refine((value) => value >= least && value <= most, `must be from ${least} to ${most}`)

/** The body of `POST /store/quotes/request`. */
export const StoreRequestQuote = z
  .strictObject({
    items: linesSchema(
      lineSchema({
        target_unit_price: z.number().min(0, "must not be negative").max(1e12).optional(),
        note: filledText(1000).optional(),
      })
    ).optional(),
    cart_id: idText.optional(),
    currency_code: z
      .string()
      .trim()
      .toLowerCase()
      .regex(/^[a-z]{3}$/, "must be a currency code of three letters (ISO 4217)")
      .optional(),
    region_id: idText.optional(),
    message: filledText(5000).optional(),
  })
  .refine(({ items, cart_id }) => (items === undefined) !== (cart_id === undefined), "send exactly one of items and cart_id")

export type StoreRequestQuoteType = z.infer<typeof StoreRequestQuote>

/** The query of `GET /store/quotes`. */
export const StoreGetQuotesParams = z.strictObject({
  status: z.enum(QUOTE_STATUSES, `must be one of ${QUOTE_STATUSES.join(", ")}`).optional(),
  limit: wholeNumber(1, 100).default(20),
  offset: wholeNumber(0, MOST_OFFSET).default(0),
})

export type StoreGetQuotesParamsType = z.infer<typeof StoreGetQuotesParams>

/** The body of `POST /store/quotes/:id/accept`. */
export const StoreAcceptQuote = withOneAddress(
  z.strictObject({
    revision: z.int("must be the revision that is accepted").min(1, "must be a revision that was sent"),
    region_id: idText.optional(),
    sales_channel_id: idText.optional(),
    ...deliveryShape,
  })
)

export type StoreAcceptQuoteType = z.infer<typeof StoreAcceptQuote>

/** A body that says nothing. */
export const StoreCancelQuote = z.strictObject({})
