type Body = Record<string, unknown>

/** The relevant fields of a customer's role. */
export function role(body: Body): Body {
  const { customer_id, account_type, company_name, verification_status } = part(body, "customer_role")
  return { customer_id, account_type, company_name, verification_status }
}

/** What the customer may do. */
export function access(body: Body): Body {
  const { verification_status, access } = part(body, "customer_role")
  return { verification_status, ...(access as Body) }
}

/** The relevant fields of a quote. */
export function quote(body: Body): Body {
  const { number, status, revision, items, total, order_id } = part(body, "quote")
  return { number, status, revision, lines: Array.isArray(items) ? items.length : 0, total, order_id: order_id ?? undefined }
}

/** The id of a quote. */
export function idOf(body: Body): string {
  return String(part(body, "quote").id)
}

/** The id of an accepted quote's order. */
export function orderIdOf(body: Body): string {
  return String(part(body, "quote").order_id)
}

/** The id of a quote's first line. */
export function firstLineOf(body: Body): string {
  const { items } = part(body, "quote")
  return Array.isArray(items) ? String((items[0] as Body).id) : ""
}

/** The differences between two revisions. */
export function comparison(body: Body): Body {
  const { changed, total } = part(body, "comparison")
  const lines = Array.isArray(changed) ? (changed as Body[]) : []
  return { total, prices: lines.map(({ unit_price }) => unit_price) }
}

/** Whether the body is a PDF, and its length. */
export function pdf({ message }: Body): Body {
  const text = String(message)
  return { is_pdf: text.startsWith("%PDF-"), characters: text.length }
}

/** The totals of an order. */
export function orderTotals(body: Body): Body {
  const { display_id, item_subtotal, total, currency_code } = part(body, "order")
  return { display_id, item_subtotal, total, currency_code }
}

/** The notifications about a quote. */
export function quoteNotices(body: Body): Body {
  const all = Array.isArray(body.notifications) ? (body.notifications as Body[]) : []
  return { templates: [...new Set(all.map(({ template }) => String(template)))].sort() }
}

/** Who was notified, and the note to the customer. */
export function told(body: Body): Body {
  const all = Array.isArray(body.notifications) ? (body.notifications as Body[]) : []
  const notes = all.map((notification) => part(notification, "data").verification_note)
  return {
    templates: all.map(({ template }) => String(template)).sort(),
    to: all
      .map(({ to }) => to)
      .filter(Boolean)
      .join(", "),
    note: notes.find((note) => typeof note === "string"),
  }
}

/** The relevant fields of an order. */
export function order(body: Body): Body {
  const { display_id, total, currency_code, items } = part(body, "order")
  const lines = Array.isArray(items) ? (items as Body[]) : []
  const prices = lines.map((line) => `${line.quantity} × ${line.variant_sku} at ${line.unit_price}`)
  return { display_id, lines: lines.length, prices: prices.join("; "), total, currency_code }
}

/** The totals of a preview and the suggestions for unknown SKUs. */
export function preview(body: Body): Body {
  const lines = Array.isArray(body.lines) ? (body.lines as Body[]) : []
  const errors = lines.flatMap(({ errors }) => (Array.isArray(errors) ? (errors as Body[]) : []))
  const said = errors.map(
    ({ sku, code, suggestions }) => `${sku}: ${code}${Array.isArray(suggestions) ? ` (${suggestions.join(", ")}?)` : ""}`
  )
  const { total, currency_code, valid } = body
  return { lines: lines.length, total, currency_code, valid, errors: said.join("; ") }
}

/** The headings of a CSV. */
export function file({ message }: Body): Body {
  const [headings, ...rows] = String(message).trim().split("\r\n")
  return { headings: headings?.replace("\uFEFF", ""), rows: rows.length }
}

function part(body: Body, name: string): Body {
  const value = body[name]
  return typeof value === "object" && value !== null ? { ...value } : {}
}
