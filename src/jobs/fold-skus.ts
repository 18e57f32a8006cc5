import type { MedusaContainer } from "@medusajs/framework/types"
import { CUSTOMER_ROLE_MODULE } from "../modules/customer-role"

/** Folds the SKUs of variants that came without an event, such as those of an import in SQL. */
export default async function foldSkus(container: MedusaContainer): Promise<void> {
  await container.resolve(CUSTOMER_ROLE_MODULE).skuKeys.foldWaiting()
}

export const config = { name: "customer-role-skus", schedule: "*/5 * * * *" }
