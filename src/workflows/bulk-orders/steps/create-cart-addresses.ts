import { generateEntityId, Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import type { OrderAddress } from "../types"

export type CreateCartAddressesStepInput = {
  /** The id of the attempt to place an order, from which those of the addresses are made. @default a new one */
  bulk_order_id?: string
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
 * const { shipping_address_id } = createCartAddressesStep({ bulk_order_id, shipping_address: { country_code: "de" } })
 */
export const createCartAddressesStep = createStep(
  "create-cart-addresses",
  async (
    { bulk_order_id, shipping_address, billing_address }: CreateCartAddressesStepInput,
    { container }
  ): Promise<StepResponse<CartAddressIds, string[]>> => {
    const ids = cartAddressIdsOf(bulk_order_id ?? generateEntityId(undefined, "bulk"))
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

/**
 * The ids of a cart's addresses, made from that of the attempt to place an order: addresses that no cart has come to
 * refer to are found by them.
 *
 * @example
 * const { shipping_address_id } = cartAddressIdsOf("bulk_01J8")
 */
export const cartAddressIdsOf = (bulkOrderId: string): CartAddressIds => {
  const stem = bulkOrderId.slice(bulkOrderId.indexOf("_") + 1)
  return { shipping_address_id: `caaddr_${stem}S`, billing_address_id: `caaddr_${stem}B` }
}

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
