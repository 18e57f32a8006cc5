import type { MedusaRequest, MiddlewareFunction } from "@medusajs/framework/http"
import { ContainerRegistrationKeys, generateJwtToken } from "@medusajs/framework/utils"
import { CLERK_PROVIDER } from "../../clerk/auth-provider"
import { verifySessionToken } from "../../clerk/session-token"
import { asCustomerRoleError } from "../../errors"
import { pluginOptions } from "../../modules/customer-role/plugin-options"
import type { CustomerMetaRecord } from "../../modules/customer-role/types"
import { syncUnknownCaller } from "../../workflows/customer-role/sync-caller"
import { bearerTokenIn, claimsIn } from "../caller/credential-text"
import { lookUpClerkUserOnce } from "../caller/role-lookups"
import { answering } from "../http/answer"
import { callerOf } from "../caller/caller"
import { countingRefusals } from "./limit-calls"
import { acceptCredential, refuseLostAccess, requireEnabled } from "./refuse-lost-access"
import { signingKeyOf } from "./signing-key"

/** The token serves a single request. */
const MEDUSA_TOKEN_TTL = "60s"

/** These routes sync on their own, or answer that nothing has been synced yet. */
const SYNC_ROLE_PATH = /^\/store\/customers\/sync-role(\/[^/]*)?\/?$/i

/**
 * A middleware that accepts Clerk session tokens on every store route, Medusa's own included, and refuses callers who have
 * lost access, whatever credential they still hold.
 *
 * A bearer token with `actor_type` is Medusa's. Any other JWT is Clerk's and overrides a session cookie. A Clerk user who
 * was never synced is synced at once. The plugin mounts this on `/store`; put it in front of your own routes elsewhere.
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
  const isJwt = token?.split(".").length === 3
  return isJwt && !("actor_type" in (claimsIn(token) ?? {})) ? token : undefined
}

const actAsClerkUser = async (req: MedusaRequest, token: string): Promise<void> => {
  forgetMedusaCredentials(req)
  const session = await verifySessionToken(token, pluginOptions(req.scope).clerk)
  const caller = callerOf(req)
  caller.clerk_user_id = session.clerk_user_id
  caller.impersonator_id = session.impersonator_id

  const { record, deleted } = await lookUpClerkUserOnce(req, session.clerk_user_id)
  requireEnabled(req, { record, deleted }, { ...session, customer_id: record?.customer_id })
  // Only a sign-in proves who owns an imported record, and an interrupted link is incomplete. A sync settles both.
  const proved = record?.clerk_updated_at && !record.link_pending ? record : null
  const known = proved ?? (SYNC_ROLE_PATH.test(`${req.baseUrl}${req.path}`) ? null : await syncNow(req))
  if (known) {
    caller.lookup = { record: known, deleted: false }
    signIn(req, known)
  }
}

/** Returns the synced record, or `null` if the sync is refused. Medusa's routes then see no customer, ours the reason. */
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

/** Ignores Medusa's credentials for this request. The session itself survives. */
const forgetMedusaCredentials = (req: MedusaRequest): void => {
  Object.assign(req, { auth_context: undefined, session: undefined })
  delete req.headers.authorization
}

/** Sets the authentication context, and the header for core routes that authenticate themselves. */
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
