export * from "./bulk-orders"
export * from "./customer-role"
export * from "./quotes"
