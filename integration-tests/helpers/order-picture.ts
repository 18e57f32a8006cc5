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
  "payment_collections.payments.captures.*",
  "transactions.*",
  "promotions.code",
]

/** Fields that differ between any two orders. */
const OWN = new Set([
  "id",
  "created_at",
  "updated_at",
  "deleted_at",
  "display_id",
  "custom_display_id",
  "bulk_order_id",
  "item_id",
  "order_id",
  "shipping_address_id",
  "billing_address_id",
  "shipping_method_id",
  "payment_collection_id",
  "payment_session_id",
  "session_id",
  "authorized_at",
  "order_item_id",
  "completed_at",
  "cart_id",
  "line_item_id",
  "reference_id",
  "payment_id",
  "captured_at",
  // Customer data that the payment provider has: the customer's account there is created with their first payment.
  "account_holders",
])

/** Events that only one of the ways emits: those about carts, and those about a customer's first payment. */
const OWN_EVENTS = /^(cart\.|LinkCart|LinkOrderCart\.|LinkCustomerAccountHolder\.|payment\.account-holder\.|harness\.)/

type Adjusted = { tax_lines?: { code?: string }[]; adjustments?: { code?: string }[] }

/** A line of a {@link Picture}. */
export type PictureLine = Adjusted & {
  variant_id: string
  variant_sku: string
  quantity: number
  unit_price: number
  compare_at_unit_price?: number
  is_tax_inclusive: boolean
}

/** Everything about an order except ids and times. */
export type Picture = {
  order: Row & { total: number; items: PictureLine[]; shipping_methods?: Adjusted[]; transactions?: Row[] }
  /** The order's metadata. */
  notes: Row
  reservations: { sku: string; inventory_item_id: string; location_id: string; quantity: number; allow_backorder: boolean }[]
  levels: { inventory_item_id: string; location_id: string; stocked_quantity: number; reserved_quantity: number }[]
  /** How often each promotion has been used. */
  usage: Row[]
  /** Names of the emitted events, and whether `order.placed` names this order. */
  events: string[]
}

/** Removes ids and times, and sorts lists. */
const comparable = (value: unknown): unknown => {
  if (Array.isArray(value)) {
    const parts = value.map(comparable).map((part) => ({ part, text: JSON.stringify(part) }))
    return parts.sort((one, other) => (one.text < other.text ? -1 : 1)).map(({ part }) => part)
  }
  if (typeof value !== "object" || value === null || value instanceof Date) {
    return value ?? null
  }
  const entries = Object.entries(value).filter(([key, part]) => !OWN.has(key) && part !== null && part !== undefined)
  return Object.fromEntries(entries.sort(([one], [other]) => (one < other ? -1 : 1)).map(([key, part]) => [key, comparable(part)]))
}

/**
 * Returns everything about an order except ids and times. Two orders have equal pictures if no customer, merchant or
 * warehouse could tell them apart. Usage and events count from {@link resetOrders}.
 *
 * @example
 * expect(await pictureOf(shop, one)).toEqual(await pictureOf(shop, other))
 */
export const pictureOf = async (shop: Shop, orderId: string): Promise<Picture> => {
  const { container } = shop
  const { data } = await container
    .resolve(ContainerRegistrationKeys.QUERY)
    .graph({ entity: "order", fields: FIELDS, filters: { id: orderId } })
  const { metadata, ...order }: Row & { items: { id: string; variant_sku: string }[] } = JSON.parse(JSON.stringify(data[0]))
  const skuOf = new Map(order.items.map(({ id, variant_sku }) => [id, variant_sku]))
  const inventory = container.resolve(Modules.INVENTORY)
  const reservations = await inventory.listReservationItems({ line_item_id: [...skuOf.keys()] }, { take: null })
  const levels = await inventory.listInventoryLevels({}, { take: null })
  const picture = comparable({
    order,
    notes: metadata ?? {},
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
    usage: await shop.rows(USAGE),
    events: await eventsAbout(shop, orderId),
  })
  return JSON.parse(JSON.stringify(picture))
}

const USAGE = `SELECT p.code, p.used, b.used AS budget, u.used AS own
  FROM promotion p LEFT JOIN promotion_campaign c ON c.id = p.campaign_id
  LEFT JOIN promotion_campaign_budget b ON b.campaign_id = c.id LEFT JOIN promotion_campaign_budget_usage u ON u.budget_id = b.id`

const eventsAbout = async ({ events }: Shop, orderId: string): Promise<string[]> => {
  await events.settle()
  const placed = events.list("order.placed").filter(({ data }) => JSON.stringify(data) === JSON.stringify({ id: orderId }))
  const names = events.list("").map(({ name }) => name)
  return [...names.filter((name) => !OWN_EVENTS.test(name)), `placed: ${placed.length}`]
}

/** Resets all reservations, promotion usage, and the order of the rows of both, and clears the events. */
export const resetOrders = async ({ container, rows, events }: Shop): Promise<void> => {
  const inventory = container.resolve(Modules.INVENTORY)
  const reservations = await inventory.listReservationItems({}, { take: null })
  if (reservations.length > 0) {
    await inventory.deleteReservationItems(reservations.map(({ id }) => id))
  }
  const none = JSON.stringify({ value: "0", precision: 20 })
  await rows("UPDATE promotion SET used = 0")
  await rows("UPDATE promotion_campaign_budget SET used = 0, raw_used = ?::jsonb", [none])
  await rows("DELETE FROM promotion_campaign_budget_usage")
  await events.settle()
  // Medusa's checkout prefers locations in the order in which PostgreSQL reads their rows, and of two promotions of the same
  // value the one that it reads first. Updates change that order, also those of subscribers, which have ended here.
  await rows("CLUSTER inventory_level USING inventory_level_pkey")
  await rows("CLUSTER promotion USING promotion_pkey")
  events.reset()
}
