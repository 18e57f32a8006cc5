import { describeAccessTable } from "./access-table"

describeAccessTable({ bulkOrders: "verified", quotes: "business" }, ["Clerk token", "Medusa token", "Medusa session"])
