import type { MiddlewareRoute } from "@medusajs/framework/http"
import { BULK_ORDER_POLICIES } from "../../../policies/bulk-order"
import { CUSTOMER_ROLE_POLICIES } from "../../../policies/customer-role"
import { QUOTE_POLICIES } from "../../../policies/quote"
import { validateQuery } from "../../http/validate"
import { GetStatistics } from "./validators"

export const adminStatisticsMiddlewares: MiddlewareRoute[] = [
  {
    methods: ["GET"],
    matcher: "/admin/customer-role/statistics",
    middlewares: [validateQuery(GetStatistics)],
    policies: [CUSTOMER_ROLE_POLICIES.read, QUOTE_POLICIES.read, BULK_ORDER_POLICIES.read],
  },
]
