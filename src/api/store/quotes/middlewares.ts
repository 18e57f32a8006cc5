import type { MiddlewareRoute } from "@medusajs/framework/http"
import { BULK_ORDERS, QUOTES } from "../../../modules/customer-role/features"
import { limitCalls } from "../../guards/limit-calls"
import { refuseImpersonation } from "../../guards/impersonation"
import { requireBusiness } from "../../guards/require-business"
import { requireCustomer } from "../../guards/require-customer"
import { PrintQuoteParams } from "../../http/quotes/pdf-query"
import { requireOwnQuote, validateAttachmentId, validateQuoteId } from "../../http/quotes/require-quote"
import { validateQuoteMessage } from "../../http/quotes/read-message"
import { GetQuoteParams } from "../../http/quotes/compare-query"
import { validateBody, validateQuery } from "../../http/validate"
import {
  StoreAcceptQuote,
  StoreCancelQuote,
  StoreDeclineQuote,
  StoreGetQuotesParams,
  StoreRenegotiateQuote,
  StoreRequestQuote,
} from "./validators"

/** Comes before validation, so that a request for another customer's quote learns nothing but 404. */
const ownQuote = [validateQuoteId, requireOwnQuote]

export const storeQuoteMiddlewares: MiddlewareRoute[] = [
  {
    methods: ["GET"],
    matcher: "/store/quotes",
    middlewares: [requireCustomer, limitCalls("otherRoutes"), validateQuery(StoreGetQuotesParams)],
  },
  {
    methods: ["POST"],
    matcher: "/store/quotes/request",
    bodyParser: false,
    middlewares: [
      requireCustomer,
      limitCalls("quoteMessages"),
      requireBusiness({ feature: QUOTES }),
      refuseImpersonation,
      validateBody(StoreRequestQuote, { limit: "2mb" }),
    ],
  },
  {
    methods: ["GET"],
    matcher: "/store/quotes/:id",
    middlewares: [requireCustomer, limitCalls("otherRoutes"), ...ownQuote, validateQuery(GetQuoteParams)],
  },
  {
    methods: ["POST"],
    matcher: "/store/quotes/:id/decline",
    bodyParser: false,
    middlewares: [requireCustomer, limitCalls("otherRoutes"), refuseImpersonation, ...ownQuote, validateBody(StoreDeclineQuote)],
  },
  {
    methods: ["POST"],
    matcher: "/store/quotes/:id/renegotiate",
    bodyParser: false,
    middlewares: [
      requireCustomer,
      limitCalls("quoteMessages"),
      requireBusiness({ feature: QUOTES }),
      refuseImpersonation,
      ...ownQuote,
      validateBody(StoreRenegotiateQuote, { limit: "2mb" }),
    ],
  },
  {
    methods: ["GET"],
    matcher: "/store/quotes/:id/pdf",
    middlewares: [requireCustomer, limitCalls("otherRoutes"), ...ownQuote, validateQuery(PrintQuoteParams)],
  },
  {
    methods: ["POST"],
    matcher: "/store/quotes/:id/accept",
    bodyParser: false,
    middlewares: [
      requireCustomer,
      limitCalls("acceptances"),
      requireBusiness({ feature: QUOTES }),
      requireBusiness({ feature: BULK_ORDERS }),
      refuseImpersonation,
      ...ownQuote,
      validateBody(StoreAcceptQuote),
    ],
  },
  {
    methods: ["POST"],
    matcher: "/store/quotes/:id/cancel",
    bodyParser: false,
    middlewares: [requireCustomer, limitCalls("otherRoutes"), refuseImpersonation, ...ownQuote, validateBody(StoreCancelQuote)],
  },
  {
    methods: ["POST"],
    matcher: "/store/quotes/:id/messages",
    bodyParser: false,
    middlewares: [
      requireCustomer,
      limitCalls("quoteMessages"),
      requireBusiness({ feature: QUOTES }),
      refuseImpersonation,
      ...ownQuote,
      validateQuoteMessage,
    ],
  },
  {
    methods: ["GET"],
    matcher: "/store/quotes/:id/attachments/:attachment_id",
    middlewares: [requireCustomer, limitCalls("otherRoutes"), validateAttachmentId],
  },
]
