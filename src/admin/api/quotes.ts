import type { TimeFilter } from "../shell/time-filter"
import { callPlugin } from "./call-plugin"
import { type Csv, downloadCsv } from "./csv"
import type { PluginRoute } from "./plugin-routes"
import type { AdminQuote, Comparison, DraftBody, NewQuote, QuotePage } from "./quote-types"

/** The keys of the quotes' requests in the dashboard's query cache. */
export const quoteKeys = {
  all: ["customer-role-quotes"] as const,
  list: (query: object) => ["customer-role-quotes", "list", query] as const,
  detail: (id: string) => ["customer-role-quotes", "detail", id] as const,
}

/** The query of `GET /admin/quotes`. */
export type QuoteQuery = { status?: string; waiting?: boolean; q?: string; order?: string; limit?: number; offset?: number } & {
  [Time in "created_at" | "waiting_since" | "sent_at" | "accepted_at" | "updated_at"]?: TimeFilter
}

/**
 * Returns a page of quotes.
 *
 * @example
 * const { quotes, counts } = await listQuotes({ waiting: true, limit: 20 })
 */
export const listQuotes = (query: QuoteQuery): Promise<QuotePage> => callPlugin<QuotePage>("GET /admin/quotes", { query })

/**
 * Returns the quotes that a query finds as a CSV file, and how many rows it leaves out.
 *
 * @example
 * const { file, leftOut } = await exportQuotes({ status: "sent" })
 */
export const exportQuotes = (query: QuoteQuery): Promise<Csv> => downloadCsv("GET /admin/quotes", query)

/**
 * Returns a quote with its draft, offer, messages, revisions and timeline.
 *
 * @example
 * const quote = await retrieveQuote("quo_123")
 */
export const retrieveQuote = async (id: string): Promise<AdminQuote> =>
  (await callPlugin<{ quote: AdminQuote }>("GET /admin/quotes/:id", { params: { id } })).quote

/**
 * Returns how one revision differs from another.
 *
 * @example
 * const { changed, total } = await compareRevisions("quo_123", 1, 2)
 */
export const compareRevisions = async (id: string, from: number, to: number): Promise<Comparison> =>
  (await callPlugin<{ comparison: Comparison }>("GET /admin/quotes/:id", { params: { id }, query: { compare: `${from},${to}` } }))
    .comparison

/** Browsers refuse requests that outlive their page and are larger than 64 KiB together. */
const MOST_KEPT_ALIVE = 32_768

const post = async (route: PluginRoute, id: string, body: object = {}): Promise<AdminQuote> => {
  const keepalive = new Blob([JSON.stringify(body)]).size <= MOST_KEPT_ALIVE
  return (await callPlugin<{ quote: AdminQuote }>(route, { params: { id }, body, keepalive })).quote
}

/**
 * Changes the draft. Unless hundreds of lines change at once, the request outlives the page, so that leaving it loses nothing.
 *
 * @example
 * await updateDraft("quo_123", { items: [{ id: "quoitm_1", unit_price: 0.11 }], expected_updated_at: quote.updated_at })
 */
export const updateDraft = (id: string, body: DraftBody): Promise<AdminQuote> => post("POST /admin/quotes/:id", id, body)

/**
 * Sends the draft as a revision that the customer can accept.
 *
 * @example
 * await sendQuote("quo_123", { message: "As discussed.", expected_updated_at: quote.updated_at })
 */
export const sendQuote = (id: string, body: { message?: string; expected_updated_at: string }): Promise<AdminQuote> =>
  post("POST /admin/quotes/:id/send", id, body)

/**
 * Ends a quote with a reason that the customer reads.
 *
 * @example
 * await rejectQuote("quo_123", "We no longer sell these bolts.")
 */
export const rejectQuote = (id: string, reason: string): Promise<AdminQuote> => post("POST /admin/quotes/:id/reject", id, { reason })

/**
 * Creates a new quote with the lines of another one's draft.
 *
 * @example
 * const { number } = await duplicateQuote("quo_123")
 */
export const duplicateQuote = (id: string): Promise<AdminQuote> => post("POST /admin/quotes/:id/duplicate", id)

/**
 * Creates a quote for a customer.
 *
 * @example
 * const quote = await createQuote({ customer_id: "cus_1", items: [{ variant_id: "variant_1", quantity: 50 }] })
 */
export const createQuote = async (quote: NewQuote): Promise<AdminQuote> =>
  (await callPlugin<{ quote: AdminQuote }>("POST /admin/quotes", { body: quote })).quote

/**
 * Sends a message with files to the customer.
 *
 * @example
 * await writeMessage("quo_123", { text: "The drawing.", files: [file] })
 */
export const writeMessage = async (id: string, { text, files }: { text: string; files: File[] }): Promise<AdminQuote> => {
  const form = new FormData()
  form.append("text", text)
  files.forEach((file) => form.append("files", file))
  const { quote } = await callPlugin<{ quote: AdminQuote }>("POST /admin/quotes/:id/messages", {
    params: { id },
    body: form,
    // Without a content type of its own, the browser names the form's boundary.
    headers: { "content-type": null },
  })
  return quote
}

const file = async (route: PluginRoute, params: Record<string, string>, query: object = {}): Promise<Blob> =>
  (await callPlugin<Response>(route, { params, query, headers: { accept: "*/*" } })).blob()

/**
 * Returns the PDF of a revision, with the session's credential.
 *
 * @example
 * const pdf = await quotePdf("quo_123", { revision: 2, locale: "de" })
 */
export const quotePdf = (id: string, query: { revision: number; locale: string }): Promise<Blob> =>
  file("GET /admin/quotes/:id/pdf", { id }, query)

/**
 * Returns a file of a message, with the session's credential.
 *
 * @example
 * const drawing = await attachmentFile("quo_123", "quoatt_1")
 */
export const attachmentFile = (id: string, attachmentId: string): Promise<Blob> =>
  file("GET /admin/quotes/:id/attachments/:attachment_id", { id, attachment_id: attachmentId })
