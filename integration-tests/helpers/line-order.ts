import { Modules } from "@medusajs/framework/utils"
import type { Shop } from "./shop"

/**
 * Makes Medusa read the lines of every cart in the order of these variants, until the mocks are restored.
 *
 * Medusa reads them without an order, so they come as their rows lie in the table. That changes whenever PostgreSQL reuses the
 * space of old versions of rows, which it does at once, or later while another transaction is open. Medusa's checkout reserves
 * stock at the first location that its reading of the lines happens upon.
 *
 * @example
 * readLinesInOrder(shop, () => ["variant_2", "variant_1"])
 */
export const readLinesInOrder = ({ container }: Shop, variantIds: () => readonly string[]): void => {
  const carts = container.resolve(Modules.CART)
  const listCarts = carts.listCarts.bind(carts)
  jest.spyOn(carts, "listCarts").mockImplementation(async (...parameters) => {
    const found = await listCarts(...parameters)
    const positionOf = ({ variant_id }: { variant_id?: string | null }) => variantIds().indexOf(variant_id ?? "")
    found.forEach(({ items }) => items?.sort((one, other) => positionOf(one) - positionOf(other)))
    return found
  })
}
