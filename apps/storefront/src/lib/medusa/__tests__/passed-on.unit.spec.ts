import { isPassedOn } from "../passed-on"

describe("Calls of the browser to the shop", () => {
  it.each([
    ["POST", "/store/orders/create-bulk"],
    ["POST", "/store/orders/create-bulk/preview"],
    ["GET", "/store/orders/create-bulk/template.csv"],
    ["GET", "/store/quotes"],
    ["GET", "/store/quotes/quo_1/attachments/quoatt_1"],
    ["POST", "/store/quotes/quo_1/accept"],
    ["DELETE", "/store/saved-lists/slist_1"],
  ])("are passed on: %s %s", (method, path) => {
    expect(isPassedOn(method, path)).toBe(true)
  })

  it.each([
    ["GET", "/store/orders/create-bulk"],
    ["POST", "/store/customers/me"],
    ["GET", "/admin/quotes"],
    ["POST", "/store/quotes/../customers/sync-role/accept"],
    ["POST", "/store/quotes/%2e%2e/accept"],
    ["GET", "/store/quotes/quo_1/pdf/"],
    ["POST", "/store/carts"],
    ["DELETE", "/store/quotes/quo_1"],
  ])("are not passed on: %s %s", (method, path) => {
    expect(isPassedOn(method, path)).toBe(false)
  })
})
