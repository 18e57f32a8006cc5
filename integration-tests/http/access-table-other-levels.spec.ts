import { describeAccessTable } from "./access-table"

describeAccessTable({ bulkOrders: "business", quotes: "verified" }, ["Clerk token"])
