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

const quote = [validateQuoteId, requireQuote]

export const adminQuoteMiddlewares: MiddlewareRoute[] = [
  { methods: ["GET"], matcher: "/admin/quotes", middlewares: [validateQuery(AdminGetQuotesParams)] },
  { methods: ["POST"], matcher: "/admin/quotes", bodyParser: false, middlewares: [validateBody(AdminCreateQuote, { limit: "2mb" })] },
  { methods: ["GET"], matcher: "/admin/quotes/:id", middlewares: [...quote, validateQuery(GetQuoteParams)] },
  {
    methods: ["POST"],
    matcher: "/admin/quotes/:id",
    bodyParser: false,
    middlewares: [...quote, validateBody(AdminUpdateQuote, { limit: "2mb" })],
  },
  { methods: ["GET"], matcher: "/admin/quotes/:id/pdf", middlewares: [...quote, validateQuery(PrintQuoteParams)] },
  {
    methods: ["POST"],
    matcher: "/admin/quotes/:id/duplicate",
    bodyParser: false,
    middlewares: [...quote, validateBody(AdminDuplicateQuote)],
  },
  {
    methods: ["POST"],
    matcher: "/admin/quotes/:id/messages",
    bodyParser: false,
    middlewares: [...quote, validateQuoteMessage],
  },
  { methods: ["GET"], matcher: "/admin/quotes/:id/attachments/:attachment_id", middlewares: [validateAttachmentId] },
  {
    methods: ["POST"],
    matcher: "/admin/quotes/:id/send",
    bodyParser: false,
    middlewares: [...quote, validateBody(AdminSendQuote)],
  },
  {
    methods: ["POST"],
    matcher: "/admin/quotes/:id/reject",
    bodyParser: false,
    middlewares: [...quote, validateBody(AdminRejectQuote)],
  },
]
