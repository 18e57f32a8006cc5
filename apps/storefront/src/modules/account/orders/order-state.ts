import type { Tone } from "@/components/ui/badge"

/** How far an order is, in the words of `account.orderState`. */
export type OrderState = "received" | "packed" | "partlyShipped" | "shipped" | "delivered" | "cancelled" | "paymentOpen"

/** What Medusa says about an order. */
type Statuses = { status: string; payment_status?: string | null; fulfillment_status?: string | null }

const BY_FULFILMENT: Readonly<Record<string, OrderState>> = {
  partially_fulfilled: "packed",
  fulfilled: "packed",
  partially_shipped: "partlyShipped",
  shipped: "shipped",
  partially_delivered: "shipped",
  delivered: "delivered",
}

/**
 * Returns how far an order is, from the three statuses that Medusa keeps.
 *
 * @example
 * orderStateOf({ status: "pending", payment_status: "authorized", fulfillment_status: "shipped" }) // "shipped"
 */
export const orderStateOf = ({ status, payment_status, fulfillment_status }: Statuses): OrderState => {
  if (status === "canceled" || fulfillment_status === "canceled") {
    return "cancelled"
  }
  const onItsWay = BY_FULFILMENT[fulfillment_status ?? ""]
  return onItsWay ?? (payment_status === "requires_action" ? "paymentOpen" : "received")
}

/** What the colour of a state says. */
export const ORDER_TONES: Readonly<Record<OrderState, Tone>> = {
  received: "calm",
  packed: "calm",
  partlyShipped: "go",
  shipped: "go",
  delivered: "go",
  cancelled: "calm",
  paymentOpen: "stop",
}
