import { Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import type { OrderAddress } from "../types"

export type CreateCartAddressesStepInput = {
  shipping_address: OrderAddress
  /** @default the shipping address */
  billing_address?: OrderAddress
}

export type CartAddressIds = { shipping_address_id: string; billing_address_id: string }

/**
 * Stores the addresses of a cart before the cart. Medusa's own workflow would store them with it, and leave them
 * behind where the cart is rolled back.
 *
 * @example
 * const { shipping_address_id } = createCartAddressesStep({ shipping_address: { country_code: "de" } })
 */
export const createCartAddressesStep = createStep(
  "create-cart-addresses",
  async (
    { shipping_address, billing_address }: CreateCartAddressesStepInput,
    { container }
  ): Promise<StepResponse<CartAddressIds, string[]>> => {
    const addresses = [shipping_address, billing_address ?? shipping_address].map(toCartAddress)
    const service = container.resolve(Modules.CART)
    const [shipping, billing] = await Promise.all(addresses.map((address) => service.createAddresses([address])))
    const ids = { shipping_address_id: shipping[0].id, billing_address_id: billing[0].id }
    return new StepResponse(ids, Object.values(ids))
  },
  async (ids, { container }) => {
    if (ids) {
      await container.resolve(Modules.CART).deleteAddresses(ids)
    }
  }
)

/** An address as Medusa's carts and orders take it. */
export const toCartAddress = ({ metadata, ...address }: OrderAddress) => ({
  first_name: address.first_name ?? undefined,
  last_name: address.last_name ?? undefined,
  phone: address.phone ?? undefined,
  company: address.company ?? undefined,
  address_1: address.address_1 ?? undefined,
  address_2: address.address_2 ?? undefined,
  city: address.city ?? undefined,
  country_code: address.country_code,
  province: address.province ?? undefined,
  postal_code: address.postal_code ?? undefined,
  metadata: metadata ?? undefined,
})
