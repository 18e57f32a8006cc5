import type { HttpTypes } from "@medusajs/types"
import type { ErrorCode } from "./error-catalogue.js"

/** What customers claim to be. */
export type AccountType = "individual" | "business"

/** The state of a business's verification; `not_required` for individuals. */
export type VerificationStatus = "not_required" | "pending" | "verified" | "rejected" | "revoked"

/** Why a customer may not use a business feature. */
export type AccessDenialCode = Extract<
  ErrorCode,
  "account_disabled" | "business_account_required" | "verification_rejected" | "verification_revoked" | "verification_pending"
>

/** Whether a customer may use a feature, and if not, why. */
export type Access = { allowed: true } | { allowed: false; code: AccessDenialCode }

/** A feature that the shop opens to all businesses, or to verified ones only. */
export type BusinessFeature = "bulk_orders" | "quotes"

/**
 * The role of a customer: their own claim, and the shop's decision about it.
 *
 * @example
 * if (role.access.bulk_orders.allowed) { … }
 */
export type CustomerRole = {
  customer_id: string
  clerk_user_id: string
  account_type: AccountType
  company_name: string | null
  tax_id: string | null
  /** Reserved for companies. */
  company: null
  /** Whether the shop has verified this business. */
  is_verified: boolean
  verification_status: VerificationStatus
  /** The shop's note to the customer about its decision. */
  verification_note: string | null
  /** What the customer may do in this shop. */
  access: Record<BusinessFeature, Access>
  /** ISO 8601. */
  created_at: string
  /** ISO 8601. */
  updated_at: string
}

/** The Medusa customer that a role belongs to. */
export type SyncedCustomer = { id: string; email: string; first_name: string | null; last_name: string | null }

/** The result of a sync. */
export type SyncedRole = {
  customer_role: CustomerRole
  customer: SyncedCustomer
  /** Whether this sync created the customer. */
  created: boolean
}

/** A postal address, as in Medusa's carts. */
export type OrderAddress = {
  first_name?: string | null
  last_name?: string | null
  phone?: string | null
  company?: string | null
  address_1?: string | null
  address_2?: string | null
  city?: string | null
  /** ISO 3166-1 alpha-2. */
  country_code: string
  province?: string | null
  postal_code?: string | null
  metadata?: Record<string, string | number | boolean | null> | null
}

/** Identifies a product by its SKU or its variant id. */
export type LineName = { sku: string; variant_id?: never } | { variant_id: string; sku?: never }

/** A line to order. */
export type BulkOrderLine = LineName & { quantity: number }

/** The destination of an order. */
export type ShippingAddress =
  | { shipping_address: OrderAddress; shipping_address_id?: never }
  /** One of the customer's own addresses. */
  | { shipping_address_id: string; shipping_address?: never }

/** Details of an order besides its lines and destination. */
export type OrderDetails = {
  /** @default the shipping address */
  billing_address?: OrderAddress
  /** @default the cheapest shipping option of each shipping profile */
  shipping_option_ids?: string[]
  /** At most 255 characters; kept in the order's metadata. */
  purchase_order_number?: string
  /** At most 1,000 characters; kept in the order's metadata. */
  note?: string
  /** @default the region that serves the country of the shipping address */
  region_id?: string
  /** @default the only sales channel of the publishable key */
  sales_channel_id?: string
}

/** What to order: lines, the text of a CSV, or the lines of an earlier order. */
export type BulkOrderLines =
  | { items: BulkOrderLine[]; csv?: never; csv_columns?: never; from_order_id?: never }
  | {
      csv: string
      /** The columns to read, by heading or by number. The first column is 1. @default found by their headings */
      csv_columns?: { sku?: string | number; quantity?: string | number }
      items?: never
      from_order_id?: never
    }
  | { from_order_id: string; items?: never; csv?: never; csv_columns?: never }

/**
 * A bulk order.
 *
 * @example
 * const order: BulkOrderInput = {
 *   items: [{ sku: "BOLT-10", quantity: 400 }],
 *   shipping_address: { address_1: "Werkstraße 4", postal_code: "50667", city: "Köln", country_code: "de" },
 *   purchase_order_number: "PO-4711",
 * }
 */
export type BulkOrderInput = BulkOrderLines & ShippingAddress & OrderDetails

/** Why a line cannot be ordered. */
export type OrderLineErrorCode =
  | "unknown_sku"
  | "not_for_sale"
  | "no_price"
  | "invalid_quantity"
  | "below_minimum"
  | "above_maximum"
  | "not_a_multiple"
  | "insufficient_stock"

/** A line that cannot be ordered. */
export type OrderLineError = {
  /** The first line with this product: its index in `items`, the CSV's data rows, or the earlier order. */
  index: number
  sku: string | null
  code: OrderLineErrorCode
  /** For `insufficient_stock`: the units that can be ordered, at most the requested quantity. */
  available?: number
  /** For `unknown_sku`: similar SKUs, the closest first. */
  suggestions?: string[]
  /** The row's number in the spreadsheet, counted from 1. */
  row?: number
  /** The row's text in the CSV. */
  raw?: string
  message: string
}

/** A row of a CSV that orders nothing, and why. */
export type SkippedRow = {
  /** The row's number in the spreadsheet, counted from 1. */
  row: number
  raw: string
  reason: "no_quantity" | "zero_quantity" | "empty_tick_box" | "total" | "repeated_headings"
}

/** How the rows of a CSV were read. */
export type SheetRowsReport = {
  read: number
  ordered: number
  skipped: SkippedRow[]
  /** How many more rows were skipped. */
  more_skipped?: number
}

/** A line of a preview. Amounts are in major units. */
export type BulkOrderPreviewLine = {
  index: number
  sku: string | null
  /** `null` if no product matches. */
  variant_id: string | null
  title: string | null
  /** The variant's name within its product; `null` if it has none. */
  variant_title: string | null
  /** `null` if it is not a quantity that can be ordered. */
  quantity: number | null
  unit_price: number | null
  /** Includes taxes and promotions; `null` for a line that cannot be ordered. */
  total: number | null
  /** Units that can be ordered, at most the requested quantity. */
  available: number
  /** The CSV rows that the line comes from. */
  rows?: number[]
  errors: OrderLineError[]
}

/** The totals of a bulk order before it is placed. Amounts are in major units and count only lines without errors. */
export type BulkOrderPreview = {
  lines: BulkOrderPreviewLine[]
  subtotal: number
  tax_total: number
  shipping_total: number
  total: number
  currency_code: string
  /** Whether all lines can be ordered. */
  valid: boolean
  /** Present if a CSV was sent. */
  rows?: SheetRowsReport
}

/** What placing a bulk order returns: Medusa's order and, for a CSV, a report on its rows. */
export type PlacedBulkOrder = {
  order: HttpTypes.StoreOrder
  /** Present if a CSV was sent. */
  rows?: SheetRowsReport
}

/** What filling a bulk cart returns: Medusa's cart and, for a CSV, a report on its rows. */
export type FilledBulkCart = {
  cart: HttpTypes.StoreCart
  /** Present if a CSV was sent. */
  rows?: SheetRowsReport
}

/** A list of articles to order again, without its lines. */
export type SavedListHead = {
  id: string
  name: string
  item_count: number
  /** ISO 8601. */
  created_at: string
  /** ISO 8601. */
  updated_at: string
}

/** A list of articles to order again. */
export type SavedList = SavedListHead & { items: BulkOrderLine[] }

/** A change of a saved list. What is left out stays. */
export type SavedListChange = {
  name?: string
  items?: BulkOrderLine[]
  /** The `updated_at` that the customer has seen. A list that has changed since is not changed. */
  expected_updated_at?: string
}

/** The status of a quote. */
export type QuoteStatus = "requested" | "sent" | "accepted" | "declined" | "expired" | "cancelled" | "rejected"

/** The author of a message or an action. `system` is the shop's software. */
export type QuoteAuthor = "customer" | "admin" | "system"

/** A line to request a price for. */
export type QuoteLineInput = LineName & {
  quantity: number
  /** The price per unit that the customer has in mind, in major units. */
  target_unit_price?: number
  /** At most 1,000 characters. */
  note?: string
}

/**
 * A request for a quote: lines, or the customer's own cart.
 *
 * @example
 * const request: QuoteRequestInput = { items: [{ sku: "BOLT-10", quantity: 5000, target_unit_price: 0.1 }] }
 */
export type QuoteRequestInput = ({ items: QuoteLineInput[]; cart_id?: never } | { cart_id: string; items?: never }) & {
  /** ISO 4217. */
  currency_code?: string
  region_id?: string
  /** At most 5,000 characters. */
  message?: string
}

/** What the customer wants to change about an offered line. Omitted fields stay as they are. */
export type QuoteWish = {
  id: string
  quantity?: number
  target_unit_price?: number
  note?: string
}

/** A line of a quote. Amounts are in major units of the quote's currency. */
export type QuoteItem = {
  /** Stays the same in all revisions. */
  id: string
  variant_id: string
  sku: string | null
  title: string
  variant_title: string | null
  quantity: number
  /** The regular price when the line was added to the quote; `null` if there was none. */
  list_unit_price: number | null
  /** The offered price; `null` until the shop sets one for a line without a regular price. */
  unit_price: number | null
  target_unit_price: number | null
  /** Whether both prices include taxes. */
  is_tax_inclusive: boolean
  note: string | null
}

/** A file of a message. */
export type QuoteAttachment = { id: string; filename: string; mime_type: string /** Bytes. */; size: number }

/** A message about a quote. */
export type QuoteMessage = {
  id: string
  author: QuoteAuthor
  text: string
  /** The line that the message is about. */
  item_id: string | null
  attachments: QuoteAttachment[]
  created_at: string
}

/** An entry in the timeline of a quote. */
export type QuoteEvent = {
  type:
    | "requested"
    | "draft_changed"
    | "sent"
    | "renegotiated"
    | "accepted"
    | "declined"
    | "expired"
    | "cancelled"
    | "rejected"
    | "reminded"
  by: QuoteAuthor
  from_status: QuoteStatus | null
  to_status: QuoteStatus
  revision: number
  note: string | null
  /** For `renegotiated`: the customer's wishes line by line, if there were any. */
  items?: QuoteWish[]
  created_at: string
}

/** The fields of quotes in lists and of single quotes. */
type QuoteHead = {
  id: string
  /** The quote's number for people, such as `Q-000123`. */
  number: string
  status: QuoteStatus
  /** The last revision sent; 0 before the first. */
  revision: number
  currency_code: string
  region_id: string | null
  company_name: string | null
  tax_id: string | null
  /** The end of validity of the last revision. */
  valid_until: string | null
  /** Σ `unit_price` × `quantity`; `null` while any price is. */
  total: number | null
  /** The order that accepted the quote. */
  order_id: string | null
  created_at: string
  updated_at: string
}

/** A quote as its customer sees it: the last revision sent, or the request. */
export type Quote = QuoteHead & { items: QuoteItem[]; messages: QuoteMessage[]; timeline: QuoteEvent[] }

/** A quote in a list. */
export type ListedQuote = QuoteHead & { item_count: number; message_count: number }

/** A page of quotes. */
export type QuoteList = { quotes: ListedQuote[]; count: number; limit: number; offset: number }

/** Selects the quotes of a list. */
export type QuoteListQuery = {
  status?: QuoteStatus
  /** Searches number, company, tax id, e-mail address and names. */
  q?: string
  /** 1 to 100. @default 20 */
  limit?: number
  offset?: number
  /** `-` for descending. @default "-created_at" */
  order?: `${"" | "-"}${"created_at" | "updated_at" | "valid_until"}`
}

/** A line that both revisions have and that differs. Pairs hold the old and the new value; equal fields are missing. */
export type ChangedQuoteItem = {
  id: string
  title: string
  sku: string | null
  quantity?: [from: number, to: number]
  unit_price?: [from: number | null, to: number | null]
  note?: [from: string | null, to: string | null]
}

/** The differences between two revisions of a quote. */
export type QuoteComparison = {
  from: number
  to: number
  currency_code: string
  added: QuoteItem[]
  removed: QuoteItem[]
  changed: ChangedQuoteItem[]
  total: [from: number | null, to: number | null]
}

/** A message to the shop. */
export type QuoteMessageInput = {
  /** 1 to 5,000 characters. */
  text: string
  /** The line that the message is about. */
  item_id?: string
  /** For example the files of an `<input type="file">`. */
  files?: Iterable<Blob> | ArrayLike<Blob>
}

/** An acceptance: the revision that the customer sees, and the details of the order. */
export type QuoteAcceptanceInput = ShippingAddress & OrderDetails & { revision: number }

/** One problem with a request. Its fields depend on the error code. */
export type ErrorDetail = {
  message: string
  code?: string
  /** The index of the line, counted from 0. */
  index?: number
  /** The id of a quote's line. */
  id?: string
  sku?: string | null
  available?: number
  suggestions?: string[]
  /** The field of the body. */
  field?: string
  /** The values to choose from, such as headings of a CSV. */
  candidates?: string[]
  /** The row's number in the spreadsheet, counted from 1. */
  row?: number
  /** The row's text in the CSV. */
  raw?: string
}

/** The body of every refusal. */
export type ErrorBody<Code extends ErrorCode = ErrorCode> = { type: string; code: Code; message: string; errors?: ErrorDetail[] }
