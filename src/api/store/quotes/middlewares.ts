import type { MiddlewareFunction, MiddlewareRoute } from "@medusajs/framework/http"
import { CustomerRoleError } from "../../../errors"
import { BULK_ORDERS, QUOTES } from "../../../modules/customer-role/features"
import { refuseImpersonation } from "../../guards/refuse-impersonation"
import { requireBusiness } from "../../guards/require-business"
import { requireCustomer } from "../../guards/require-customer"
import { answering } from "../../http/answer"
import { PrintQuoteParams } from "../../http/print-quote-params"
import { validateBody, validateQuery } from "../../http/validate"
import { StoreAcceptQuote, StoreCancelQuote, StoreGetQuotesParams, StoreRequestQuote } from "./validators"

const QUOTE_ID = /^quo_\w{1,64}$/

/** A path can carry text that PostgreSQL does not accept. */
const validateQuoteId: MiddlewareFunction = answering((req, _res, next) => {
  if (!QUOTE_ID.test(req.params.id)) {
    throw new CustomerRoleError("not_found")
  }
  next()
})

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
    methods: ["GET"],
    matcher: "/store/quotes/:id/pdf",
    middlewares: [requireCustomer, validateQuoteId, validateQuery(PrintQuoteParams)],
  },
  {
    methods: ["POST"],
    matcher: "/store/quotes/:id/accept",
    bodyParser: false,
    middlewares: [
      requireBusiness({ feature: QUOTES }),
      requireBusiness({ feature: BULK_ORDERS }),
      refuseImpersonation,
      validateQuoteId,
      validateBody(StoreAcceptQuote),
    ],
  },
  {
    methods: ["POST"],
    matcher: "/store/quotes/:id/cancel",
    bodyParser: false,
    middlewares: [requireCustomer, validateQuoteId, validateBody(StoreCancelQuote)],
  },
]
