import type { MiddlewareRoute } from "@medusajs/framework/http"
import { validateBody } from "../../../http/validate"
import { exchangeClerkToken } from "./exchange"
import { ExchangeClerkToken } from "./validators"

export const clerkExchangeMiddlewares: MiddlewareRoute[] = [
  {
    methods: ["POST"],
    matcher: "/auth/customer/clerk",
    bodyParser: false,
    middlewares: [validateBody(ExchangeClerkToken), exchangeClerkToken],
  },
]
