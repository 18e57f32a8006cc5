import type { MedusaRequest } from "@medusajs/framework/http"
import { CustomerRoleError } from "../../errors"
import { CUSTOMER_ROLE_MODULE } from "../../modules/customer-role"
import { denialOf } from "../../modules/customer-role/access"
import { noteDenial } from "../../observability/denials"
import type { AccessLevel } from "../../options"
import { callerOf, roleOf } from "../caller/caller"

/**
 * Lets a customer pass if their role reaches a level. Counts, logs and records every refusal under the feature's name.
 * Reads the role for every request and never caches it.
 *
 * @throws CustomerRoleError 403 with the first code of `denialOf` that applies
 *
 * @example
 * await requireAccess(req, customerId, { feature: "quotes", level: "verified" })
 */
export const requireAccess = async (
  req: MedusaRequest,
  customerId: string,
  { feature, level }: { feature: string; level: AccessLevel }
): Promise<void> => {
  const lookup = await roleOf(req)
  const code = denialOf(lookup, level)
  if (!code) {
    return
  }
  const { record } = lookup
  const { impersonator_id } = callerOf(req)
  noteDenial(req.scope, { customer_id: customerId, clerk_user_id: record?.clerk_user_id, feature, code, impersonator_id })
  if (record) {
    const actor = { type: "customer", id: customerId, impersonator_id } as const
    await req.scope
      .resolve(CUSTOMER_ROLE_MODULE)
      .recordDenial({ customer_meta_id: record.id, customer_id: customerId, feature, code, actor })
  }
  throw new CustomerRoleError(code)
}
