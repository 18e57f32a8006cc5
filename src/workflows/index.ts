export * from "./customer-role"
