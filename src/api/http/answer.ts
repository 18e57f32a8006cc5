import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { asCustomerRoleError, toErrorBody, type CustomerRoleError } from "../../errors"

/** Seconds after which a caller may try again where a dependency is away. */
const RETRY_AFTER_SECONDS = "5"

/** Answers one of our errors. Core's handler would replace the code of some and drop `errors` of all. */
export const sendError = (res: MedusaResponse, error: CustomerRoleError): void => {
  if (error.status === 503) {
    res.setHeader("Retry-After", RETRY_AFTER_SECONDS)
  }
  res.status(error.status).json(toErrorBody(error))
}

/** Lets a route or middleware throw our errors; whatever else is thrown goes to Medusa's handler. */
export const answering =
  <Req extends MedusaRequest>(handler: (req: Req, res: MedusaResponse, next: MedusaNextFunction) => unknown) =>
  async (req: Req, res: MedusaResponse, next: MedusaNextFunction): Promise<void> => {
    try {
      await handler(req, res, next)
    } catch (error) {
      const ours = asCustomerRoleError(error)
      if (!ours) {
        throw error
      }
      sendError(res, ours)
    }
  }
