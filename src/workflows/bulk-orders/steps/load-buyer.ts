import { Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import type { Buyer } from "../checkout/order-without-cart/types"

export type LoadBuyerStepInput = {
  customer_id: string
  region_id: string
  /** Returned unchanged, if the caller has loaded both already. */
  buyer?: Buyer
}

/**
 * Loads the customer with their groups and the region with its countries: prices, taxes and promotions may depend on them.
 *
 * @example
 * const buyer = loadBuyerStep({ customer_id: "cus_123", region_id: "reg_123" })
 */
export const loadBuyerStep = createStep(
  "load-buyer",
  async ({ customer_id, region_id, buyer }: LoadBuyerStepInput, { container }): Promise<StepResponse<Buyer>> => {
    if (buyer) {
      return new StepResponse(buyer)
    }
    const [customer, region] = await Promise.all([
      container.resolve(Modules.CUSTOMER).retrieveCustomer(customer_id, { relations: ["groups"] }),
      container.resolve(Modules.REGION).retrieveRegion(region_id, { relations: ["countries"] }),
    ])
    return new StepResponse({ customer, region })
  }
)
