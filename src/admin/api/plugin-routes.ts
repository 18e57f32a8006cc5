/** What the pages ask for: an operation on a resource of the plugin's policies. */
type Permission =
  | "customer_role:read"
  | "customer_role:update"
  | "customer_role:verify"
  | "customer_role:erase"
  | "quote:read"
  | "quote:update"
  | "quote:send"
  | "bulk_order:read"

/**
 * The plugin's routes that the pages call, and what an admin's role must permit for each. Pages call no other, and ask by
 * route whether they may. A test holds the permissions against the policies that the routes declare.
 */
export const PLUGIN_ROUTES = {
  "GET /admin/customers/business": ["customer_role:read"],
  "POST /admin/customers/verify": ["customer_role:verify"],
  "GET /admin/customers/role-sync": ["customer_role:read"],
  "POST /admin/customers/role-sync/retry": ["customer_role:update"],
  "POST /admin/customers/role-sync/retry/:id": ["customer_role:update"],
  "GET /admin/customers/role-sync/compare": ["customer_role:read"],
  "POST /admin/customers/role-sync/compare": ["customer_role:update"],
  "GET /admin/customers/:id/role": ["customer_role:read"],
  "GET /admin/customers/:id/role/export": ["customer_role:read"],
  "POST /admin/customers/:id/role/note": ["customer_role:update"],
  "POST /admin/customers/:id/role/resync": ["customer_role:update"],
  "POST /admin/customers/:id/role/restore": ["customer_role:update"],
  "POST /admin/customers/:id/role/erase": ["customer_role:erase"],
  "GET /admin/customer-role/statistics": ["customer_role:read", "quote:read", "bulk_order:read"],
  "GET /admin/orders/bulk": ["bulk_order:read"],
  "GET /admin/quotes": ["quote:read"],
  "POST /admin/quotes": ["quote:update"],
  "GET /admin/quotes/:id": ["quote:read"],
  "POST /admin/quotes/:id": ["quote:update"],
  "GET /admin/quotes/:id/pdf": ["quote:read"],
  "GET /admin/quotes/:id/attachments/:attachment_id": ["quote:read"],
  "POST /admin/quotes/:id/duplicate": ["quote:update"],
  "POST /admin/quotes/:id/messages": ["quote:update"],
  "POST /admin/quotes/:id/reject": ["quote:update"],
  "POST /admin/quotes/:id/send": ["quote:send"],
} as const satisfies Record<`${"GET" | "POST"} /admin/${string}`, readonly Permission[]>

export type PluginRoute = keyof typeof PLUGIN_ROUTES
