import { authenticate, defineMiddlewares, type MiddlewareRoute } from "@medusajs/framework/http"
import { seedsGuard } from "../guards/seeds-guard"
import { pluginGuards } from "../plugin"

const CREDENTIALS: Parameters<typeof authenticate>[1] = ["session", "bearer"]
const authenticated = authenticate("customer", CREDENTIALS)

const withoutPlugin: MiddlewareRoute[] = [
  { methods: ["GET"], matcher: "/store/bench/seeds", middlewares: [seedsGuard] },
  { methods: ["GET"], matcher: "/bench/open", middlewares: [authenticated] },
  { methods: ["GET"], matcher: "/bench/seeds", middlewares: [authenticated, seedsGuard] },
  { methods: ["POST"], matcher: "/bench/parts", bodyParser: { sizeLimit: "5mb" } },
  { methods: ["POST"], matcher: "/bench/bulk/run", bodyParser: { sizeLimit: "5mb" } },
]

/** Medusa authenticates store routes by itself and lets anonymous callers pass. Elsewhere a shop mounts that in front of the bridge. */
const withPlugin = ({ clerkBearer, requireBusiness }: NonNullable<ReturnType<typeof pluginGuards>>): MiddlewareRoute[] => {
  const business = requireBusiness({ feature: "benchmark", level: "verified" })
  const leniently = authenticate("customer", CREDENTIALS, { allowUnauthenticated: true })
  return [
    { methods: ["GET"], matcher: "/store/bench/business", middlewares: [business] },
    { methods: ["GET"], matcher: "/bench/business", middlewares: [leniently, clerkBearer, business] },
  ]
}

const guards = pluginGuards()

export default defineMiddlewares({ routes: [...withoutPlugin, ...(guards ? withPlugin(guards) : [])] })
