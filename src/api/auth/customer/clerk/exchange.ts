import type { MedusaRequest, MiddlewareFunction } from "@medusajs/framework/http"
import { SYNCED } from "../../../../clerk/auth-provider"
import { verifySessionToken } from "../../../../clerk/session-token"
import { CustomerRoleError } from "../../../../errors"
import { CUSTOMER_ROLE_MODULE } from "../../../../modules/customer-role"
import { pluginOptions } from "../../../../modules/customer-role/plugin-options"
import { syncCaller } from "../../../../workflows/customer-role/sync-caller"
import { bearerTokenIn } from "../../../caller/credential-text"
import { denyImpersonation, noteImpersonation } from "../../../guards/impersonation"
import { countingRefusals } from "../../../guards/limit-calls"
import { answering } from "../../../http/answer"
import type { ExchangeClerkTokenType } from "./validators"

/** The name in the history. The path of the request may be percent-encoded. */
const ACTION = "POST /auth/customer/clerk"

/**
 * Runs before core's exchange, `POST /auth/customer/clerk`. Verifies the Clerk session token and syncs the user, so that
 * core never issues a token without a customer and refusals carry our codes.
 */
export const exchangeClerkToken: MiddlewareFunction = answering(async (req: MedusaRequest<ExchangeClerkTokenType>, _res, next) => {
  const service = req.scope.resolve(CUSTOMER_ROLE_MODULE)
  const options = pluginOptions(req.scope)
  if (options.clerk.exchange === false) {
    throw new CustomerRoleError("not_found")
  }
  const token = req.validatedBody.token ?? bearerTokenIn(req.headers.authorization)
  if (!token) {
    throw new CustomerRoleError("unauthenticated")
  }
  const { clerk_user_id, clerk_session_id, impersonator_id } = await countingRefusals(req, () => verifySessionToken(token, options.clerk))
  await service.callLimits.take("exchanges", clerk_user_id)
  if (impersonator_id && !options.impersonation.allowWrites) {
    const { record } = await service.lookUpClerkUser(clerk_user_id)
    await denyImpersonation(req.scope, { impersonator_id, clerk_user_id, action: ACTION, record })
  }
  const { record } = await syncCaller(req.scope, {
    clerk_user_id,
    actor: { type: "clerk", id: clerk_user_id, impersonator_id },
    signed_in: !impersonator_id,
  })
  // The session may have ended already: its webhook can overtake the exchange.
  if (!(await service.sessions.begin(clerk_session_id, clerk_user_id))) {
    throw new CustomerRoleError("invalid_token")
  }
  if (impersonator_id) {
    await noteImpersonation(req.scope, { impersonator_id, clerk_user_id, action: ACTION, record })
  }
  Object.assign(req, { body: { token, [SYNCED]: true } })
  next()
})
