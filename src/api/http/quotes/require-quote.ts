import type { MiddlewareFunction } from "@medusajs/framework/http"
import { CustomerRoleError } from "../../../errors"
import { QUOTE_MODULE } from "../../../modules/quote"
import { requireCustomerId } from "../../caller/caller"
import { answering } from "../answer"

const QUOTE_ID = /^quo_\w{1,64}$/
const ATTACHMENT_ID = /^quoatt_\w{1,64}$/

/** Answers 404 to malformed ids: a path may contain text that PostgreSQL rejects. */
export const validateQuoteId: MiddlewareFunction = answering((req, _res, next) => {
  if (!QUOTE_ID.test(req.params.id)) {
    throw new CustomerRoleError("not_found")
  }
  next()
})

/** Does the same for the file of a quote. */
export const validateAttachmentId: MiddlewareFunction = answering((req, _res, next) => {
  if (!QUOTE_ID.test(req.params.id) || !ATTACHMENT_ID.test(req.params.attachment_id)) {
    throw new CustomerRoleError("not_found")
  }
  next()
})

/** Answers 404 to a missing quote before the body is read. */
export const requireQuote: MiddlewareFunction = answering(async (req, _res, next) => {
  await req.scope.resolve(QUOTE_MODULE).getQuoteRow({ id: req.params.id })
  next()
})

/** Does the same for customers, to whom another customer's quote does not exist. */
export const requireOwnQuote: MiddlewareFunction = answering(async (req, _res, next) => {
  await req.scope.resolve(QUOTE_MODULE).getQuoteRow({ id: req.params.id, customer_id: requireCustomerId(req) })
  next()
})
