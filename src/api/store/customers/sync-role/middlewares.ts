import type { MiddlewareFunction, MiddlewareRoute } from "@medusajs/framework/http"
import { callerOf, requireCustomerId } from "../../../caller/caller"
import { limitCalls } from "../../../guards/limit-calls"
import { answering } from "../../../http/answer"
import { validateBody } from "../../../http/validate"
import { SyncRole } from "./validators"

/** Lets Clerk users pass who are not customers yet: the route makes them one. */
const requireCaller: MiddlewareFunction = answering((req, _res, next) => {
  if (!callerOf(req).clerk_user_id) {
    requireCustomerId(req)
  }
  next()
})

export const storeSyncRoleMiddlewares: MiddlewareRoute[] = [
  {
    methods: ["POST"],
    matcher: "/store/customers/sync-role",
    bodyParser: false,
    middlewares: [requireCaller, limitCalls("otherRoutes"), validateBody(SyncRole)],
  },
  { methods: ["GET"], matcher: "/store/customers/sync-role/:id", middlewares: [limitCalls("otherRoutes")] },
]
