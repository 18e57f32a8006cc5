import { authenticate, type MiddlewareFunction, type MiddlewareRoute } from "@medusajs/framework/http"
import { answering } from "../../../http/answer"
import { refuseLostAccess } from "../../../guards/lost-access"
import { refreshClerkToken } from "./refresh"

/** As core authenticates these routes, whichever of us comes first. */
const asCore = { allowUnregistered: true, requireMfa: false }

/** No session is made of a credential that does not count. */
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
