import { businessName } from "../../../account/names"
import { useBusiness } from "./use-business"

/** The name of the business in the path at the top of the page. */
export const BusinessBreadcrumb = ({ customerId }: { customerId: string }) => {
  const { details, customer } = useBusiness(customerId)
  return details.data ? <span>{businessName(details.data.customer_role, customer.data)}</span> : null
}
