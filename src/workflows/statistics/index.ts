export * from "./get-statistics"
