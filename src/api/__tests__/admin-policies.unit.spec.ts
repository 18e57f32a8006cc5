import { readdirSync } from "node:fs"
import path from "node:path"
import { Policy } from "@medusajs/framework/utils"
import { buildManifest } from "../../../scripts/manifest"
import { fromRoot } from "../../../scripts/paths"
import middlewares from "../middlewares"

type Action = { resource: string; operation: string | string[] }

const adminRoutes = buildManifest().routes.filter(({ path: route }) => route.startsWith("/admin/"))

/** Returns the policies that Medusa defines at its start. */
const defined = (): Set<string> => {
  for (const file of readdirSync(fromRoot("src/policies"))) {
    require(path.join(fromRoot("src/policies"), file))
  }
  return new Set(Object.values(Policy).map(({ resource, operation }: Action) => `${resource}:${operation}`))
}

const policiesOf = (method: string, route: string): string[] =>
  (middlewares.routes ?? [])
    .filter(({ matcher, methods }) => matcher === route && [methods].flat().some((one) => one === method))
    .flatMap(({ policies }) => [policies ?? []].flat())
    .map(({ resource, operation }: Action) => `${resource}:${operation}`)

describe("Medusa's RBAC", () => {
  it.each(adminRoutes)("is asked with a policy that the plugin defines: $method $path", ({ method, path: route }) => {
    const policies = policiesOf(method, route)
    expect(policies).not.toEqual([])
    expect([...defined()]).toEqual(expect.arrayContaining(policies))
  })

  it("requires more than reading for changes, and a policy of its own for verifying, erasing and sending", () => {
    const changing = adminRoutes.filter(({ method }) => method !== "GET")
    expect(changing.filter(({ method, path: route }) => policiesOf(method, route).every((policy) => policy.endsWith(":read")))).toEqual([])
    expect(policiesOf("POST", "/admin/quotes/:id/send")).toEqual(["quote:send"])
    expect(policiesOf("POST", "/admin/customers/verify")).toEqual(["customer_role:verify"])
  })

  it("defines every policy that a route requires", () => {
    expect([...defined()].sort()).toEqual([
      "bulk_order:read",
      "customer_role:erase",
      "customer_role:read",
      "customer_role:update",
      "customer_role:verify",
      "quote:read",
      "quote:send",
      "quote:update",
    ])
  })
})
