import type { CustomerDTO, ICustomerModuleService } from "@medusajs/framework/types"

/** Registered customers with an e-mail address. Core keeps `A@b.c` and `a@b.c` apart; for a mailbox they are the same. */
export const findRegisteredCustomers = async (customers: ICustomerModuleService, email: string): Promise<CustomerDTO[]> => {
  const pattern = email.replace(/[\\%_]/g, "\\$&")
  const found = await customers.listCustomers({ email: { $ilike: pattern }, has_account: true }, { take: 10 })
  return found.filter((customer) => customer.email?.toLowerCase() === email.toLowerCase())
}
