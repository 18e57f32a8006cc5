import type { MedusaStoreRequest } from "@medusajs/framework/http"
import { BULK_ORDER_MODULE } from "../../../modules/bulk-order"
import { requireCustomerId } from "../../caller/caller"
import { answering } from "../../http/answer"
import { requireOrderableLength } from "./require-lines"
import type { StoreCreateSavedListType } from "./validators"

/** Lists the caller's saved lists by name, without their lines. */
export const GET = answering(async (req: MedusaStoreRequest, res) => {
  const saved_lists = await req.scope.resolve(BULK_ORDER_MODULE).savedLists.list(requireCustomerId(req))
  res.json({ saved_lists, count: saved_lists.length })
})

/** Saves a list of articles to order again. */
export const POST = answering(async (req: MedusaStoreRequest<StoreCreateSavedListType>, res) => {
  requireOrderableLength(req.scope, req.validatedBody.items)
  const saved_list = await req.scope.resolve(BULK_ORDER_MODULE).savedLists.create(requireCustomerId(req), req.validatedBody)
  res.status(201).json({ saved_list })
})
