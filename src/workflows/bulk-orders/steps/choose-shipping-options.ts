import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { type CartShippingOption, chooseShippingOptions } from "../checkout/choose-shipping-options"
import type { OrderableLine } from "../types"

export type ChooseShippingOptionsStepInput = {
  lines: OrderableLine[]
  /** The options that deliver to the cart's address. */
  options: CartShippingOption[]
  /** The caller's choice. */
  shipping_option_ids?: string[]
}

/**
 * Chooses the shipping options of a cart; see {@link chooseShippingOptions}.
 *
 * @throws CustomerRoleError `no_shipping_option`, `invalid_request`
 *
 * @example
 * const chosen = chooseShippingOptionsStep({ lines, options })
 */
export const chooseShippingOptionsStep = createStep(
  "choose-shipping-options",
  async ({ lines, options, shipping_option_ids }: ChooseShippingOptionsStepInput): Promise<StepResponse<{ id: string }[]>> =>
    new StepResponse(chooseShippingOptions(lines, options, shipping_option_ids).map(({ id }) => ({ id })))
)
