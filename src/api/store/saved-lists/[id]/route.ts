import type { MedusaStoreRequest } from "@medusajs/framework/http"
import { BULK_ORDER_MODULE } from "../../../../modules/bulk-order"
import { requireCustomerId } from "../../../caller/caller"
import { answering } from "../../../http/answer"
import { requireOrderableLength } from "../require-lines"
import type { StoreUpdateSavedListType } from "../validators"

/** Returns one of the caller's saved lists with its lines. */
export const GET = answering(async (req: MedusaStoreRequest, res) => {
  const saved_list = await req.scope.resolve(BULK_ORDER_MODULE).savedLists.retrieve(requireCustomerId(req), req.params.id)
  res.json({ saved_list })
})

/** Renames one of the caller's saved lists, or replaces its lines. */
export const POST = answering(async (req: MedusaStoreRequest<StoreUpdateSavedListType>, res) => {
  requireOrderableLength(req.scope, req.validatedBody.items)
  const { savedLists } = req.scope.resolve(BULK_ORDER_MODULE)
  res.json({ saved_list: await savedLists.update(requireCustomerId(req), req.params.id, req.validatedBody) })
})

/** Deletes one of the caller's saved lists. */
export const DELETE = answering(async (req: MedusaStoreRequest, res) => {
  const { id } = req.params
  await req.scope.resolve(BULK_ORDER_MODULE).savedLists.delete(requireCustomerId(req), id)
  res.json({ id, object: "saved_list", deleted: true })
})
