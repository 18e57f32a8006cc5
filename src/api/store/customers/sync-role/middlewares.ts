import type { MiddlewareRoute } from "@medusajs/framework/http"
import { validateBody } from "../../../http/validate"
import { SyncRole } from "./validators"

export const storeSyncRoleMiddlewares: MiddlewareRoute[] = [
  { methods: ["POST"], matcher: "/store/customers/sync-role", bodyParser: false, middlewares: [validateBody(SyncRole)] },
]
