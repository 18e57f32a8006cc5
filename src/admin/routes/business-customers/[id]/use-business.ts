import { useQuery } from "@tanstack/react-query"
import { retrieveCustomer } from "../../../api/medusa"
import { retrieveRole, roleKeys } from "../../../api/roles"

/**
 * Loads a role with its history, and its customer.
 *
 * @example
 * const { details, customer } = useBusiness("cus_123")
 */
export const useBusiness = (customerId: string) => ({
  details: useQuery({ queryKey: roleKeys.detail(customerId), queryFn: () => retrieveRole(customerId) }),
  customer: useQuery({ queryKey: [...roleKeys.detail(customerId), "customer"], queryFn: () => retrieveCustomer(customerId) }),
})
