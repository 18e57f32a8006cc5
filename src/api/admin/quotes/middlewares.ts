import type { MiddlewareRoute } from "@medusajs/framework/http"
import { requireQuote, validateAttachmentId, validateQuoteId } from "../../http/quote-ids"
import { validateQuoteMessage } from "../../http/quote-message"

export const adminQuoteMiddlewares: MiddlewareRoute[] = [
  {
    methods: ["POST"],
    matcher: "/admin/quotes/:id/messages",
    bodyParser: false,
    middlewares: [validateQuoteId, requireQuote, validateQuoteMessage],
  },
  { methods: ["GET"], matcher: "/admin/quotes/:id/attachments/:attachment_id", middlewares: [validateAttachmentId] },
]
