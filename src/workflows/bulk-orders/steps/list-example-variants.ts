import { ContainerRegistrationKeys, ProductStatus } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { soldIn } from "../lines/sold-in"

export type ListExampleVariantsStepInput = { sales_channel_ids: string[] }

type VariantRow = { id: string; price_set?: { prices?: ({ id: string } | null)[] | null } | null }

/** The most variants to read, even if none of them has a price. */
const MOST_ROWS = 100
const MOST_EXAMPLES = 20

/**
 * Lists a few published variants with a SKU and a price that are sold in the channels, by SKU. It does not decide whether they
 * can be ordered.
 *
 * @example
 * const items = listExampleVariantsStep({ sales_channel_ids: ["sc_123"] }) // [{ variant_id: "variant_123" }]
 */
export const listExampleVariantsStep = createStep(
  "list-example-variants",
  async ({ sales_channel_ids }: ListExampleVariantsStepInput, { container }): Promise<StepResponse<{ variant_id: string }[]>> => {
    const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
      entity: "variant",
      fields: ["id", "price_set.prices.id"],
      filters: { product: { status: ProductStatus.PUBLISHED }, sku: { $ne: null }, ...soldIn(sales_channel_ids) },
      pagination: { take: MOST_ROWS, order: { sku: "ASC" } },
    })
    const rows: VariantRow[] = data
    const priced = rows.filter(({ price_set }) => price_set?.prices?.some((price) => price !== null))
    return new StepResponse(priced.slice(0, MOST_EXAMPLES).map(({ id }) => ({ variant_id: id })))
  }
)
