import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import type { Shop } from "./shop"

type Row = Record<string, unknown>

const FIELDS = [
  "*",
  "total",
  "subtotal",
  "tax_total",
  "discount_total",
  "discount_tax_total",
  "original_total",
  "original_tax_total",
  "item_total",
  "item_subtotal",
  "item_tax_total",
  "shipping_total",
  "shipping_subtotal",
  "shipping_tax_total",
  "summary.*",
  "items.*",
  "items.tax_lines.*",
  "items.adjustments.*",
  "shipping_methods.*",
  "shipping_methods.tax_lines.*",
  "shipping_methods.adjustments.*",
  "shipping_address.*",
  "billing_address.*",
  "payment_collections.*",
  "payment_collections.payment_sessions.*",
  "payment_collections.payments.*",
  "promotions.code",
]

/** What differs between any two orders. */
const OWN = new Set([
  "id", "created_at", "updated_at", "deleted_at", "display_id", "custom_display_id", "bulk_order_id", "item_id", "order_id",
  "shipping_address_id", "billing_address_id", "shipping_method_id", "payment_collection_id", "payment_session_id", "authorized_at",
  "order_item_id", "completed_at", "cart_id", "line_item_id",
  // What the payment provider has been told of the customer: his account there is made with his first payment.
  "account_holders",
])

/** Without ids and times, lists in an order of their own. */
const comparable = (value: unknown): unknown => {
  if (Array.isArray(value)) {
    return value.map(comparable).sort((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1))
  }
  if (typeof value !== "object" || value === null || value instanceof Date) {
    return value ?? null
  }
  const entries = Object.entries(value).filter(([key, part]) => !OWN.has(key) && part !== null && part !== undefined)
  return Object.fromEntries(entries.sort(([one], [other]) => (one < other ? -1 : 1)).map(([key, part]) => [key, comparable(part)]))
}

/**
 * Everything that an order is, but for ids and times: equal for two orders that a customer, a merchant and a warehouse
 * could not tell apart.
 *
 * @example
 * expect(await pictureOf(shop, one)).toEqual(await pictureOf(shop, other))
 */
export const pictureOf = async (shop: Shop, orderId: string): Promise<unknown> => {
  const { container } = shop
  const { data } = await container
    .resolve(ContainerRegistrationKeys.QUERY)
    .graph({ entity: "order", fields: FIELDS, filters: { id: orderId } })
  const order: Row & { items: { id: string; variant_sku: string }[] } = JSON.parse(JSON.stringify(data[0]))
  const skuOf = new Map(order.items.map(({ id, variant_sku }) => [id, variant_sku]))
  const inventory = container.resolve(Modules.INVENTORY)
  const reservations = await inventory.listReservationItems({ line_item_id: [...skuOf.keys()] }, { take: null })
  const levels = await inventory.listInventoryLevels({}, { take: null })
  return comparable({
    order,
    reservations: reservations.map(({ line_item_id, inventory_item_id, location_id, quantity, allow_backorder }) => ({
      sku: skuOf.get(line_item_id ?? ""),
      inventory_item_id,
      location_id,
      quantity: Number(quantity),
      allow_backorder,
    })),
    levels: levels.map(({ inventory_item_id, location_id, stocked_quantity, reserved_quantity }) => ({
      inventory_item_id,
      location_id,
      stocked_quantity: Number(stocked_quantity),
      reserved_quantity: Number(reserved_quantity),
    })),
  })
}

/** Gives back all that is reserved. */
export const releaseStock = async ({ container }: Shop): Promise<void> => {
  const inventory = container.resolve(Modules.INVENTORY)
  const reservations = await inventory.listReservationItems({}, { take: null })
  if (reservations.length > 0) {
    await inventory.deleteReservationItems(reservations.map(({ id }) => id))
  }
}
