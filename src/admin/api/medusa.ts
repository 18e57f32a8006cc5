import { sdk } from "../sdk"
import type { FoundVariant } from "./quote-types"
import { statusOf } from "./roles"
import type { ListedOrder, NamedCustomer } from "./types"

/**
 * Returns a customer of Medusa's, or `null` if there is none.
 *
 * @example
 * const customer = await retrieveCustomer("cus_123")
 */
export const retrieveCustomer = async (customerId: string): Promise<NamedCustomer | null> => {
  try {
    const query = { fields: "id,email,first_name,last_name" }
    const path = `/admin/customers/${encodeURIComponent(customerId)}`
    return (await sdk.client.fetch<{ customer: NamedCustomer }>(path, { query })).customer
  } catch (error) {
    if (statusOf(error) === 404) {
      return null
    }
    throw error
  }
}

/**
 * Returns a customer's latest orders, and how many they have.
 *
 * @example
 * const { orders, count } = await latestOrders("cus_123")
 */
export const latestOrders = (customerId: string): Promise<{ orders: ListedOrder[]; count: number }> =>
  sdk.client.fetch<{ orders: ListedOrder[]; count: number }>("/admin/orders", {
    query: { limit: 3, order: "-created_at", customer_id: customerId, fields: "id,display_id,status,total,currency_code,created_at" },
  })

/**
 * Returns the variants that a search finds, at most ten.
 *
 * @example
 * const variants = await searchVariants("BOLT")
 */
export const searchVariants = async (q: string): Promise<FoundVariant[]> => {
  const query = { ...(q && { q }), limit: 10, fields: "id,title,sku,product.title,product.thumbnail" }
  return (await sdk.client.fetch<{ variants: FoundVariant[] }>("/admin/product-variants", { query })).variants
}

/**
 * Returns the shop's regions.
 *
 * @example
 * const [region] = await listRegions()
 */
export const listRegions = async (): Promise<{ id: string; name: string; currency_code: string }[]> => {
  const query = { limit: 100, fields: "id,name,currency_code" }
  return (await sdk.client.fetch<{ regions: { id: string; name: string; currency_code: string }[] }>("/admin/regions", { query })).regions
}

/**
 * Returns the id of the admin who is signed in.
 *
 * @example
 * const adminId = await retrieveOwnId()
 */
export const retrieveOwnId = async (): Promise<string> =>
  (await sdk.client.fetch<{ user: { id: string } }>("/admin/users/me", { query: { fields: "id" } })).user.id

/**
 * Returns which of Medusa's features are switched on.
 *
 * @example
 * const { rbac } = await retrieveFeatureFlags()
 */
export const retrieveFeatureFlags = async (): Promise<Record<string, boolean>> =>
  (await sdk.client.fetch<{ feature_flags: Record<string, boolean> }>("/admin/feature-flags")).feature_flags

/**
 * Returns what the admin's role permits, in a shop with Medusa's RBAC.
 *
 * @example
 * const { permissions } = await retrieveOwnPermissions()
 */
export const retrieveOwnPermissions = (): Promise<{ permissions: string[] }> =>
  sdk.client.fetch<{ permissions: string[] }>("/admin/rbac/me/permissions")
