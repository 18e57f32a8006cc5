import {
  ApiLoader,
  type MedusaNextFunction,
  type MedusaRequest,
  type MedusaResponse,
  type MiddlewareFunction,
} from "@medusajs/framework/http"
import { answering } from "../http/answer"
import { refuseCredential } from "../guards/limit-calls"
import { lookUpAhead } from "../guards/look-ahead"
import { checkRequest, isApiPath, isStorePath } from "./check-request"
import { isReadableCredential } from "../caller/credential-text"
import { dropHugeIndices } from "./huge-index"

type Trace = NonNullable<typeof ApiLoader.traceMiddleware>
type Handler = ReturnType<Trace>

const MARK = Symbol.for("medusa-plugin-customer-role/front-door")

/** The names of Medusa's very first middleware, and of the one that sets CORS headers. */
const FIRST = "jsonBodyParser"
const CORS = "corsMiddleware"

/** Asynchronous middlewares that Medusa mounts without catching errors: if one throws, the request is never answered. */
const UNGUARDED = new Set(["applyLocale", "authMiddleware", "ensurePublishableApiKeyMiddleware"])

/**
 * Puts {@link checkRequest} in front of Medusa's own middlewares, which run before those of a plugin. `ApiLoader` offers one
 * place for that: the hook with which instrumentation wraps every middleware. Medusa loads a plugin's `api/middlewares`
 * before it mounts any middleware, so the hook is set in time.
 *
 * Checks requests to the store, the admin and sign-in after Medusa has set their CORS headers, so that browsers can read the
 * refusal. Checks all other requests before the first of Medusa's middlewares.
 */
export const standInFront = (): void => {
  dropHugeIndices()
  const instrumented = ApiLoader.traceMiddleware
  if (instrumented && Reflect.has(instrumented, MARK)) {
    return
  }
  const inFront: Trace = (handler, route) => {
    const mounted = instrumented ? instrumented(handler, route) : handler
    if (handler.name === FIRST) {
      return (req: MedusaRequest, res: MedusaResponse, next: MedusaNextFunction) =>
        isApiPath(req.path) ? call(mounted, req, res, next) : checked(req, res, () => call(mounted, req, res, next))
    }
    if (handler.name === CORS) {
      return (req: MedusaRequest, res: MedusaResponse, next: MedusaNextFunction) =>
        call(mounted, req, res, (error?: unknown) => (error ? next(error) : checked(req, res, () => lookUpInStore(req, res, next))))
    }
    if (UNGUARDED.has(handler.name)) {
      return async (req: MedusaRequest, res: MedusaResponse, next: MedusaNextFunction) => {
        try {
          await call(mounted, req, res, next)
        } catch (error) {
          next(error)
        }
      }
    }
    return mounted
  }
  ApiLoader.traceMiddleware = Object.assign(inFront, { [MARK]: true })
}

/** Starts the guards' look-ups for a store route. Medusa mounts its middlewares for CORS in `/store`, `/admin` and `/auth`. */
const lookUpInStore = (req: MedusaRequest, res: MedusaResponse, next: MedusaNextFunction): unknown =>
  isStorePath(`${req.baseUrl}${req.path}`) ? lookUpAhead(req, res, next) : next()

const call = (handler: Handler, req: MedusaRequest, res: MedusaResponse, next: MedusaNextFunction): unknown => handler(req, res, next)

/** Requests that have passed {@link checked}. */
const passed = new WeakSet<MedusaRequest>()

/** Checks a request, once. Also mounted as an ordinary middleware, in case instrumentation replaces the hook later. */
export const checked: MiddlewareFunction = answering(async (req, _res, next) => {
  if (!passed.has(req)) {
    if (!isReadableCredential(req.headers.authorization ?? "")) {
      await refuseCredential(req)
    }
    checkRequest(req, `${req.baseUrl}${req.path}`)
    passed.add(req)
  }
  next()
})
