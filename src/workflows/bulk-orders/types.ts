import type { BigNumberInput } from "@medusajs/framework/types"

/** One requested line, by SKU or by variant id. */
export type OrderLineInput = {
  sku?: string
  variant_id?: string
  /** Where there are both names: the line is refused unless they are the same variant's. The id counts otherwise. */
  names_agree?: true
  /** Units; whether they can be ordered is checked with the line. What is no number at all is `NaN` or, in JSON, `null`. */
  quantity: number | null
  problem?: LineProblem
  offer?: LineOffer
  /** The row of the CSV that it comes from. */
  source?: LineSource
}

/** Where in a CSV a line comes from. */
export type LineSource = {
  /** Zero-based, among the rows below the headings that say anything. */
  index: number
  /** As the spreadsheet shows it, from 1. */
  row: number
  /** The row as it stands in the text, at most 200 characters of it. */
  raw: string
}

/** A row of a CSV that orders nothing, and why. */
export type SkippedRow = {
  /** As the spreadsheet shows it, from 1. */
  row: number
  /** The row as it stands in the text, at most 200 characters of it. */
  raw: string
  reason: "no_quantity" | "zero_quantity" | "empty_tick_box" | "total" | "repeated_headings"
}

/** What became of the rows of a CSV below its headings; blank ones do not count. */
export type SheetRowsReport = {
  read: number
  ordered: number
  /** The first 1,000 rows that order nothing. */
  skipped: SkippedRow[]
  /** How many there are beyond those. */
  more_skipped?: number
}

/**
 * What the shop has offered for one unit, in major units. It counts whatever the catalogue says, its line stays by itself,
 * the merchant's quantity rules do not hold for it, and no promotions come on top. Never a caller's word.
 */
export type LineOffer = { unit_price: number; is_tax_inclusive: boolean }

/** What is said of a line that is refused with this code, in place of the usual words. */
export type LineProblem = { code: "unknown_sku" | "invalid_quantity"; message: string }

/** A postal address as Medusa's carts take it. */
export type OrderAddress = {
  first_name?: string | null
  last_name?: string | null
  phone?: string | null
  company?: string | null
  address_1?: string | null
  address_2?: string | null
  city?: string | null
  /** ISO 3166-1 alpha-2, lower case. */
  country_code: string
  province?: string | null
  postal_code?: string | null
  metadata?: Record<string, unknown> | null
}

/** What a bulk order is made from. Prices never come from the caller. */
export type CreateBulkOrderWorkflowInput = {
  customer_id: string
  /** What is ordered; or else `csv`, or `from_order_id`. */
  items?: OrderLineInput[]
  /** The lines as a spreadsheet writes them. */
  csv?: string
  /** Which columns of `csv` are meant: by heading, or by number from 1. @default found by their headings */
  csv_columns?: { sku?: string | number; quantity?: string | number }
  /** One of the customer's own orders, whose lines are ordered again. */
  from_order_id?: string
  /** The sales channels that the caller may order in: those of the publishable key. */
  sales_channel_ids: string[]
  /** @default the only one of `sales_channel_ids` */
  sales_channel_id?: string
  /** @default the region that serves the country of the shipping address */
  region_id?: string
  /** The region must sell in it. @default any */
  currency_code?: string
  shipping_address?: OrderAddress
  /** One of the customer's own addresses, in place of `shipping_address`. */
  shipping_address_id?: string
  /** @default the shipping address */
  billing_address?: OrderAddress
  /** @default the cheapest delivery for each shipping profile */
  shipping_option_ids?: string[]
  /** Kept in the order's metadata. */
  purchase_order_number?: string
  /** Kept in the order's metadata. */
  note?: string
  /** The quote that the order accepts, and to whom it was sent. Its lines are `items` with an `offer`. */
  quote?: { id: string; number: string; revision: number; company_name: string | null; tax_id: string | null }
  /** The id of the attempt, kept in the order's metadata. @default a new one */
  bulk_order_id?: string
  /** The id that an order without a cart is to have. @default a new one */
  order_id?: string
  /** The id that a cart in place of an order is to have. @default a new one */
  cart_id?: string
}

/** Where an inventory item lies, and how much of it is free there. */
export type StockLevel = { location_id: string; available: BigNumberInput }

/** An inventory item that a variant is made of. */
export type VariantInventory = {
  inventory_item_id: string
  /** How many of the inventory item one unit of the variant takes. */
  required_quantity: number
  /** In the stock locations of the sales channel. */
  levels: StockLevel[]
}

/** What a merchant allows of a line's quantity, in units. */
export type QuantityRules = {
  min_quantity?: number
  max_quantity?: number
  /** The quantity must be a multiple of it. */
  quantity_increment?: number
}

/** A published variant of the sales channel, with what deciding about a line needs. */
export type OrderVariant = {
  id: string
  sku: string | null
  title: string
  product_title: string
  price_set_id: string | null
  manage_inventory: boolean
  allow_backorder: boolean
  requires_shipping: boolean
  shipping_profile_id: string | null
  inventory: VariantInventory[]
  quantity_rules: QuantityRules
}

/** What requested lines name. */
export type FoundVariants = {
  /** What the caller may see of it. */
  variants: OrderVariant[]
  /** Requested SKUs that are exactly those of variants that the caller may not see. Nothing else is meant by them. */
  hidden_skus: string[]
}

/** Requested lines brought together: one for each variant, or for each name that no variant has. */
export type OrderLine = {
  /** Zero-based position of the first request for it. */
  index: number
  /** The variant's SKU, or what the caller sent. */
  sku: string | null
  /** `null`: nothing that the caller may see has this name. */
  variant: OrderVariant | null
  /** Units, summed; `null` where a request had none that can be ordered. */
  quantity: number | null
  problem?: LineProblem
  offer?: LineOffer
  /** The rows of the CSV that it comes from. */
  sources?: LineSource[]
}

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
  index: number
  sku: string | null
  code: OrderLineErrorCode
  /** With `insufficient_stock`: the units that could be ordered, never more than asked for. */
  available?: number
  /**
   * With `unknown_sku`: SKUs that may have been meant, the closest first. All that differ in case, blanks, dashes and the
   * like only, up to ten, which the message tells apart; up to three otherwise.
   */
  suggestions?: string[]
  /** The row of the CSV, as the spreadsheet shows it, from 1. */
  row?: number
  /** The row as it stands in the CSV, at most 200 characters of it. */
  raw?: string
  message: string
}

/** A line that can be ordered. */
export type OrderableLine = OrderLine & { variant: OrderVariant; quantity: number }

/** A line that can be ordered, and what one unit costs in major units. */
export type PricedLine = OrderableLine & { unit_price: number }

/** A line as a caller is shown it before he orders. */
export type BulkOrderPreviewLine = {
  index: number
  sku: string | null
  /** `null`: nothing that the caller may see has this name. */
  variant_id: string | null
  /** The product's. */
  title: string | null
  /** What tells the variant from others of the product; `null` where it has no name of its own. */
  variant_title: string | null
  /** `null` where it is none that can be ordered. */
  quantity: number | null
  /** In major units, as the shop states its prices; `null` where there is none. */
  unit_price: number | null
  /** With taxes and after promotions, in major units; `null` for a line that cannot be ordered. */
  total: number | null
  /** Units that could be ordered, never more than asked for. */
  available: number
  /** The rows of the CSV that it comes from, as the spreadsheet shows them, from 1. */
  rows?: number[]
  errors: OrderLineError[]
}

/** What a bulk order would come to. Amounts are in major units, named as in Medusa, of the lines without errors. */
export type BulkOrderPreview = {
  lines: BulkOrderPreviewLine[]
  subtotal: number
  tax_total: number
  shipping_total: number
  total: number
  currency_code: string
  /** Whether nothing is wrong with any line. */
  valid: boolean
  /** What became of the rows of the CSV, where there was one. */
  rows?: SheetRowsReport
}
