import type { Permission } from "../../../admin/api/permissions"
import { adminCustomerRoleMiddlewares } from "../customers/middlewares"
import { adminBulkOrderMiddlewares } from "../orders/middlewares"

const policyName = ({ resource, operation }: { resource: string; operation: string | string[] }): string =>
  `${resource}:${[operation].flat().join()}`

describe("what the admin pages ask for before they call a route", () => {
  it.each<[Permission, string, string]>([
    ["customer_role:read", "GET", "/admin/customers/business"],
    ["customer_role:read", "GET", "/admin/customers/:id/role"],
    ["customer_role:read", "GET", "/admin/customers/:id/role/export"],
    ["customer_role:verify", "POST", "/admin/customers/verify"],
    ["customer_role:update", "POST", "/admin/customers/:id/role/note"],
    ["customer_role:update", "POST", "/admin/customers/:id/role/resync"],
    ["customer_role:update", "POST", "/admin/customers/:id/role/restore"],
    ["customer_role:erase", "POST", "/admin/customers/:id/role/erase"],
    ["bulk_order:read", "GET", "/admin/orders/bulk"],
  ])("is %s where %s %s declares it", (permission, method, path) => {
    const declared = [...adminCustomerRoleMiddlewares, ...adminBulkOrderMiddlewares].filter(
      ({ methods, matcher }) => matcher === path && [methods].flat().some((one) => one === method)
    )
    expect(declared.flatMap(({ policies = [] }) => [policies].flat().map((policy) => policyName(policy)))).toEqual([permission])
  })
})
