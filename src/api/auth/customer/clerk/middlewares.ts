import type { MedusaNextFunction, MedusaRequest, MedusaResponse, MiddlewareFunction, MiddlewareRoute } from "@medusajs/framework/http"
import { CLERK_PROVIDER } from "../../../../clerk/auth-provider"
import { validateBody } from "../../../http/validate"
import { exchangeClerkToken } from "./exchange"
import { ExchangeClerkToken } from "./validators"

/** Matches the decoded parameters that core's route acts on. The path itself has many spellings, such as `/auth/customer/%63lerk`. */
const onExchange =
  (middleware: MiddlewareFunction): MiddlewareFunction =>
  (req: MedusaRequest, res: MedusaResponse, next: MedusaNextFunction) =>
    req.params.actor_type === "customer" && req.params.auth_provider === CLERK_PROVIDER ? middleware(req, res, next) : next()

export const clerkExchangeMiddlewares: MiddlewareRoute[] = [
  { methods: ["POST"], matcher: "/auth/customer/clerk", bodyParser: false },
  {
    // Core accepts both methods.
    methods: ["GET", "POST"],
    matcher: "/auth/:actor_type/:auth_provider",
    middlewares: [onExchange(validateBody(ExchangeClerkToken)), onExchange(exchangeClerkToken)],
  },
]
