import type { ConfigModule } from "@medusajs/framework/types"

/**
 * Returns the address of the customer's page in Medusa's admin. Returns `null` if the app does not serve the admin, or if
 * `admin.backendUrl` is a path, as the default `/`: an e-mail cannot link there.
 *
 * @example
 * adminCustomerUrl({ backendUrl: "https://shop.example", path: "/app" }, "cus_123")
 * // "https://shop.example/app/customers/cus_123"
 */
export const adminCustomerUrl = (
  { disable, backendUrl = "/", path }: Pick<ConfigModule["admin"], "disable" | "backendUrl" | "path">,
  customerId: string
): string | null =>
  !disable && /^https?:\/\//.test(backendUrl) ? `${withoutSlash(backendUrl)}${withoutSlash(path)}/customers/${customerId}` : null

const withoutSlash = (part: string): string => part.replace(/\/$/, "")
