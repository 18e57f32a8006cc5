export { withCustomerRole } from "./with-customer-role"
