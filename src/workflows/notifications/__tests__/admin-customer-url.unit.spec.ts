import { adminCustomerUrl } from "../admin-customer-url"

describe("adminCustomerUrl", () => {
  it.each([
    [{ backendUrl: "https://shop.example", path: "/app" }, "https://shop.example/app/customers/cus_1"],
    [{ backendUrl: "https://shop.example/", path: "/app" }, "https://shop.example/app/customers/cus_1"],
    [{ backendUrl: "http://localhost:9000/medusa", path: "/office" }, "http://localhost:9000/medusa/office/customers/cus_1"],
    [{ backendUrl: "https://shop.example", path: "/" }, "https://shop.example/customers/cus_1"],
  ] as const)("for the configuration %j is %s", (admin, url) => {
    expect(adminCustomerUrl(admin, "cus_1")).toBe(url)
  })

  it.each([
    { backendUrl: "/", path: "/app" },
    { backendUrl: undefined, path: "/app" },
    { backendUrl: "", path: "/app" },
    { backendUrl: "shop.example", path: "/app" },
    { backendUrl: "https://shop.example", path: "/app", disable: true },
  ] as const)("is null for the configuration %j", (admin) => {
    expect(adminCustomerUrl(admin, "cus_1")).toBeNull()
  })
})
