import type { MedusaRequest, MiddlewareFunction } from "@medusajs/framework/http"
import { ContainerRegistrationKeys, generateJwtToken } from "@medusajs/framework/utils"
import { CLERK_PROVIDER } from "../../clerk/provider-id"
import { verifySessionToken } from "../../clerk/session-token"
import { asCustomerRoleError } from "../../errors"
import { CUSTOMER_ROLE_MODULE } from "../../modules/customer-role"
import { pluginOptions } from "../../modules/customer-role/plugin-options"
import type { CustomerMetaRecord } from "../../modules/customer-role/types"
import { syncUnknownCaller } from "../../workflows/customer-role/sync-caller"
import { bearerTokenIn } from "../caller/credential-text"
import { answering } from "../http/answer"
import { callerOf } from "../caller/caller"
import { countingRefusals } from "./limit-calls"
import { acceptCredential, disabledAccount, refuseLostAccess } from "./lost-access"
import { signingKeyOf } from "./signing-key"

/** Long enough for this one request. */
const MEDUSA_TOKEN_TTL = "60s"

/** These two sync on their own, or say that there is nothing yet. */
const SYNC_ROLE_PATH = /^\/store\/customers\/sync-role(\/[^/]*)?\/?$/i

/**
 * Lets a Clerk session token count on every store route, Medusa's own included, and refuses whoever has lost his
 * access, whatever credential he still holds.
 *
 * A bearer with `actor_type` is Medusa's; any other JWT is Clerk's, and then any session cookie is ignored. A Clerk
 * user who was never synced is synced there and then. The plugin mounts this on `/store`; put it in front of routes
 * of your own elsewhere.
 *
 * @example
 * // src/api/middlewares.ts
 * import { authenticate, defineMiddlewares } from "@medusajs/framework/http"
 * import { clerkBearer, requireBusiness } from "medusa-plugin-customer-role/guards"
 *
 * const medusaCredentials = authenticate("customer", ["session", "bearer"], { allowUnauthenticated: true })
 *
 * export default defineMiddlewares({
 *   routes: [{ matcher: "/b2b", middlewares: [medusaCredentials, clerkBearer, requireBusiness({ feature: "b2b" })] }],
 * })
 */
export const clerkBearer: MiddlewareFunction = answering(async (req, _res, next) => {
  const token = clerkTokenOf(req)
  await countingRefusals(req, () => (token === undefined ? refuseLostAccess(req) : actAsClerkUser(req, token)))
  next()
})

const clerkTokenOf = (req: MedusaRequest): string | undefined => {
  const token = bearerTokenIn(req.headers.authorization)
  const segments = token?.split(".") ?? []
  return segments.length === 3 && !isMedusaToken(segments[1]) ? token : undefined
}

const isMedusaToken = (payload: string): boolean => {
  try {
    const claims: unknown = JSON.parse(Buffer.from(payload, "base64url").toString())
    return typeof claims === "object" && claims !== null && "actor_type" in claims
  } catch {
    return false
  }
}

const actAsClerkUser = async (req: MedusaRequest, token: string): Promise<void> => {
  forgetMedusaCredentials(req)
  const service = req.scope.resolve(CUSTOMER_ROLE_MODULE)
  const session = await verifySessionToken(token, pluginOptions(req.scope).clerk)
  const caller = callerOf(req)
  caller.clerk_user_id = session.clerk_user_id
  caller.impersonator_id = session.impersonator_id

  const { record, deleted } = await service.lookUpClerkUser(session.clerk_user_id)
  if (deleted || record?.disabled_at) {
    throw disabledAccount(req, { ...session, customer_id: record?.customer_id })
  }
  // Of an imported record nobody has proved yet that it is theirs, and a link that broke off is not complete: a sync mends both.
  const proved = record?.clerk_updated_at && !record.link_pending ? record : null
  const known = proved ?? (SYNC_ROLE_PATH.test(req.originalUrl.split("?")[0]) ? null : await syncNow(req))
  if (known) {
    caller.lookup = { record: known, deleted: false }
    signIn(req, known)
  }
}

/** Gives the new record, or nothing where the sync is refused: Medusa's routes see no customer then. */
const syncNow = async (req: MedusaRequest): Promise<CustomerMetaRecord | null> => {
  const caller = callerOf(req)
  const { clerk_user_id = "", impersonator_id } = caller
  try {
    const { record } = await syncUnknownCaller(req.scope, {
      clerk_user_id,
      actor: { type: "clerk", id: clerk_user_id, impersonator_id },
      signed_in: !impersonator_id,
    })
    return record
  } catch (error) {
    const ours = asCustomerRoleError(error)
    if (ours?.status !== 409) {
      throw error
    }
    caller.refusal = ours
    return null
  }
}

/** The session itself survives; it only does not count for this request. */
const forgetMedusaCredentials = (req: MedusaRequest): void => {
  Object.assign(req, { auth_context: undefined, session: undefined })
  delete req.headers.authorization
}

/** Core reads the context here and, where a route authenticates on its own, the header there. */
const signIn = (req: MedusaRequest, record: CustomerMetaRecord): void => {
  const { http } = req.scope.resolve(ContainerRegistrationKeys.CONFIG_MODULE).projectConfig
  const auth_context = {
    actor_id: record.customer_id,
    actor_type: "customer",
    auth_identity_id: record.auth_identity_id ?? "",
    auth_provider: CLERK_PROVIDER,
    mfa_enabled: false,
    app_metadata: { customer_id: record.customer_id },
    user_metadata: {},
  }
  const token = generateJwtToken(auth_context, {
    secret: signingKeyOf(http.jwtSecret),
    expiresIn: MEDUSA_TOKEN_TTL,
    jwtOptions: http.jwtOptions,
  })
  acceptCredential(req, auth_context)
  Object.assign(req, { auth_context })
  req.headers.authorization = `Bearer ${token}`
}
