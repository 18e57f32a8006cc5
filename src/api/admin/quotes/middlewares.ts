import type { MiddlewareRoute } from "@medusajs/framework/http"
import { PrintQuoteParams } from "../../http/print-quote-params"
import { requireQuote, validateAttachmentId, validateQuoteId } from "../../http/quote-ids"
import { validateQuoteMessage } from "../../http/quote-message"
import { GetQuoteParams } from "../../http/quotes"
import { validateBody, validateQuery } from "../../http/validate"
import {
  AdminCreateQuote,
  AdminDuplicateQuote,
  AdminGetQuotesParams,
  AdminRejectQuote,
  AdminSendQuote,
  AdminUpdateQuote,
} from "./validators"

export const adminQuoteMiddlewares: MiddlewareRoute[] = [
  { methods: ["GET"], matcher: "/admin/quotes", middlewares: [validateQuery(AdminGetQuotesParams)] },
  { methods: ["POST"], matcher: "/admin/quotes", bodyParser: false, middlewares: [validateBody(AdminCreateQuote, "2mb")] },
  { methods: ["GET"], matcher: "/admin/quotes/:id", middlewares: [validateQuoteId, validateQuery(GetQuoteParams)] },
  {
    methods: ["POST"],
    matcher: "/admin/quotes/:id",
    bodyParser: false,
    middlewares: [validateQuoteId, validateBody(AdminUpdateQuote, "2mb")],
  },
  { methods: ["GET"], matcher: "/admin/quotes/:id/pdf", middlewares: [validateQuoteId, validateQuery(PrintQuoteParams)] },
  {
    methods: ["POST"],
    matcher: "/admin/quotes/:id/duplicate",
    bodyParser: false,
    middlewares: [validateQuoteId, validateBody(AdminDuplicateQuote)],
  },
  {
    methods: ["POST"],
    matcher: "/admin/quotes/:id/messages",
    bodyParser: false,
    middlewares: [validateQuoteId, requireQuote, validateQuoteMessage],
  },
  { methods: ["GET"], matcher: "/admin/quotes/:id/attachments/:attachment_id", middlewares: [validateAttachmentId] },
  {
    methods: ["POST"],
    matcher: "/admin/quotes/:id/send",
    bodyParser: false,
    middlewares: [validateQuoteId, validateBody(AdminSendQuote)],
  },
  {
    methods: ["POST"],
    matcher: "/admin/quotes/:id/reject",
    bodyParser: false,
    middlewares: [validateQuoteId, validateBody(AdminRejectQuote)],
  },
]
