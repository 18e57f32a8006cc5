import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"

/** The links of orders and carts that a placement may make, as entry points of `query.graph`. */
const LINKS = {
  order_cart: { owner: Modules.ORDER, own: "order_id", module: Modules.CART, key: "cart_id" },
  order_payment_collection: { owner: Modules.ORDER, own: "order_id", module: Modules.PAYMENT, key: "payment_collection_id" },
  order_promotion: { owner: Modules.ORDER, own: "order_id", module: Modules.PROMOTION, key: "promotion_id" },
  cart_payment_collection: { owner: Modules.CART, own: "cart_id", module: Modules.PAYMENT, key: "payment_collection_id" },
  cart_order: { owner: Modules.CART, own: "cart_id", module: Modules.ORDER, key: "order_id" },
  cart_promotion: { owner: Modules.CART, own: "cart_id", module: Modules.PROMOTION, key: "promotion_id" },
} as const

/**
 * Returns the ids that orders or carts are linked to.
 *
 * @example
 * const promotionIds = await linkedIds(container, "order_promotion", ["order_123"])
 */
export const linkedIds = async (container: MedusaContainer, entity: keyof typeof LINKS, ids: string[]): Promise<string[]> => {
  if (ids.length === 0) {
    return []
  }
  const { own, key } = LINKS[entity]
  const entryPoint = entity === "cart_order" ? "order_cart" : entity
  const { data } = await container
    .resolve(ContainerRegistrationKeys.QUERY)
    .graph({ entity: entryPoint, fields: [key], filters: { [own]: ids } })
  const rows: Record<string, string>[] = data
  return rows.map((row) => row[key])
}

/**
 * Removes the links of an order or a cart. Returns whether there were any.
 *
 * @example
 * await dismissLinks(container, "order_cart", "order_123")
 */
export const dismissLinks = async (container: MedusaContainer, entity: keyof typeof LINKS, id: string): Promise<boolean> => {
  const { owner, own, module, key } = LINKS[entity]
  const others = await linkedIds(container, entity, [id])
  if (others.length > 0) {
    await container
      .resolve(ContainerRegistrationKeys.LINK)
      .dismiss(others.map((other) => ({ [owner]: { [own]: id }, [module]: { [key]: other } })))
  }
  return others.length > 0
}
