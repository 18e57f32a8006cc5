import { getAuthContextFromJwtToken, type AuthContext, type MedusaRequest } from "@medusajs/framework/http"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { CLERK_PROVIDER, SIGN_IN_REPLACED_AT } from "../../clerk/auth-provider"
import { noteDenial, STORE } from "../../observability/denials"
import { CustomerRoleError } from "../../errors"
import type { CustomerMetaRecord, RoleLookup, SignInLookup } from "../../modules/customer-role/types"
import { callerOf, customerIdOf, roleOf } from "../caller/caller"
import { lookUpCustomerOnce, lookUpSignInOnce } from "../caller/role-lookups"

/** A customer credential of Medusa's. `actor_id` is empty for a sign-in without a customer. */
type Credential = Pick<AuthContext, "actor_id" | "auth_identity_id"> & Partial<Pick<AuthContext, "auth_provider" | "app_metadata">>

/**
 * Refuses Medusa tokens and sessions that are no longer valid: their customer is disabled or was handed to a Clerk user, or
 * the Clerk session they were exchanged in has ended. Every guard calls this, wherever it is mounted; each credential is
 * checked once a request.
 *
 * @throws CustomerRoleError `account_disabled`, `sign_in_replaced`, `invalid_token`
 */
export const refuseLostAccess = async (req: MedusaRequest): Promise<void> => {
  const caller = callerOf(req)
  for (const credential of medusaCredentialsOf(req)) {
    const key = keyOf(credential)
    if (!caller.accepted?.has(key)) {
      await refuseLost(req, credential)
      caller.accepted = new Set([...(caller.accepted ?? []), key])
    }
  }
}

/** Accepts a credential that we created for this request from its verified Clerk token. */
export const acceptCredential = (req: MedusaRequest, credential: Credential): void => {
  const caller = callerOf(req)
  caller.accepted = new Set([...(caller.accepted ?? []), keyOf(credential)])
}

const keyOf = (credential: Credential): string =>
  JSON.stringify([credential.actor_id, credential.auth_identity_id, sessionIdOf(credential)])

/** Returns the Clerk session that a credential was exchanged in, or `null` if it does not come from an exchange. */
export const sessionIdOf = ({ app_metadata }: Pick<Credential, "app_metadata">): string | null => {
  const id: unknown = app_metadata?.clerk_session_id
  return typeof id === "string" && id !== "" ? id : null
}

/** Returns the Clerk session that a token of the plugin's own provider was exchanged in. */
export const exchangedIn = (credential: Pick<Credential, "auth_provider" | "app_metadata">): string | null =>
  credential.auth_provider === CLERK_PROVIDER ? sessionIdOf(credential) : null

const refuseLost = async (req: MedusaRequest, credential: Credential): Promise<void> => {
  if (!credential.actor_id) {
    await refuseReplacedSignIn(req, credential)
    return
  }
  const { record, deleted, has_live_session } = await lookUp(req, credential)
  requireEnabled(req, { record, deleted }, { customer_id: credential.actor_id, clerk_user_id: record?.clerk_user_id })
  if (record && isForeign(credential, record)) {
    throw new CustomerRoleError("sign_in_replaced")
  }
  if (credential.auth_provider === CLERK_PROVIDER && !has_live_session) {
    throw new CustomerRoleError("invalid_token")
  }
}

/** Looks up the customer of a credential and its Clerk session, if it names one. */
const lookUp = async (req: MedusaRequest, credential: Credential): Promise<RoleLookup & Partial<SignInLookup>> => {
  const sessionId = exchangedIn(credential)
  const isCallers = credential.actor_id === customerIdOf(req)
  if (!sessionId) {
    return isCallers ? roleOf(req) : lookUpCustomerOnce(req, credential.actor_id)
  }
  const { has_live_session, ...lookup } = await lookUpSignInOnce(req, credential.actor_id, sessionId)
  if (isCallers) {
    callerOf(req).lookup ??= lookup
  }
  return { ...lookup, has_live_session }
}

/** Refuses a sign-in whose customer was handed to a Clerk user. Any other sign-in without a customer may register one. */
const refuseReplacedSignIn = async (req: MedusaRequest, { auth_identity_id }: Credential): Promise<void> => {
  const [identity] = auth_identity_id
    ? await req.scope.resolve(Modules.AUTH).listAuthIdentities({ id: [auth_identity_id] }, { select: ["id", "app_metadata"] })
    : []
  if (identity?.app_metadata && SIGN_IN_REPLACED_AT in identity.app_metadata) {
    throw new CustomerRoleError("sign_in_replaced")
  }
}

type Enabled = { record: Pick<CustomerMetaRecord, "disabled_at"> | null; deleted?: boolean }
type RefusedCaller = { customer_id?: string; clerk_user_id?: string; impersonator_id?: string | null }

/**
 * Refuses a disabled or deleted account, however it signs in. Counts and logs the refusal, but
 * keeps it out of the history: a browser repeats it with every page.
 *
 * @throws CustomerRoleError `account_disabled`
 */
export const requireEnabled = (req: MedusaRequest, { record, deleted = false }: Enabled, caller: RefusedCaller): void => {
  if (deleted || record?.disabled_at) {
    noteDenial(req.scope, { ...caller, feature: STORE, code: "account_disabled" })
    throw new CustomerRoleError("account_disabled")
  }
}

/**
 * Returns every customer credential that a route may act on: the one that core has authenticated, a token beside a session,
 * which routes may prefer, and both if a route opts out of core's authentication and does it itself.
 */
const medusaCredentialsOf = (req: MedusaRequest): Credential[] => {
  const authenticated: unknown = "auth_context" in req ? req.auth_context : undefined
  const session: unknown = req.session?.auth_context
  const token = authenticated && !session ? undefined : medusaTokenOf(req)
  return [authenticated ?? session, token].filter(isCustomerCredential)
}

const medusaTokenOf = (req: MedusaRequest): unknown => {
  const { http } = req.scope.resolve(ContainerRegistrationKeys.CONFIG_MODULE).projectConfig
  return getAuthContextFromJwtToken(
    req.headers.authorization,
    http.jwtSecret ?? "",
    ["bearer"],
    ["customer"],
    http.jwtPublicKey,
    http.jwtVerifyOptions ?? http.jwtOptions
  )
}

const isCustomerCredential = (value: unknown): value is Credential =>
  typeof value === "object" &&
  value !== null &&
  "actor_type" in value &&
  value.actor_type === "customer" &&
  "actor_id" in value &&
  typeof value.actor_id === "string" &&
  "auth_identity_id" in value &&
  typeof value.auth_identity_id === "string"

/**
 * Tells whether a credential belongs to another sign-in than the Clerk user to whom the customer was handed. The age of the
 * credential does not matter: a registration under way at that moment may attach itself later. An imported record is
 * handed over only when its Clerk user signs in.
 */
const isForeign = ({ auth_identity_id }: Credential, record: CustomerMetaRecord): boolean =>
  record.linked_at !== null && record.clerk_updated_at !== null && auth_identity_id !== record.auth_identity_id
