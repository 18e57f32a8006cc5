import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { asCustomerRoleError, CustomerRoleError, toErrorBody } from "../../errors"
import { logEvent } from "../../observability/log"
import { isLostConnection } from "../../postgres/lost-connection"

/** How many seconds a caller should wait while a dependency is unavailable. */
const RETRY_AFTER_SECONDS = 5

/** Answers with one of our errors. Core's handler would replace some codes and drop every `errors`. */
export const sendError = (res: MedusaResponse, error: CustomerRoleError): void => {
  if (error.status === 503 || error.retryAfter !== undefined) {
    res.setHeader("Retry-After", String(error.retryAfter ?? RETRY_AFTER_SECONDS))
  }
  res.status(error.status).json(toErrorBody(error))
}

/** Turns a lost database connection into `busy`, so that the caller tries again, and logs the cause. */
const asBusy = (req: MedusaRequest, error: unknown): CustomerRoleError | undefined => {
  if (!isLostConnection(error)) {
    return undefined
  }
  const reason = typeof error === "object" && error !== null && "message" in error ? String(error.message) : undefined
  logEvent(req.scope, "customer_role.database_away", { method: req.method, reason })
  return new CustomerRoleError("busy")
}

/**
 * Wraps a route or middleware so that it can throw our errors. Medusa's handler answers any other error.
 *
 * @example
 * export const GET = answering(async (req, res) => { throw new CustomerRoleError("not_found") })
 */
export const answering =
  <Req extends MedusaRequest>(handler: (req: Req, res: MedusaResponse, next: MedusaNextFunction) => unknown) =>
  async (req: Req, res: MedusaResponse, next: MedusaNextFunction): Promise<void> => {
    try {
      await handler(req, res, next)
    } catch (error) {
      const ours = asCustomerRoleError(error) ?? asBusy(req, error)
      if (!ours) {
        throw error
      }
      sendError(res, ours)
    }
  }
