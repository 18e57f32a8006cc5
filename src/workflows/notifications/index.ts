export type { NotifiedCustomer } from "./plan-notifications"
