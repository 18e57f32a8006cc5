import { ContainerRegistrationKeys, ProductStatus } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"

export type ListExampleVariantsStepInput = { sales_channel_ids: string[] }

type VariantRow = { id: string; product?: { sales_channels?: ({ id: string } | null)[] | null } | null }

/** However large the catalogue is, so much of it is looked at. */
const MOST_ROWS = 100
const MOST_EXAMPLES = 20

/**
 * A few variants with a SKU that are published and sold in the channels, by SKU. Whether they can be ordered is not
 * looked at.
 *
 * @example
 * const items = listExampleVariantsStep({ sales_channel_ids: ["sc_123"] }) // [{ variant_id: "variant_123" }]
 */
export const listExampleVariantsStep = createStep(
  "list-example-variants",
  async ({ sales_channel_ids }: ListExampleVariantsStepInput, { container }): Promise<StepResponse<{ variant_id: string }[]>> => {
    const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
      entity: "variant",
      fields: ["id", "product.sales_channels.id"],
      filters: { product: { status: ProductStatus.PUBLISHED }, sku: { $ne: null } },
      pagination: { take: MOST_ROWS, order: { sku: "ASC" } },
    })
    const rows: VariantRow[] = data
    const sold = rows.filter(({ product }) => product?.sales_channels?.some((channel) => channel && sales_channel_ids.includes(channel.id)))
    return new StepResponse(sold.slice(0, MOST_EXAMPLES).map(({ id }) => ({ variant_id: id })))
  }
)
