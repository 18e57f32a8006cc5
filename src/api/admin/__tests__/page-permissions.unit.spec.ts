import type { MiddlewareRoute } from "@medusajs/framework/http"
import { PLUGIN_ROUTES } from "../../../admin/api/plugin-routes"
import { adminStatisticsMiddlewares } from "../customer-role/middlewares"
import { adminCustomerRoleMiddlewares } from "../customers/middlewares"
import { adminBulkOrderMiddlewares } from "../orders/middlewares"
import { adminQuoteMiddlewares } from "../quotes/middlewares"

const DECLARED: MiddlewareRoute[] = [
  ...adminStatisticsMiddlewares,
  ...adminCustomerRoleMiddlewares,
  ...adminBulkOrderMiddlewares,
  ...adminQuoteMiddlewares,
]

const policiesOf = (route: string): string[] => {
  const [method, path] = route.split(" ")
  return DECLARED.filter(({ methods, matcher }) => matcher === path && [methods].flat().some((one) => one === method)).flatMap(
    ({ policies = [] }) => [policies].flat().map(({ resource, operation }) => `${resource}:${[operation].flat().join()}`)
  )
}

describe("the permissions that the admin pages ask for before they call a route", () => {
  it.each(Object.entries(PLUGIN_ROUTES))("are the policies that %s declares", (route, permissions) => {
    expect(policiesOf(route)).toEqual(permissions)
  })
})
