import type { MedusaContainer } from "@medusajs/framework/types"
import { CUSTOMER_ROLE_MODULE } from "../modules/customer-role"
import type { AccountType, CustomerMetaRecord } from "../modules/customer-role/types"

/** The record of an enabled account. */
const enabledRecordOf = async (container: MedusaContainer, customerId: string): Promise<CustomerMetaRecord | null> => {
  const record = await container.resolve(CUSTOMER_ROLE_MODULE).getCustomerMetaByCustomerId(customerId)
  return record?.disabled_at ? null : record
}

/**
 * Whether a customer has a business account. The customer's own word: see {@link isVerifiedCustomer} for the shop's.
 * `false` for disabled, deleted and unknown customers.
 *
 * @example
 * if (await isBusinessCustomer(req.scope, customerId)) { … }
 */
export const isBusinessCustomer = async (container: MedusaContainer, customerId: string): Promise<boolean> =>
  (await getCustomerAccountType(container, customerId)) === "business"

/**
 * A customer's account type; `null` for disabled, deleted and unknown customers.
 *
 * @example
 * const accountType = await getCustomerAccountType(container, "cus_123") // "business"
 */
export const getCustomerAccountType = async (container: MedusaContainer, customerId: string): Promise<AccountType | null> =>
  (await enabledRecordOf(container, customerId))?.account_type ?? null

/**
 * Whether an admin has verified a customer's business. `false` for disabled, deleted and unknown customers.
 *
 * @example
 * const onAccount = await isVerifiedCustomer(container, "cus_123")
 */
export const isVerifiedCustomer = async (container: MedusaContainer, customerId: string): Promise<boolean> =>
  (await enabledRecordOf(container, customerId))?.is_verified ?? false

/**
 * The company that a customer states; `null` for none, and for disabled, deleted and unknown customers.
 *
 * @example
 * const company = await getCompanyName(container, "cus_123") // "Cedar GmbH"
 */
export const getCompanyName = async (container: MedusaContainer, customerId: string): Promise<string | null> =>
  (await enabledRecordOf(container, customerId))?.company_name ?? null
