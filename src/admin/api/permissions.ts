/** What the pages ask for: an operation on a resource of the plugin's policies. */
export type Permission =
  | "customer_role:read"
  | "customer_role:update"
  | "customer_role:verify"
  | "customer_role:erase"
  | "quote:read"
  | "bulk_order:read"
  | "quote:update"
  | "quote:send"

/** Tells whether the admin has a permission. `undefined` while it is unknown. */
export type Permissions = (permission: Permission) => boolean | undefined

type Answers = { rbac: boolean | undefined; permissions: string[] | undefined }

/**
 * Returns what an admin may do. Without Medusa's RBAC, every admin may do everything. Medusa resolves wildcards.
 *
 * @example
 * toPermissions({ rbac: true, permissions: ["customer_role:read"] })("customer_role:verify") // false
 */
export const toPermissions =
  ({ rbac, permissions }: Answers): Permissions =>
  (permission) => {
    if (rbac === undefined) {
      return undefined
    }
    return rbac ? permissions?.includes(permission) : true
  }
