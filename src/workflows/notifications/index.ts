export type { NotifiedCustomer } from "./notification"
