import type { CreateOrderAdjustmentDTO, CreateOrderDTO, CreateOrderTaxLineDTO } from "@medusajs/framework/types"
import { OrderStatus } from "@medusajs/framework/utils"
import { toCartAddress } from "../cart-address"
import type { OrderAddress } from "../../types"
import type { CalculatedBulkOrder, DraftAdjustment, DraftItem, DraftShippingMethod, DraftTaxLine } from "./types"

/** Input of Medusa's Order Module, with ids that were chosen in advance. */
export type OrderToCreate = CreateOrderDTO & { id: string; items: { id: string }[] }

export type ToOrderInput = {
  order: CalculatedBulkOrder
  /** @default the shipping address */
  billing_address?: OrderAddress
  metadata: Record<string, unknown>
}

/**
 * Returns the input that Medusa's checkout would pass to the Order Module for a cart with the same lines.
 *
 * @example
 * const [created] = await orders.createOrders([toOrder({ order, metadata: {} })])
 */
export const toOrder = ({ order, billing_address, metadata }: ToOrderInput): OrderToCreate => ({
  id: order.id,
  region_id: order.region_id,
  customer_id: order.customer_id,
  sales_channel_id: order.sales_channel_id,
  status: OrderStatus.PENDING,
  email: order.email ?? undefined,
  currency_code: order.currency_code,
  locale: order.locale,
  shipping_address: toCartAddress(order.shipping_address),
  billing_address: toCartAddress(billing_address ?? order.shipping_address),
  no_notification: false,
  items: order.items.map(toOrderItem),
  shipping_methods: order.shipping_methods.map(toOrderShippingMethod),
  metadata,
})

// Medusa stores `is_custom_price` on order lines, but its type for new ones lacks it.
const toOrderItem = (item: DraftItem) => Object.assign(toPlainOrderItem(item), { is_custom_price: item.is_custom_price })

const toPlainOrderItem = (item: DraftItem) => ({
  id: item.id,
  quantity: item.quantity,
  title: item.title,
  subtitle: item.subtitle ?? undefined,
  thumbnail: item.thumbnail ?? undefined,
  product_id: item.product_id,
  product_title: item.product_title,
  product_description: item.product_description ?? undefined,
  product_subtitle: item.product_subtitle ?? undefined,
  product_type: item.product_type ?? undefined,
  product_type_id: item.product_type_id ?? undefined,
  product_collection: item.product_collection ?? undefined,
  product_handle: item.product_handle ?? undefined,
  variant_id: item.variant_id,
  variant_sku: item.variant_sku ?? undefined,
  variant_barcode: item.variant_barcode ?? undefined,
  variant_title: item.variant_title ?? undefined,
  is_discountable: item.is_discountable,
  is_giftcard: item.is_giftcard,
  requires_shipping: item.requires_shipping,
  unit_price: item.unit_price,
  compare_at_unit_price: item.compare_at_unit_price ?? undefined,
  is_tax_inclusive: item.is_tax_inclusive,
  metadata: item.metadata,
  tax_lines: item.tax_lines.map(toOrderTaxLine),
  adjustments: item.adjustments.map(toOrderAdjustment),
})

const toOrderShippingMethod = (method: DraftShippingMethod) => ({
  name: method.name,
  amount: method.amount,
  is_tax_inclusive: method.is_tax_inclusive,
  shipping_option_id: method.shipping_option_id,
  data: method.data,
  tax_lines: method.tax_lines.map(toOrderTaxLine),
  adjustments: method.adjustments.map(toOrderAdjustment),
})

const toOrderTaxLine = ({ description, tax_rate_id, code, rate, provider_id, data }: DraftTaxLine): CreateOrderTaxLineDTO =>
  Object.assign({ description, tax_rate_id, code, rate, provider_id }, { metadata: null, data: data ?? null })

const toOrderAdjustment = ({ code, amount, promotion_id, is_tax_inclusive }: DraftAdjustment): CreateOrderAdjustmentDTO =>
  Object.assign({ code, amount, promotion_id }, { is_tax_inclusive })
