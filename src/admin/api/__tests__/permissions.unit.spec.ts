import { CUSTOMER_ROLE_POLICIES } from "../../../policies/customer-role"
import { type Permission, toPermissions } from "../permissions"

const OF_ROLES: Permission[] = ["customer_role:read", "customer_role:update", "customer_role:verify", "customer_role:erase"]

describe("what the pages ask an admin's role for", () => {
  it("are the policies that the admin routes declare", () => {
    expect(Object.values(CUSTOMER_ROLE_POLICIES).map(({ resource, operation }) => `${resource}:${operation}`)).toEqual(OF_ROLES)
  })

  it("is granted to everybody in a shop without RBAC", () => {
    expect(OF_ROLES.map(toPermissions({ rbac: false, permissions: undefined }))).toEqual([true, true, true, true])
  })

  it("is granted only if the answer names it", () => {
    const may = toPermissions({ rbac: true, permissions: ["customer_role:read", "customer:verify", "*:*"] })
    expect(OF_ROLES.map(may)).toEqual([true, false, false, false])
  })

  it("is open while an answer is missing, so that nothing claims to be forbidden yet", () => {
    expect(toPermissions({ rbac: undefined, permissions: undefined })("customer_role:verify")).toBeUndefined()
    expect(toPermissions({ rbac: true, permissions: undefined })("customer_role:verify")).toBeUndefined()
  })
})
