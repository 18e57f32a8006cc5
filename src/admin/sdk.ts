import Medusa from "@medusajs/js-sdk"

// What Medusa's dashboard is built with.
declare const __BACKEND_URL__: string | undefined
declare const __AUTH_TYPE__: "session" | "jwt" | undefined
declare const __JWT_TOKEN_STORAGE_KEY__: string | undefined

/**
 * Calls the shop as the dashboard around us does: where it keeps a token instead of a session, with that token.
 *
 * @example
 * const { orders } = await sdk.client.fetch<{ orders: Order[] }>("/admin/orders/bulk", { query: { q: "PO-4711" } })
 */
export const sdk = new Medusa({
  baseUrl: __BACKEND_URL__ ?? "/",
  auth: { type: __AUTH_TYPE__ ?? "session", jwtTokenStorageKey: __JWT_TOKEN_STORAGE_KEY__ || undefined },
})
