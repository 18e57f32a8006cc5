import type { MiddlewareRoute } from "@medusajs/framework/http"
import { rawBody } from "../../http/validate"

export const clerkWebhookMiddlewares: MiddlewareRoute[] = [
  { methods: ["POST"], matcher: "/hooks/clerk", bodyParser: false, middlewares: [rawBody("1mb")] },
]
