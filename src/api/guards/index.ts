export { clerkBearer } from "./clerk-bearer"
export { refuseImpersonation } from "./refuse-impersonation"
export { requireBusiness, type RequireBusinessOptions } from "./require-business"
export { requireCustomer } from "./require-customer"
