import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { change, select } from "../../postgres/sql"
import { UNSTORABLE } from "../../text/storable"

/** Returns whether a line belongs to a cart. */
export const isLineOfCart = async (container: MedusaContainer, cartId: string, lineId: string): Promise<boolean> => {
  if (UNSTORABLE.test(cartId) || UNSTORABLE.test(lineId)) {
    return false
  }
  const lines = await select(
    container.resolve(ContainerRegistrationKeys.PG_CONNECTION),
    "SELECT 1 FROM cart_line_item WHERE id = ? AND cart_id = ? AND deleted_at IS NULL",
    [lineId, cartId]
  )
  return lines.length > 0
}

/** The columns that decide whether a new e-mail address may move a cart to another customer. */
export type CartCustomer = {
  customer_id: string | null
  email: string | null
  completed_at: Date | null
  shipping_address_id: string | null
  billing_address_id: string | null
  /** Whether the customer is in a group, which may have prices of its own. */
  in_group: boolean
  /** Whether the customer has or had a role, so that nobody else may change the cart. */
  is_private: boolean
}

/** Returns a cart's customer and its own addresses. */
export const findCartCustomer = async (container: MedusaContainer, cartId: string): Promise<CartCustomer | undefined> => {
  const [cart] = await select<CartCustomer>(
    container.resolve(ContainerRegistrationKeys.PG_CONNECTION),
    `SELECT c.customer_id, c.email, c.completed_at, c.shipping_address_id, c.billing_address_id,
       EXISTS (SELECT FROM customer_group_customer g WHERE g.customer_id = c.customer_id AND g.deleted_at IS NULL) AS in_group,
       EXISTS (SELECT FROM customer_meta m WHERE m.customer_id = c.customer_id) AS is_private
     FROM cart c WHERE c.id = ? AND c.deleted_at IS NULL`,
    [cartId]
  )
  return cart
}

/** Moves an open cart from one customer to another. Returns false if a third customer has it by now. */
export const giveCart = async (container: MedusaContainer, cartId: string, from: string | null, to: string): Promise<boolean> => {
  const changed = await change(
    container.resolve(ContainerRegistrationKeys.PG_CONNECTION),
    `UPDATE cart SET customer_id = :to, updated_at = now()
     WHERE id = :cartId AND completed_at IS NULL AND deleted_at IS NULL AND (customer_id IS NOT DISTINCT FROM :from OR customer_id = :to)`,
    { cartId, from, to }
  )
  return changed > 0
}
