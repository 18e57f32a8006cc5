import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { CUSTOMER_ROLE_MODULE } from "../../../../modules/customer-role"
import { pluginOptions } from "../../../../modules/customer-role/plugin-options"
import { answering } from "../../../http/answer"
import { toAdminCustomerRole } from "../../../views/customer-role"
import { customersById } from "../../../views/named-customers"
import type { ListBusinessCustomersType } from "../validators"

type Request = AuthenticatedMedusaRequest & { validatedQuery: ListBusinessCustomersType }

/** Lists businesses with their customers, and counts those of each status that the search finds. */
export const GET = answering(async (req: Request, res: MedusaResponse) => {
  const filters = req.validatedQuery
  const { records, count, counts } = await req.scope.resolve(CUSTOMER_ROLE_MODULE).findBusinessCustomers(filters)
  const byId = await customersById(
    req.scope,
    records.map(({ customer_id }) => customer_id)
  )
  const customers = records.map((record) => ({
    ...toAdminCustomerRole(record, pluginOptions(req.scope)),
    customer: byId.get(record.customer_id) ?? null,
  }))
  res.json({ customers, count, counts, limit: filters.limit, offset: filters.offset })
})
