import type { HttpTypes } from "@medusajs/types"
import type { ErrorCode } from "./error-catalogue.js"

/** What customers say they are. */
export type AccountType = "individual" | "business"

/** How far the shop has come with a business; `not_required` for individuals. */
export type VerificationStatus = "not_required" | "pending" | "verified" | "rejected" | "revoked"

/** Why a customer may not use a business feature. */
export type AccessDenialCode = Extract<
  ErrorCode,
  "account_disabled" | "business_account_required" | "verification_rejected" | "verification_revoked" | "verification_pending"
>

/** Whether a feature is open to a customer, and if not, why. */
export type Access = { allowed: true } | { allowed: false; code: AccessDenialCode }

/** A feature that the shop opens to businesses, or to verified ones only. */
export type BusinessFeature = "bulk_orders" | "quotes"

/**
 * What the shop knows of its customer: what they say they are, and what the shop says of it.
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
  /** Kept for companies. */
  company: null
  /** The shop has checked this business. */
  is_verified: boolean
  verification_status: VerificationStatus
  /** What the shop has told the customer about its decision. */
  verification_note: string | null
  /** What the shop lets this customer do. */
  access: Record<BusinessFeature, Access>
  /** ISO 8601. */
  created_at: string
  /** ISO 8601. */
  updated_at: string
}

/** The Medusa customer that a role belongs to. */
export type SyncedCustomer = { id: string; email: string; first_name: string | null; last_name: string | null }

/** The answer to a sync. */
export type SyncedRole = {
  customer_role: CustomerRole
  customer: SyncedCustomer
  /** Whether this sync has made the customer. */
  created: boolean
}

/** A postal address, as Medusa's carts take it. */
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

/** A product by its SKU or by the id of its variant. */
export type LineName = { sku: string; variant_id?: never } | { variant_id: string; sku?: never }

/** A line to order. */
export type BulkOrderLine = LineName & { quantity: number }

/** Where an order goes. */
export type ShippingAddress =
  | { shipping_address: OrderAddress; shipping_address_id?: never }
  /** One of the customer's own addresses. */
  | { shipping_address_id: string; shipping_address?: never }

/** What an order says beside its lines and where it goes. */
export type OrderDetails = {
  /** @default the shipping address */
  billing_address?: OrderAddress
  /** @default the cheapest delivery for each shipping profile */
  shipping_option_ids?: string[]
  /** At most 255 characters; kept in the order's metadata. */
  purchase_order_number?: string
  /** At most 1,000 characters; kept in the order's metadata. */
  note?: string
  /** @default the region that serves the country of the shipping address */
  region_id?: string
  /** @default the publishable key's only one */
  sales_channel_id?: string
}

/** What is ordered: lines, the text of a spreadsheet, or an earlier order once more. */
export type BulkOrderLines =
  | { items: BulkOrderLine[]; csv?: never; csv_columns?: never; from_order_id?: never }
  | {
      csv: string
      /** Which columns are meant, each by its heading or its number from 1. @default found by their headings */
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

/** What is wrong with a line. */
export type OrderLineErrorCode =
  | "unknown_sku"
  | "not_for_sale"
  | "no_price"
  | "invalid_quantity"
  | "below_minimum"
  | "above_maximum"
  | "not_a_multiple"
  | "insufficient_stock"

/** A line that cannot be ordered, and why. */
export type OrderLineError = {
  /** The product's first line in `items`, among the data rows of the CSV, or in the earlier order. */
  index: number
  sku: string | null
  code: OrderLineErrorCode
  /** With `insufficient_stock`: the units that could be ordered, never more than asked for. */
  available?: number
  /** With `unknown_sku`: SKUs that may have been meant, the closest first. */
  suggestions?: string[]
  /** The row of the CSV, as the spreadsheet shows it, from 1. */
  row?: number
  /** The row as it stands in the CSV. */
  raw?: string
  message: string
}

/** A row of a CSV that orders nothing, and why. */
export type SkippedRow = {
  /** As the spreadsheet shows it, from 1. */
  row: number
  raw: string
  reason: "no_quantity" | "zero_quantity" | "empty_tick_box" | "total" | "repeated_headings"
}

/** What became of the rows of a CSV. */
export type SheetRowsReport = {
  read: number
  ordered: number
  skipped: SkippedRow[]
  /** How many rows were skipped beyond those. */
  more_skipped?: number
}

/** A line of a preview. Amounts are in major units. */
export type BulkOrderPreviewLine = {
  index: number
  sku: string | null
  /** `null`: no product has this name. */
  variant_id: string | null
  title: string | null
  /** Tells the variant from others of the product; `null` where it has no name of its own. */
  variant_title: string | null
  /** `null` where it is none that can be ordered. */
  quantity: number | null
  unit_price: number | null
  /** With taxes and after promotions; `null` for a line that cannot be ordered. */
  total: number | null
  /** Units that could be ordered, never more than asked for. */
  available: number
  /** The rows of the CSV that it comes from. */
  rows?: number[]
  errors: OrderLineError[]
}

/** What a bulk order would come to. Amounts are in major units, of the lines without errors. */
export type BulkOrderPreview = {
  lines: BulkOrderPreviewLine[]
  subtotal: number
  tax_total: number
  shipping_total: number
  total: number
  currency_code: string
  /** Whether nothing is wrong with any line. */
  valid: boolean
  /** Where a CSV was sent. */
  rows?: SheetRowsReport
}

/** The order that a bulk order has become. */
export type PlacedBulkOrder = {
  order: HttpTypes.StoreOrder
  /** Where a CSV was sent. */
  rows?: SheetRowsReport
}

/** The cart that a bulk order has been put into. */
export type FilledBulkCart = {
  cart: HttpTypes.StoreCart
  /** Where a CSV was sent. */
  rows?: SheetRowsReport
}

/** The states of a quote. */
export type QuoteStatus = "requested" | "sent" | "accepted" | "declined" | "expired" | "cancelled" | "rejected"

/** Who wrote a message, or did something; `system` is the shop's software by itself. */
export type QuoteAuthor = "customer" | "admin" | "system"

/** A line to ask a price for. */
export type QuoteLineInput = LineName & {
  quantity: number
  /** What the customer would like to pay for one, in major units. */
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

/** What the customer would like to have otherwise about a line that was offered. An absent key stays. */
export type QuoteWish = {
  id: string
  quantity?: number
  target_unit_price?: number
  note?: string
}

/** A line of a quote. Amounts are in major units of the quote's currency. */
export type QuoteItem = {
  /** Stays the same through all revisions. */
  id: string
  variant_id: string
  sku: string | null
  title: string
  variant_title: string | null
  quantity: number
  /** What the customer would have paid when the line came into the quote; `null` where there was no price. */
  list_unit_price: number | null
  /** What the shop offers; `null` until it sets a price where there was none. */
  unit_price: number | null
  target_unit_price: number | null
  /** Whether both prices include taxes. */
  is_tax_inclusive: boolean
  note: string | null
}

/** A file that came with a message. */
export type QuoteAttachment = { id: string; filename: string; mime_type: string /** Bytes. */; size: number }

/** A message about a quote. */
export type QuoteMessage = {
  id: string
  author: QuoteAuthor
  text: string
  /** The line that it is about. */
  item_id: string | null
  attachments: QuoteAttachment[]
  created_at: string
}

/** An entry of a quote's timeline. */
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
  /** With `renegotiated`, where it was said line by line. */
  items?: QuoteWish[]
  created_at: string
}

/** What lists and single quotes have in common. */
type QuoteHead = {
  id: string
  /** For people, such as `Q-000123`. */
  number: string
  status: QuoteStatus
  /** The last revision sent, 0 before. */
  revision: number
  currency_code: string
  region_id: string | null
  company_name: string | null
  tax_id: string | null
  /** Until when the last revision can be accepted. */
  valid_until: string | null
  /** Σ `unit_price` × `quantity`; `null` while any price is. */
  total: number | null
  /** The order that it has become. */
  order_id: string | null
  created_at: string
  updated_at: string
}

/** A quote as its customer sees it: the last revision sent, or what was asked for. */
export type Quote = QuoteHead & { items: QuoteItem[]; messages: QuoteMessage[]; timeline: QuoteEvent[] }

/** A quote in a list. */
export type ListedQuote = QuoteHead & { item_count: number; message_count: number }

/** A page of quotes. */
export type QuoteList = { quotes: ListedQuote[]; count: number; limit: number; offset: number }

/** Which quotes a list shows. */
export type QuoteListQuery = {
  status?: QuoteStatus
  /** Searched in number, company, tax id, e-mail address and names. */
  q?: string
  /** 1 to 100. @default 20 */
  limit?: number
  offset?: number
  /** `-` for descending. @default "-created_at" */
  order?: `${"" | "-"}${"created_at" | "updated_at" | "valid_until"}`
}

/** A line that two revisions have and that differs. Pairs are before and after; what is equal is left out. */
export type ChangedQuoteItem = {
  id: string
  title: string
  sku: string | null
  quantity?: [from: number, to: number]
  unit_price?: [from: number | null, to: number | null]
  note?: [from: string | null, to: string | null]
}

/** How a revision of a quote differs from another. */
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
  /** The line that it is about. */
  item_id?: string
  /** Such as those of an `<input type="file">`. */
  files?: Iterable<Blob> | ArrayLike<Blob>
}

/** An acceptance: the revision that the customer has before them, and where the order goes. */
export type QuoteAcceptanceInput = ShippingAddress & OrderDetails & { revision: number }

/** One thing that is wrong with a request. Which fields there are depends on the code of the refusal. */
export type ErrorDetail = {
  message: string
  code?: string
  /** The line, from 0. */
  index?: number
  /** The line of a quote. */
  id?: string
  sku?: string | null
  available?: number
  suggestions?: string[]
  /** The field of the body. */
  field?: string
  /** What was found where the choice is the customer's, such as headings of a CSV. */
  candidates?: string[]
  /** The row of the CSV, as the spreadsheet shows it, from 1. */
  row?: number
  /** The row as it stands in the CSV. */
  raw?: string
}

/** The body of every refusal. */
export type ErrorBody<Code extends ErrorCode = ErrorCode> = { type: string; code: Code; message: string; errors?: ErrorDetail[] }
