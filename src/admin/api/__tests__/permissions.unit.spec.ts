import { toPermissions } from "../permissions"
import { PLUGIN_ROUTES, type PluginRoute } from "../plugin-routes"

const ROUTES = Object.keys(PLUGIN_ROUTES) as PluginRoute[]

describe("what the pages ask an admin's role for", () => {
  it("is granted to everybody in a shop without RBAC", () => {
    expect(ROUTES.map(toPermissions({ rbac: false, permissions: undefined }))).toEqual(ROUTES.map(() => true))
  })

  it("is granted only if the answer names all of it", () => {
    const may = toPermissions({ rbac: true, permissions: ["customer_role:read", "quote:read", "customer:verify", "*:*"] })
    expect(may("GET /admin/customers/business")).toBe(true)
    expect(may("POST /admin/customers/verify")).toBe(false)
    expect(may("GET /admin/customer-role/statistics")).toBe(false)
  })

  it("is open while an answer is missing, so that nothing claims to be forbidden yet", () => {
    expect(toPermissions({ rbac: undefined, permissions: undefined })("POST /admin/customers/verify")).toBeUndefined()
    expect(toPermissions({ rbac: true, permissions: undefined })("POST /admin/customers/verify")).toBeUndefined()
  })
})
