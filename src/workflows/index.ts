export * from "./bulk-orders"
export * from "./customer-role"
export * from "./notifications"
export * from "./quotes"
