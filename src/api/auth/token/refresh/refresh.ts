import type { AuthenticatedMedusaRequest, MedusaNextFunction, MedusaResponse } from "@medusajs/framework/http"
import { ContainerRegistrationKeys, generateJwtToken } from "@medusajs/framework/utils"
import { CLERK_PROVIDER } from "../../../../clerk/auth-provider"
import { fetchSessionState } from "../../../../clerk/session"
import { CustomerRoleError } from "../../../../errors"
import { CUSTOMER_ROLE_MODULE } from "../../../../modules/customer-role"
import { pluginOptions } from "../../../../modules/customer-role/plugin-options"
import { refuseLostAccess, sessionIdOf } from "../../../guards/refuse-lost-access"
import { answering } from "../../../http/answer"

/**
 * Answers `POST /auth/token/refresh` for tokens and sessions of an exchange. They live no longer than their Clerk session,
 * so it asks Clerk whether the session is still active. The new token names the same session. Core refreshes credentials of
 * other providers, after the check that they are still valid.
 */
export const refreshClerkToken = answering(
  async (req: AuthenticatedMedusaRequest, res: MedusaResponse, next: MedusaNextFunction): Promise<void> => {
    await refuseLostAccess(req)
    if (req.auth_context.actor_type !== "customer" || req.auth_context.auth_provider !== CLERK_PROVIDER) {
      next()
      return
    }
    res.json({ token: await refresh(req) })
  }
)

const refresh = async ({ auth_context, scope }: AuthenticatedMedusaRequest): Promise<string> => {
  const service = scope.resolve(CUSTOMER_ROLE_MODULE)
  const { clerk } = pluginOptions(scope)
  const sessionId = sessionIdOf(auth_context)
  const { record } = await service.lookUpCustomer(auth_context.actor_id)
  if (clerk.exchange === false || !sessionId || !record) {
    throw new CustomerRoleError("invalid_token")
  }
  const state = await fetchSessionState(sessionId, record.clerk_user_id, clerk)
  if (state === "over") {
    await service.sessions.end(sessionId, record.clerk_user_id)
  }
  // A webhook may end the session while we wait for Clerk's answer.
  if (state !== "active" || !(await service.sessions.begin(sessionId, record.clerk_user_id))) {
    throw new CustomerRoleError("invalid_token")
  }
  const { http } = scope.resolve(ContainerRegistrationKeys.CONFIG_MODULE).projectConfig
  const { actor_id, actor_type, auth_identity_id, auth_provider, mfa_enabled, mfa_challenge_completed_at, app_metadata, user_metadata } =
    auth_context
  return generateJwtToken(
    { actor_id, actor_type, auth_identity_id, auth_provider, mfa_enabled, mfa_challenge_completed_at, app_metadata, user_metadata },
    { secret: http.jwtSecret, expiresIn: http.jwtExpiresIn ?? http.jwtOptions?.expiresIn, jwtOptions: http.jwtOptions }
  )
}
