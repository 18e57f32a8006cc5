import type { MiddlewareRoute } from "@medusajs/framework/http"
import { QUOTES } from "../../../modules/customer-role/features"
import { refuseImpersonation } from "../../guards/refuse-impersonation"
import { requireBusiness } from "../../guards/require-business"
import { requireCustomer } from "../../guards/require-customer"
import { requireOwnQuote, validateAttachmentId, validateQuoteId } from "../../http/quote-ids"
import { validateQuoteMessage } from "../../http/quote-message"
import { validateBody, validateQuery } from "../../http/validate"
import { StoreCancelQuote, StoreGetQuotesParams, StoreRequestQuote } from "./validators"

export const storeQuoteMiddlewares: MiddlewareRoute[] = [
  {
    methods: ["GET"],
    matcher: "/store/quotes",
    middlewares: [requireCustomer, validateQuery(StoreGetQuotesParams)],
  },
  {
    methods: ["POST"],
    matcher: "/store/quotes/request",
    bodyParser: false,
    middlewares: [requireBusiness({ feature: QUOTES }), validateBody(StoreRequestQuote, "2mb")],
  },
  {
    methods: ["GET"],
    matcher: "/store/quotes/:id",
    middlewares: [requireCustomer, validateQuoteId],
  },
  {
    methods: ["POST"],
    matcher: "/store/quotes/:id/cancel",
    bodyParser: false,
    middlewares: [requireCustomer, validateQuoteId, validateBody(StoreCancelQuote)],
  },
  {
    methods: ["POST"],
    matcher: "/store/quotes/:id/messages",
    bodyParser: false,
    middlewares: [requireBusiness({ feature: QUOTES }), refuseImpersonation, validateQuoteId, requireOwnQuote, validateQuoteMessage],
  },
  {
    methods: ["GET"],
    matcher: "/store/quotes/:id/attachments/:attachment_id",
    middlewares: [requireCustomer, validateAttachmentId],
  },
]
