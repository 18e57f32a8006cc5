import type { MedusaContainer } from "@medusajs/framework/types"
import { IMPERSONATION, noteDenial } from "../../observability/denials"
import { CustomerRoleError } from "../../errors"
import { logEvent } from "../../observability/log"
import { CUSTOMER_ROLE_MODULE } from "../../modules/customer-role"
import type { CustomerMetaRecord } from "../../modules/customer-role/types"

/** What somebody does in a customer's name. */
export type Impersonation = {
  /** Who does it. */
  impersonator_id: string
  clerk_user_id?: string
  /** Method and route pattern. */
  action: string
  /** The customer's record; without one there is no history to write to. */
  record: CustomerMetaRecord | null
}

/**
 * Refuses somebody who acts in a customer's name, and leaves that in the customer's history.
 *
 * @throws CustomerRoleError `impersonation_not_allowed`, always
 */
export const denyImpersonation = async (container: MedusaContainer, impersonation: Impersonation): Promise<never> => {
  const { impersonator_id, clerk_user_id, action, record } = impersonation
  const code = "impersonation_not_allowed"
  noteDenial(container, { customer_id: record?.customer_id, clerk_user_id, feature: IMPERSONATION, code, action, impersonator_id })
  if (record) {
    const { id: customer_meta_id, customer_id } = record
    const actor = { type: "customer", id: customer_id, impersonator_id } as const
    await container.resolve(CUSTOMER_ROLE_MODULE).recordDenial({ customer_meta_id, customer_id, feature: action, code, actor })
  }
  throw new CustomerRoleError(code)
}

/** Leaves in a customer's history who acts in his name, before it is done. */
export const noteImpersonation = async (container: MedusaContainer, impersonation: Impersonation): Promise<void> => {
  const { impersonator_id, clerk_user_id, action, record } = impersonation
  logEvent(container, "customer_role.impersonated", { customer_id: record?.customer_id, clerk_user_id, action, impersonator_id })
  if (record) {
    const actor = { type: "customer", id: record.customer_id, impersonator_id } as const
    await container.resolve(CUSTOMER_ROLE_MODULE).recordImpersonation(record.id, action, actor)
  }
}
