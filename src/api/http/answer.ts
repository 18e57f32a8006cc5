import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { asCustomerRoleError, CustomerRoleError, toErrorBody } from "../../errors"
import { logEvent } from "../../observability/log"
import { isLostConnection } from "../../postgres/lost-connection"

/** Seconds after which a caller may try again where a dependency is away. */
const RETRY_AFTER_SECONDS = 5

/** Answers one of our errors. Core's handler would replace the code of some and drop `errors` of all. */
export const sendError = (res: MedusaResponse, error: CustomerRoleError): void => {
  if (error.status === 503 || error.retryAfter !== undefined) {
    res.setHeader("Retry-After", String(error.retryAfter ?? RETRY_AFTER_SECONDS))
  }
  res.status(error.status).json(toErrorBody(error))
}

/** A database that is away for a moment is no reason to give up: the caller is told to ask again, and the log what it was. */
const asBusy = (req: MedusaRequest, error: unknown): CustomerRoleError | undefined => {
  if (!isLostConnection(error)) {
    return undefined
  }
  const said = typeof error === "object" && error !== null && "message" in error ? String(error.message) : undefined
  logEvent(req.scope, "customer_role.database_away", { method: req.method, reason: said })
  return new CustomerRoleError("busy")
}

/** Lets a route or middleware throw our errors; whatever else is thrown goes to Medusa's handler. */
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
