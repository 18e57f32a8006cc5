import { authenticate, type MiddlewareFunction, type MiddlewareRoute } from "@medusajs/framework/http"
import { answering } from "../../../http/answer"
import { refuseLostAccess } from "../../../guards/refuse-lost-access"
import { refreshClerkToken } from "./refresh"

/** Core's own settings for these routes, since our authentication may run before core's. */
const asCore = { allowUnregistered: true, requireMfa: false }

/** Keeps a credential that is no longer valid from becoming a session. */
const refuseLostCredential: MiddlewareFunction = answering(async (req, _res, next) => {
  await refuseLostAccess(req)
  next()
})

export const authTokenMiddlewares: MiddlewareRoute[] = [
  {
    methods: ["POST"],
    matcher: "/auth/token/refresh",
    middlewares: [authenticate("*", ["session", "bearer"], asCore), refreshClerkToken],
  },
  { methods: ["POST"], matcher: "/auth/session", middlewares: [authenticate("*", "bearer", asCore), refuseLostCredential] },
]
