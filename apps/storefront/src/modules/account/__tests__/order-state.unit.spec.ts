import { orderStateOf } from "../orders/order-state"

describe("how far an order is", () => {
  it.each([
    ["pending", "authorized", "not_fulfilled", "received"],
    ["pending", "requires_action", "not_fulfilled", "paymentOpen"],
    ["pending", "captured", "fulfilled", "packed"],
    ["pending", "captured", "partially_shipped", "partlyShipped"],
    ["pending", "requires_action", "shipped", "shipped"],
    ["completed", "captured", "delivered", "delivered"],
    ["canceled", "canceled", "shipped", "cancelled"],
    ["pending", "authorized", "canceled", "cancelled"],
    ["pending", null, null, "received"],
  ])("%s, %s, %s is %s", (status, payment_status, fulfillment_status, state) => {
    expect(orderStateOf({ status, payment_status, fulfillment_status })).toBe(state)
  })
})
