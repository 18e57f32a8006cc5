import type { MedusaNextFunction, MedusaRequest, MedusaResponse, MiddlewareFunction, MiddlewareRoute } from "@medusajs/framework/http"
import { CLERK_PROVIDER } from "../../../../clerk/provider-id"
import { validateBody } from "../../../http/validate"
import { exchangeClerkToken } from "./exchange"
import { ExchangeClerkToken } from "./validators"

/** Goes by the parameters that core's route acts upon: a path has many spellings (`/auth/customer/%63lerk`). */
const onExchange =
  (middleware: MiddlewareFunction): MiddlewareFunction =>
  (req: MedusaRequest, res: MedusaResponse, next: MedusaNextFunction) =>
    req.params.actor_type === "customer" && req.params.auth_provider === CLERK_PROVIDER ? middleware(req, res, next) : next()

export const clerkExchangeMiddlewares: MiddlewareRoute[] = [
  { methods: ["POST"], matcher: "/auth/customer/clerk", bodyParser: false },
  {
    // Core takes both methods.
    methods: ["GET", "POST"],
    matcher: "/auth/:actor_type/:auth_provider",
    middlewares: [onExchange(validateBody(ExchangeClerkToken)), onExchange(exchangeClerkToken)],
  },
]
