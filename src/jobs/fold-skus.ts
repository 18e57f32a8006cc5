import type { MedusaContainer } from "@medusajs/framework/types"
import { withFallback } from "../scheduling/job-fallback"
import { CUSTOMER_ROLE_MODULE } from "../modules/customer-role"

/** Folds the SKUs of variants that changed without an event, for example by an import in SQL. */
async function foldSkus(container: MedusaContainer): Promise<void> {
  await container.resolve(CUSTOMER_ROLE_MODULE).skuKeys.foldWaiting()
}

export default withFallback("customer-role-skus", foldSkus)

export const config = { name: "customer-role-skus", schedule: "*/5 * * * *" }
