import type { BigNumberInput } from "@medusajs/framework/types"

/** One requested line, by SKU or by variant id. */
export type OrderLineInput = {
  sku?: string
  variant_id?: string
  /** Refuses a line whose SKU and variant id name different variants. Otherwise the id wins. */
  names_agree?: true
  /** Units, checked with the line. Text that is not a number becomes `NaN` or, in JSON, `null`. */
  quantity: number | null
  problem?: LineProblem
  offer?: LineOffer
  /** The row of the CSV that it comes from. */
  source?: LineSource
}

/** The row of a CSV that a line comes from. */
export type LineSource = {
  /** Zero-based, among the rows below the headings that are not blank. */
  index: number
  /** As the spreadsheet shows it, from 1. */
  row: number
  /** The text of the row, at most 200 characters. */
  raw: string
}

/** A row of a CSV that orders nothing, and the reason. */
export type SkippedRow = {
  /** As the spreadsheet shows it, from 1. */
  row: number
  /** The text of the row, at most 200 characters. */
  raw: string
  reason: "no_quantity" | "zero_quantity" | "empty_tick_box" | "total" | "repeated_headings"
}

/** A report about the rows of a CSV below its headings. Blank rows do not count. */
export type SheetRowsReport = {
  read: number
  ordered: number
  /** The first 1,000 rows that order nothing. */
  skipped: SkippedRow[]
  /** How many more rows order nothing. */
  more_skipped?: number
}

/**
 * A price for one unit that the shop has offered, in major units. It overrides the catalogue. Its line is never merged with
 * others, and neither quantity rules nor promotions apply. It never comes from a caller.
 */
export type LineOffer = { unit_price: number; is_tax_inclusive: boolean }

/** The price of one unit in major units, as Medusa's carts keep it. */
export type UnitPrice = {
  unit_price: number
  compare_at_unit_price: number | null
  is_tax_inclusive: boolean
  /** Whether the shop has offered it, in place of the catalogue's price. */
  is_custom_price: boolean
}

/** Replaces the usual message if the line is refused with this code. */
export type LineProblem = { code: "unknown_sku" | "invalid_quantity"; message: string }

/** A postal address in the shape of Medusa's carts. */
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

/** A requested bulk order. Prices never come from the caller. */
export type CreateBulkOrderWorkflowInput = {
  customer_id: string
  /** The lines. Send exactly one of `items`, `csv` and `from_order_id`. */
  items?: OrderLineInput[]
  /** The lines as a CSV from a spreadsheet. */
  csv?: string
  /** The columns of `csv` to read: by heading, or by number from 1. @default found by their headings */
  csv_columns?: { sku?: string | number; quantity?: string | number }
  /** One of the customer's own orders, to order its lines again. */
  from_order_id?: string
  /** The sales channels that the caller may order in: those of the publishable key. */
  sales_channel_ids: string[]
  /** @default the only one of `sales_channel_ids` */
  sales_channel_id?: string
  /** @default the region that serves the country of the shipping address */
  region_id?: string
  /** The currency that the region must have. @default any currency */
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
  /** The quote that the order accepts, and the company that it was sent to. Its lines are `items` with an `offer`. */
  quote?: { id: string; number: string; revision: number; company_name: string | null; tax_id: string | null }
  /** The placement that the order belongs to; the order's metadata keeps it as `bulk_order_id`. @default a new one */
  placement_id?: string
  /** The id chosen for an order without a cart. @default a new one */
  order_id?: string
  /** The id chosen for a bulk cart. @default a new one */
  cart_id?: string
}

/** A stock location of an inventory item, and how much of it is free there. */
export type StockLevel = { location_id: string; available: BigNumberInput }

/** An inventory item that a variant is made of. */
export type VariantInventory = {
  inventory_item_id: string
  /** How many of the inventory item one unit of the variant takes. */
  required_quantity: number
  /** In the stock locations of the sales channel. */
  levels: StockLevel[]
}

/** Limits of a line's quantity that the merchant sets, in units. */
export type QuantityRules = {
  min_quantity?: number
  max_quantity?: number
  /** The quantity must be a multiple of it. */
  quantity_increment?: number
}

/** A published variant of the sales channel, with everything that decides whether a line can be ordered. */
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

/** The variants that requested lines name. */
export type FoundVariants = {
  /** The variants that the caller may see. */
  variants: OrderVariant[]
  /** Requested SKUs that exactly match variants that the caller may not see. They match nothing else. */
  hidden_skus: string[]
}

/** Merged requests: one line for each variant, or for each name without a variant. */
export type OrderLine = {
  /** Zero-based position of the first request for it. */
  index: number
  /** The variant's SKU, or what the caller sent. */
  sku: string | null
  /** `null` if no variant that the caller may see has this name. */
  variant: OrderVariant | null
  /** The sum in units; `null` if a request had no valid quantity. */
  quantity: number | null
  problem?: LineProblem
  offer?: LineOffer
  /** Missing until it is looked up, and for lines without a price. */
  price?: UnitPrice
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
   * With `unknown_sku`: SKUs that may have been meant, the closest first. Up to ten that differ only in case, blanks, dashes
   * and the like, which the message tells apart; otherwise up to three.
   */
  suggestions?: string[]
  /** The row of the CSV, as the spreadsheet shows it, from 1. */
  row?: number
  /** The text of the row, at most 200 characters. */
  raw?: string
  message: string
}

/** A line that can be ordered. */
export type OrderableLine = OrderLine & { variant: OrderVariant; quantity: number }

/** A line that can be ordered, and what one unit costs in major units. */
export type PricedLine = OrderableLine & { unit_price: number }

/** A line as callers see it before they order. */
export type BulkOrderPreviewLine = {
  index: number
  sku: string | null
  /** `null` if no variant that the caller may see has this name. */
  variant_id: string | null
  /** The product's title. */
  title: string | null
  /** The title that tells the variant from others of its product; `null` if it has none of its own. */
  variant_title: string | null
  /** `null` if it is not a valid quantity. */
  quantity: number | null
  /** In major units, as the shop states its prices; `null` without a price. */
  unit_price: number | null
  /** With taxes and after promotions, in major units; `null` for a line that cannot be ordered. */
  total: number | null
  /** Units that could be ordered, never more than asked for. */
  available: number
  /** The rows of the CSV that it comes from, as the spreadsheet shows them, from 1. */
  rows?: number[]
  errors: OrderLineError[]
}

/** What a bulk order would cost. Amounts are in major units, named as in Medusa, and cover the lines without errors. */
export type BulkOrderPreview = {
  lines: BulkOrderPreviewLine[]
  subtotal: number
  tax_total: number
  shipping_total: number
  total: number
  currency_code: string
  /** Whether all lines can be ordered. */
  valid: boolean
  /** The report about the CSV, if there was one. */
  rows?: SheetRowsReport
}
