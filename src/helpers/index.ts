import type { MedusaContainer } from "@medusajs/framework/types"
import { CUSTOMER_ROLE_MODULE } from "../modules/customer-role"
import type { AccountType, CustomerMetaRecord } from "../modules/customer-role/types"

/** Returns the record of an enabled account. */
const enabledRecordOf = async (container: MedusaContainer, customerId: string): Promise<CustomerMetaRecord | null> => {
  const record = await container.resolve(CUSTOMER_ROLE_MODULE).getCustomerMetaByCustomerId(customerId)
  return record?.disabled_at ? null : record
}

/**
 * Tells whether a customer claims to be a business. The claim is unchecked: {@link isVerifiedCustomer} tells whether
 * the shop has verified it. Returns `false` for disabled, deleted and unknown customers.
 *
 * @example
 * if (await isBusinessCustomer(req.scope, customerId)) { … }
 */
export const isBusinessCustomer = async (container: MedusaContainer, customerId: string): Promise<boolean> =>
  (await getCustomerAccountType(container, customerId)) === "business"

/**
 * Returns a customer's account type, or `null` for disabled, deleted and unknown customers.
 *
 * @example
 * const accountType = await getCustomerAccountType(container, "cus_123") // "business"
 */
export const getCustomerAccountType = async (container: MedusaContainer, customerId: string): Promise<AccountType | null> =>
  (await enabledRecordOf(container, customerId))?.account_type ?? null

/**
 * Tells whether an admin has verified a customer's business. Returns `false` for disabled, deleted and unknown customers.
 *
 * @example
 * const onAccount = await isVerifiedCustomer(container, "cus_123")
 */
export const isVerifiedCustomer = async (container: MedusaContainer, customerId: string): Promise<boolean> =>
  (await enabledRecordOf(container, customerId))?.is_verified ?? false

/**
 * Returns the company that a customer states, or `null` if there is none and for disabled, deleted and unknown customers.
 *
 * @example
 * const company = await getCompanyName(container, "cus_123") // "Cedar GmbH"
 */
export const getCompanyName = async (container: MedusaContainer, customerId: string): Promise<string | null> =>
  (await enabledRecordOf(container, customerId))?.company_name ?? null
