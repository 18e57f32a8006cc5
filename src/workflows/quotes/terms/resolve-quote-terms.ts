import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { CustomerRoleError } from "../../../errors"
import type { QuoteTerms } from "../types"

export type ResolveQuoteTermsStepInput = {
  currency_code?: string
  region_id?: string
  /** The region of the source cart or quote. Ignored if the shop no longer sells there in the currency. */
  preferred_region_id?: string | null
}

/**
 * Returns the currency and region of a quote. A currency without a region takes the only region that sells in it. If there
 * are several, the quote has no region and uses the prices without one.
 *
 * @throws CustomerRoleError `no_region` if the shop has several regions and the input names neither region nor currency;
 * `invalid_request` for a region or a currency that the shop does not have
 *
 * @example
 * const terms = resolveQuoteTermsStep({ currency_code: "eur" })
 */
export const resolveQuoteTermsStep = createStep(
  "resolve-quote-terms",
  async (
    { currency_code, region_id, preferred_region_id }: ResolveQuoteTermsStepInput,
    { container }
  ): Promise<StepResponse<QuoteTerms>> => {
    const regions = await container.resolve(Modules.REGION).listRegions({}, { select: ["id", "currency_code"], take: null })
    const inCurrency = regions.filter((region) => currency_code === undefined || region.currency_code === currency_code)
    if (region_id !== undefined) {
      const region = regions.find(({ id }) => id === region_id)
      if (!region) {
        throw new CustomerRoleError("invalid_request", "Region not found.")
      }
      if (!inCurrency.includes(region)) {
        throw new CustomerRoleError(
          "invalid_request",
          `The region sells in ${region.currency_code}. Send this currency_code, or leave it out.`
        )
      }
      return new StepResponse(await toTerms(container, region.currency_code, region.id))
    }
    if (inCurrency.length === 0 && currency_code !== undefined) {
      throw new CustomerRoleError("invalid_request", "The shop does not sell in this currency. Choose another one.")
    }
    const region = inCurrency.find(({ id }) => id === preferred_region_id) ?? (inCurrency.length === 1 ? inCurrency[0] : undefined)
    if (region) {
      return new StepResponse(await toTerms(container, region.currency_code, region.id))
    }
    if (currency_code === undefined) {
      throw new CustomerRoleError("no_region", "The shop has several regions. Send region_id or currency_code.")
    }
    return new StepResponse(await toTerms(container, currency_code, null))
  }
)

const toTerms = async (container: MedusaContainer, currency_code: string, region_id: string | null): Promise<QuoteTerms> => {
  const { data } = await container
    .resolve(ContainerRegistrationKeys.QUERY)
    .graph({ entity: "currency", fields: ["decimal_digits"], filters: { code: currency_code } })
  return { currency_code, decimal_digits: Number(data[0]?.decimal_digits ?? 2), region_id }
}
