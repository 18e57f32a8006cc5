import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"

export type ResolvePricingContextStepInput = {
  customer_id: string
  currency_code: string
  region_id?: string | null
}

/**
 * Returns the pricing context of a new Medusa cart: what prices may depend on, except for the quantity.
 *
 * @example
 * const context = resolvePricingContextStep({ customer_id: "cus_123", currency_code: "eur", region_id: "reg_123" })
 */
export const resolvePricingContextStep = createStep(
  "resolve-pricing-context",
  async (
    { customer_id, currency_code, region_id }: ResolvePricingContextStepInput,
    { container }
  ): Promise<StepResponse<Record<string, unknown>>> => {
    const customer = await container.resolve(Modules.CUSTOMER).retrieveCustomer(customer_id, { relations: ["groups"] })
    if (!region_id) {
      return new StepResponse({ customer, customer_id, currency_code })
    }
    const { data } = await container
      .resolve(ContainerRegistrationKeys.QUERY)
      .graph({ entity: "region", fields: ["*", "countries.*"], filters: { id: region_id } })
    return new StepResponse({ customer, customer_id, currency_code, region: data[0], region_id })
  }
)
