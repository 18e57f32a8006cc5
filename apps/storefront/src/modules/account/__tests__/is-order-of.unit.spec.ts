import { isOrderOf } from "../orders/is-order-of"

describe("an order", () => {
  it("belongs to the customer whose id it has", () => {
    expect(isOrderOf({ customer_id: "cus_1" }, "cus_1")).toBe(true)
  })

  it.each([
    ["a guest, who has an id of their own", { customer_id: "cus_guest" }, "cus_1"],
    ["nobody", { customer_id: null }, "cus_1"],
    ["somebody that the shop does not name", {}, "cus_1"],
    ["nobody, as the reader is nobody", { customer_id: "" }, ""],
  ])("of %s is not the reader's", (_, order, customerId) => {
    expect(isOrderOf(order, customerId)).toBe(false)
  })
})
