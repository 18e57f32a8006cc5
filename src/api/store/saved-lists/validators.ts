import { z } from "@medusajs/framework/zod"
import { LONGEST_LIST_NAME } from "../../../modules/bulk-order/saved-lists"
import { MAX_LINE_QUANTITY } from "../../../workflows/bulk-orders/lines/match-variants"
import { filledText, idText, linesSchema, time } from "../../http/schemas"

const quantity = z.int().min(1).max(MAX_LINE_QUANTITY)

/** A line to keep. Whether the article exists is asked when the list is used: it may come back. */
const savedLine = z.union(
  [z.strictObject({ sku: filledText(255), quantity }), z.strictObject({ variant_id: idText, quantity })],
  `must have exactly one of sku and variant_id, and a whole quantity from 1 to ${MAX_LINE_QUANTITY}`
)

const name = filledText(LONGEST_LIST_NAME)
const items = linesSchema(savedLine)

/** The body of `POST /store/saved-lists`. */
export const StoreCreateSavedList = z.strictObject({ name, items })

export type StoreCreateSavedListType = z.infer<typeof StoreCreateSavedList>

/** The body of `POST /store/saved-lists/:id`. */
export const StoreUpdateSavedList = z
  .strictObject({ name: name.optional(), items: items.optional(), expected_updated_at: time.optional() })
  .refine((body) => body.name !== undefined || body.items !== undefined, "must have a name or items")

export type StoreUpdateSavedListType = z.infer<typeof StoreUpdateSavedList>
