import type { MedusaContainer } from "@medusajs/framework/types"
import { pluginOptions } from "../../../../modules/customer-role/plugin-options"
import type { CustomerMetaRecord } from "../../../../modules/customer-role/types"
import { type AdminCustomerRole, toAdminCustomerRole } from "../../../views/customer-role"
import { customersById, type NamedCustomer } from "../../../views/named-customers"

/** A business in the admin list. `customer` is `null` if Medusa no longer has them. */
export type ListedBusiness = AdminCustomerRole & { customer: NamedCustomer | null }

/** Returns businesses with their customers. */
export const toListedBusinesses = async (container: MedusaContainer, records: CustomerMetaRecord[]): Promise<ListedBusiness[]> => {
  const byId = await customersById(
    container,
    records.map(({ customer_id }) => customer_id)
  )
  return records.map((record) => ({
    ...toAdminCustomerRole(record, pluginOptions(container)),
    customer: byId.get(record.customer_id) ?? null,
  }))
}
