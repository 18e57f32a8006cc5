import { callPlugin } from "./call-plugin"
import type { OrderRecord } from "./types"

/** The keys of the requests about orders in the dashboard's query cache. They begin like those about roles. */
export const orderKeys = {
  record: (orderId: string) => ["customer-role", "order", orderId] as const,
}

/**
 * Returns what the shop knows about an order's customer, or `null` for an order that is not there any more.
 *
 * @example
 * const record = await retrieveOrderRecord("order_123")
 */
export const retrieveOrderRecord = async (orderId: string): Promise<OrderRecord | null> => {
  const { orders } = await callPlugin<{ orders: OrderRecord[] }>("GET /admin/orders/bulk", { query: { id: orderId } })
  return orders[0] ?? null
}
