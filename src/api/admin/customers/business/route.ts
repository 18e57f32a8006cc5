import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { CUSTOMER_ROLE_MODULE } from "../../../../modules/customer-role"
import { answering } from "../../../http/answer"
import type { ListBusinessCustomersType } from "../validators"
import { sendBusinessesCsv } from "./csv"
import { toListedBusinesses } from "./view"

type Request = AuthenticatedMedusaRequest & { validatedQuery: ListBusinessCustomersType }

/** Lists businesses with their customers, and counts those of each status that match everything else. */
export const GET = answering(async (req: Request, res: MedusaResponse) => {
  const { format, ...filters } = req.validatedQuery
  if (format === "csv") {
    return sendBusinessesCsv(req.scope, req.validatedQuery, res)
  }
  const { records, count, counts } = await req.scope.resolve(CUSTOMER_ROLE_MODULE).findBusinessCustomers(filters)
  const customers = await toListedBusinesses(req.scope, records)
  res.json({ customers, count, counts, limit: filters.limit, offset: filters.offset })
})
