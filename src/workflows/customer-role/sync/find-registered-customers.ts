import type { CustomerDTO, ICustomerModuleService } from "@medusajs/framework/types"
import { emailFilter } from "../../../text/email-address"

/**
 * Registered customers who have an e-mail address in some case: core keeps `A@b.c` and `a@b.c` apart, for a mailbox they
 * are the same. Whoever of them has it exactly so is among them, however many others there are.
 */
export const findRegisteredCustomers = async (customers: ICustomerModuleService, email: string): Promise<CustomerDTO[]> => {
  const [exact, variants] = await Promise.all([
    customers.listCustomers({ email, has_account: true }, { take: 1 }),
    customers.listCustomers({ ...emailFilter([email]), has_account: true }, { take: MOST_VARIANTS, order: { created_at: "ASC" } }),
  ])
  return [...exact, ...variants.filter(({ id }) => !exact.some((customer) => customer.id === id))]
}

/** Two are as good as any number: then only the exact one counts. */
const MOST_VARIANTS = 10
