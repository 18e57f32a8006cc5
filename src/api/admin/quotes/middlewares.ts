import type { MiddlewareRoute } from "@medusajs/framework/http"
import { QUOTE_POLICIES } from "../../../policies/quote"
import { PrintQuoteParams } from "../../http/quotes/pdf-query"
import { requireQuote, validateAttachmentId, validateQuoteId } from "../../http/quotes/require-quote"
import { validateQuoteMessage } from "../../http/quotes/read-message"
import { GetQuoteParams } from "../../http/quotes/compare-query"
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
  { methods: ["GET"], matcher: "/admin/quotes", middlewares: [validateQuery(AdminGetQuotesParams)], policies: [QUOTE_POLICIES.read] },
  {
    methods: ["POST"],
    matcher: "/admin/quotes",
    bodyParser: false,
    middlewares: [validateBody(AdminCreateQuote, { limit: "2mb" })],
    policies: [QUOTE_POLICIES.update],
  },
  {
    methods: ["GET"],
    matcher: "/admin/quotes/:id",
    middlewares: [...quote, validateQuery(GetQuoteParams)],
    policies: [QUOTE_POLICIES.read],
  },
  {
    methods: ["POST"],
    matcher: "/admin/quotes/:id",
    bodyParser: false,
    middlewares: [...quote, validateBody(AdminUpdateQuote, { limit: "2mb" })],
    policies: [QUOTE_POLICIES.update],
  },
  {
    methods: ["GET"],
    matcher: "/admin/quotes/:id/pdf",
    middlewares: [...quote, validateQuery(PrintQuoteParams)],
    policies: [QUOTE_POLICIES.read],
  },
  {
    methods: ["POST"],
    matcher: "/admin/quotes/:id/duplicate",
    bodyParser: false,
    middlewares: [...quote, validateBody(AdminDuplicateQuote)],
    policies: [QUOTE_POLICIES.update],
  },
  {
    methods: ["POST"],
    matcher: "/admin/quotes/:id/messages",
    bodyParser: false,
    middlewares: [...quote, validateQuoteMessage],
    policies: [QUOTE_POLICIES.update],
  },
  {
    methods: ["GET"],
    matcher: "/admin/quotes/:id/attachments/:attachment_id",
    middlewares: [validateAttachmentId],
    policies: [QUOTE_POLICIES.read],
  },
  {
    methods: ["POST"],
    matcher: "/admin/quotes/:id/send",
    bodyParser: false,
    middlewares: [...quote, validateBody(AdminSendQuote)],
    policies: [QUOTE_POLICIES.send],
  },
  {
    methods: ["POST"],
    matcher: "/admin/quotes/:id/reject",
    bodyParser: false,
    middlewares: [...quote, validateBody(AdminRejectQuote)],
    policies: [QUOTE_POLICIES.update],
  },
]
