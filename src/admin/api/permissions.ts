import { PLUGIN_ROUTES, type PluginRoute } from "./plugin-routes"

/** Tells whether the admin may call a route. `undefined` while it is unknown. */
export type Permissions = (route: PluginRoute) => boolean | undefined

type Answers = { rbac: boolean | undefined; permissions: string[] | undefined }

/**
 * Returns what an admin may do. Without Medusa's RBAC, every admin may do everything. Medusa resolves wildcards.
 *
 * @example
 * toPermissions({ rbac: true, permissions: ["customer_role:read"] })("POST /admin/customers/verify") // false
 */
export const toPermissions =
  ({ rbac, permissions }: Answers): Permissions =>
  (route) => {
    if (rbac === undefined) {
      return undefined
    }
    return rbac ? permissions && PLUGIN_ROUTES[route].every((permission) => permissions.includes(permission)) : true
  }
