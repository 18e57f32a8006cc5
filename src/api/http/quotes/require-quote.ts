import type { MiddlewareFunction } from "@medusajs/framework/http"
import { CustomerRoleError } from "../../../errors"
import { QUOTE_MODULE } from "../../../modules/quote"
import { requireCustomerId } from "../../caller/caller"
import { answering } from "../answer"

const QUOTE_ID = /^quo_\w{1,64}$/
const ATTACHMENT_ID = /^quoatt_\w{1,64}$/

/** A path can carry text that PostgreSQL does not accept. */
export const validateQuoteId: MiddlewareFunction = answering((req, _res, next) => {
  if (!QUOTE_ID.test(req.params.id)) {
    throw new CustomerRoleError("not_found")
  }
  next()
})

/** The same for a file of a quote. */
export const validateAttachmentId: MiddlewareFunction = answering((req, _res, next) => {
  if (!QUOTE_ID.test(req.params.id) || !ATTACHMENT_ID.test(req.params.attachment_id)) {
    throw new CustomerRoleError("not_found")
  }
  next()
})

/** A quote that is not there is not found, before anything of the request is read. */
export const requireQuote: MiddlewareFunction = answering(async (req, _res, next) => {
  await req.scope.resolve(QUOTE_MODULE).getQuoteRow({ id: req.params.id })
  next()
})

/** The same for a customer, to whom another's quote is none. */
export const requireOwnQuote: MiddlewareFunction = answering(async (req, _res, next) => {
  await req.scope.resolve(QUOTE_MODULE).getQuoteRow({ id: req.params.id, customer_id: requireCustomerId(req) })
  next()
})
