import { Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { CustomerRoleError } from "../../../errors"
import type { OrderAddress } from "../types"

export type ResolveOrderAddressStepInput = {
  customer_id: string
  shipping_address?: OrderAddress
  shipping_address_id?: string
}

/**
 * Returns the delivery address: the one sent, or one of the customer's own.
 *
 * @throws CustomerRoleError `not_found` for an address that is not the customer's, `invalid_request` without a country
 *
 * @example
 * const address = resolveOrderAddressStep({ customer_id: "cus_123", shipping_address_id: "cuaddr_123" })
 */
export const resolveOrderAddressStep = createStep(
  "resolve-order-address",
  async (
    { customer_id, shipping_address, shipping_address_id }: ResolveOrderAddressStepInput,
    { container }
  ): Promise<StepResponse<OrderAddress>> => {
    if (shipping_address) {
      return new StepResponse(shipping_address)
    }
    if (shipping_address_id === undefined) {
      throw new CustomerRoleError("invalid_request", "Send shipping_address or shipping_address_id.")
    }
    const [own] = await container.resolve(Modules.CUSTOMER).listCustomerAddresses({ id: [shipping_address_id], customer_id: [customer_id] })
    if (!own) {
      throw new CustomerRoleError("not_found", "You have no such address.")
    }
    if (!own.country_code) {
      throw new CustomerRoleError("invalid_request", "The address has no country.")
    }
    return new StepResponse({
      first_name: own.first_name,
      last_name: own.last_name,
      phone: own.phone,
      company: own.company,
      address_1: own.address_1,
      address_2: own.address_2,
      city: own.city,
      country_code: own.country_code.toLowerCase(),
      province: own.province,
      postal_code: own.postal_code,
      metadata: own.metadata,
    })
  }
)
