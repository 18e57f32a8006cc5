import type { BigNumberRawValue, CustomerDTO, RegionDTO } from "@medusajs/framework/types"
import type { OrderableLine, OrderAddress } from "../../types"

/** A bulk order that has passed its check, before its totals are calculated. */
export type CalculateBulkOrderInput = {
  lines: OrderableLine[]
  customer_id: string
  region: { id: string; currency_code: string }
  /** @default the customer and the region, loaded by their ids */
  buyer?: Buyer
  sales_channel_id: string
  shipping_address: OrderAddress
  /** @default the cheapest delivery for each shipping profile */
  shipping_option_ids?: string[]
  /** The id chosen for the order. @default a new one */
  order_id?: string
}

/** The customer, and the region that they buy in. */
export type Buyer = { customer: CustomerDTO; region: RegionDTO }

/** Medusa's exact form of an amount. */
export type RawAmount = BigNumberRawValue

/** A tax in the shape of carts and orders. */
export type DraftTaxLine = {
  description: string
  tax_rate_id?: string
  code: string
  rate: number
  provider_id: string
  data?: Record<string, unknown> | null
}

/** A discount on an item or a delivery, in the shape of carts. */
export type DraftAdjustment = {
  id: string
  code: string
  amount: number
  is_tax_inclusive?: boolean
  promotion_id?: string
}

/** The product details that an order line keeps. */
export type ProductSnapshot = {
  title: string
  subtitle: string | null
  thumbnail: string | null
  product_id: string
  product_title: string
  product_description: string | null
  product_subtitle: string | null
  product_type: string | null
  product_type_id: string | null
  product_collection: string | null
  product_handle: string | null
  variant_id: string
  variant_sku: string | null
  variant_barcode: string | null
  variant_title: string | null
  is_discountable: boolean
  is_giftcard: boolean
  requires_shipping: boolean
}

/** More product values that promotions and carriers may read. */
export type ItemProduct = {
  id: string
  is_giftcard: boolean
  collection_id: string | null
  type_id: string | null
  weight: number | null
  categories: { id: string }[]
  tags: { id: string }[]
}

/** The values of a variant that carriers may read. */
export type ItemVariant = {
  id: string
  weight: number | null
  length: number | null
  height: number | null
  width: number | null
  material: string | null
  product: { id: string; shipping_profile: { id: string } | null }
}

/** What an item copies from its variant, the same for every order. */
export type VariantSnapshot = { snapshot: ProductSnapshot; product: ItemProduct; variant: ItemVariant }

/** A line of the draft, in the shape of a cart's item. The order's line gets the same id. */
export type DraftItem = ProductSnapshot & {
  id: string
  quantity: number
  unit_price: number
  compare_at_unit_price: number | null
  is_tax_inclusive: boolean
  is_custom_price: boolean
  metadata: Record<string, unknown>
  product: ItemProduct
  variant: ItemVariant
  tax_lines: DraftTaxLine[]
  adjustments: DraftAdjustment[]
}

/** A delivery of the draft, in the shape of a cart's shipping method. */
export type DraftShippingMethod = {
  id: string
  name: string
  shipping_option_id: string
  amount: number
  is_tax_inclusive: boolean
  data: Record<string, unknown>
  shipping_option: { shipping_option_type_id?: string; shipping_profile_id: string | null }
  tax_lines: DraftTaxLine[]
  adjustments: DraftAdjustment[]
}

/** An order before it is written, in the shape of a cart. */
export type OrderDraft = {
  id: string
  email: string | null
  currency_code: string
  locale: null
  region_id: string
  region: RegionDTO
  sales_channel_id: string
  customer: CustomerDTO
  shipping_address: OrderAddress
  items: DraftItem[]
  shipping_methods: DraftShippingMethod[]
  promotions: { id: string; code: string }[]
}

/** Amounts of an order in major units, named as in Medusa. */
export type OrderTotals = {
  total: number
  subtotal: number
  tax_total: number
  discount_total: number
  item_total: number
  item_subtotal: number
  item_tax_total: number
  shipping_total: number
  shipping_subtotal: number
  shipping_tax_total: number
}

/** Totals of one line in major units, named as in Medusa. */
export type ItemTotals = { total: number; subtotal: number; tax_total: number; discount_total: number }

/** The order that Medusa's checkout would create from the lines. `items` and `item_totals` have one entry for each line, in their order. */
export type CalculatedBulkOrder = Omit<OrderDraft, "region" | "customer"> & {
  customer_id: string
  item_totals: ItemTotals[]
  totals: OrderTotals
  /** The exact amount to pay. */
  raw_total: RawAmount
}
