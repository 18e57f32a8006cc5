import Medusa from "@medusajs/js-sdk"

// Constants that Medusa's build of the dashboard defines.
declare const __BACKEND_URL__: string | undefined
declare const __AUTH_TYPE__: "session" | "jwt" | undefined
declare const __JWT_TOKEN_STORAGE_KEY__: string | undefined

/**
 * Calls the shop with the dashboard's own credential, a session or a stored token.
 *
 * @example
 * const { orders } = await sdk.client.fetch<{ orders: Order[] }>("/admin/orders/bulk", { query: { q: "PO-4711" } })
 */
export const sdk = new Medusa({
  baseUrl: __BACKEND_URL__ ?? "/",
  auth: { type: __AUTH_TYPE__ ?? "session", jwtTokenStorageKey: __JWT_TOKEN_STORAGE_KEY__ || undefined },
})
