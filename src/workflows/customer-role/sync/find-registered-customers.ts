import type { CustomerDTO, ICustomerModuleService } from "@medusajs/framework/types"
import { emailFilter } from "../../../text/email-address"

/**
 * Returns the registered customers with an email address, ignoring its case: core tells `A@b.c` and `a@b.c` apart, mailboxes
 * do not. Always includes the customer with exactly this spelling.
 */
export const findRegisteredCustomers = async (customers: ICustomerModuleService, email: string): Promise<CustomerDTO[]> => {
  const [exact, variants] = await Promise.all([
    customers.listCustomers({ email, has_account: true }, { take: 1 }),
    customers.listCustomers({ ...emailFilter([email]), has_account: true }, { take: MOST_VARIANTS, order: { created_at: "ASC" } }),
  ])
  return [...exact, ...variants.filter(({ id }) => !exact.some((customer) => customer.id === id))]
}

/** The most customers to load. If several spell the address differently, only an exact match counts. */
const MOST_VARIANTS = 10
