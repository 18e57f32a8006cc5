import { Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { toCartAddress } from "../checkout/cart-address"
import { type CartAddressIds, cartAddressIdsOf, newPlacementId } from "../placement/ids"
import type { OrderAddress } from "../types"

export type CreateCartAddressesStepInput = {
  /** The placement of the cart. The ids of the addresses derive from it. @default a new one */
  placement_id?: string
  shipping_address: OrderAddress
  /** @default the shipping address */
  billing_address?: OrderAddress
}

/**
 * Stores the addresses of a cart before the cart. Medusa's own workflow would store them with the cart, and leave them behind
 * if the cart is rolled back.
 *
 * @example
 * const { shipping_address_id } = createCartAddressesStep({ placement_id, shipping_address: { country_code: "de" } })
 */
export const createCartAddressesStep = createStep(
  "create-cart-addresses",
  async (
    { placement_id, shipping_address, billing_address }: CreateCartAddressesStepInput,
    { container }
  ): Promise<StepResponse<CartAddressIds, string[]>> => {
    const ids = cartAddressIdsOf(placement_id ?? newPlacementId())
    const addresses = [
      { id: ids.shipping_address_id, ...toCartAddress(shipping_address) },
      { id: ids.billing_address_id, ...toCartAddress(billing_address ?? shipping_address) },
    ]
    await container.resolve(Modules.CART).createAddresses(addresses)
    return new StepResponse(ids, Object.values(ids))
  },
  async (ids, { container }) => {
    if (ids) {
      await container.resolve(Modules.CART).deleteAddresses(ids)
    }
  }
)
