import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { CustomerRoleError } from "../../../errors"
import { BULK_ORDER_MODULE } from "../../../modules/bulk-order"
import { describeNoRegion } from "../checkout/describe-no-region"

export type ResolveOrderRegionStepInput = {
  /** ISO 3166-1 alpha-2 of the shipping address, lower case. */
  country_code: string
  region_id?: string
  /** The currency that the region must have. @default any currency */
  currency_code?: string
  /** Whether the region must offer the payment provider of bulk orders. @default true */
  needs_payment?: boolean
  /** Whether region and currency come from a quote rather than from the caller. @default false */
  is_quoted?: boolean
}

export type OrderRegion = {
  id: string
  currency_code: string
  /** The payment provider of bulk orders, enabled in the region if the order needs it. */
  payment_provider_id: string
}

type RegionRow = {
  id: string
  currency_code: string
  countries: ({ iso_2: string } | null)[] | null
  payment_providers: ({ id: string; is_enabled: boolean } | null)[] | null
}

/**
 * Returns the region of an order: the requested one, or the only one that serves the country.
 *
 * @throws CustomerRoleError `no_region`, `invalid_request` for a region that does not exist, and
 * `payment_provider_unavailable` if the region does not offer the payment provider of bulk orders
 *
 * @example
 * const region = resolveOrderRegionStep({ country_code: "de" })
 */
export const resolveOrderRegionStep = createStep(
  "resolve-order-region",
  async (
    { country_code, region_id, currency_code: wanted, needs_payment = true, is_quoted = false }: ResolveOrderRegionStepInput,
    { container }
  ): Promise<StepResponse<OrderRegion>> => {
    const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
      entity: "region",
      fields: ["id", "currency_code", "countries.iso_2", "payment_providers.id", "payment_providers.is_enabled"],
    })
    const regions: RegionRow[] = data
    const candidates = region_id === undefined ? regions : regions.filter(({ id }) => id === region_id)
    if (region_id !== undefined && candidates.length === 0) {
      throw is_quoted
        ? new CustomerRoleError("no_region", "The shop no longer has the region of the quote. Ask for a new quote.")
        : new CustomerRoleError("invalid_request", "region_id: there is no such region.")
    }
    const selling = candidates.filter(({ currency_code }) => wanted === undefined || currency_code === wanted)
    const serving = selling.filter(({ countries }) => countries?.some((country) => country?.iso_2 === country_code))
    if (serving.length !== 1) {
      throw new CustomerRoleError(
        "no_region",
        describeNoRegion({ region_id, country_code, currency_code: wanted, is_quoted, selling, serving })
      )
    }
    const [{ id, currency_code, payment_providers }] = serving
    const paymentProviderId = await container.resolve(BULK_ORDER_MODULE).getPaymentProvider()
    const isOffered = payment_providers?.some((provider) => provider?.id === paymentProviderId && provider.is_enabled)
    if (needs_payment && !isOffered) {
      throw new CustomerRoleError("payment_provider_unavailable")
    }
    return new StepResponse({ id, currency_code, payment_provider_id: paymentProviderId })
  }
)
