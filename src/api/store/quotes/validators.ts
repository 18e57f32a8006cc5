import { z } from "@medusajs/framework/zod"
import { QUOTE_ORDERS, QUOTE_STATUSES } from "../../../modules/quote/types"
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

/** The body of `POST /store/quotes/request`. */
export const StoreRequestQuote = z
  .strictObject({
    items: linesSchema(
      lineSchema({
        target_unit_price: amount.optional(),
        note: filledText(1000).optional(),
      })
    ).optional(),
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
    revision: z.int("must be the revision that is accepted").min(0, "must be the revision that is accepted"),
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
export const StoreRenegotiateQuote = z.strictObject({ message: filledText(5000) })

export type StoreRenegotiateQuoteType = z.infer<typeof StoreRenegotiateQuote>

/** A body that says nothing. */
export const StoreCancelQuote = z.strictObject({})
