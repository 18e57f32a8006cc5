import type { ExecArgs } from "@medusajs/framework/types"
import { Modules, ProductStatus } from "@medusajs/framework/utils"
import {
  createApiKeysWorkflow,
  createInventoryLevelsWorkflow,
  createProductsWorkflow,
  createSalesChannelsWorkflow,
  linkSalesChannelsToApiKeyWorkflow,
} from "@medusajs/medusa/core-flows"
import { seedCatalogue } from "../../helpers/catalogue"

/** The stock of each of `PART-0`, `PART-1`, … */
const STOCK = 1_000

/** Run by `medusa exec`. Seeds the number of parts in the argument, and a promotion with a usage counter. */
export default async function seed({ container, args }: ExecArgs): Promise<void> {
  const [channel] = (await createSalesChannelsWorkflow(container).run({ input: { salesChannelsData: [{ name: "Web shop" }] } })).result
  const [key] = (
    await createApiKeysWorkflow(container).run({ input: { api_keys: [{ title: "Web shop", type: "publishable", created_by: "" }] } })
  ).result
  await linkSalesChannelsToApiKeyWorkflow(container).run({ input: { id: key.id, add: [channel.id] } })
  const { stockLocationId } = await seedCatalogue(container, channel.id)
  const numbers = Array.from({ length: Number(args[0]) }, (_, number) => String(number))
  const [profile] = await container.resolve(Modules.FULFILLMENT).listShippingProfiles({})
  await createProductsWorkflow(container).run({
    input: {
      products: [
        {
          title: "Parts",
          status: ProductStatus.PUBLISHED,
          shipping_profile_id: profile.id,
          options: [{ title: "Number", values: numbers }],
          sales_channels: [{ id: channel.id }],
          variants: numbers.map((number) => ({
            title: number,
            sku: `PART-${number}`,
            options: { Number: number },
            prices: [{ currency_code: "eur", amount: 5 }],
            manage_inventory: true,
          })),
        },
      ],
    },
  })
  const parts = await container
    .resolve(Modules.INVENTORY)
    .listInventoryItems({ sku: numbers.map((number) => `PART-${number}`) }, { take: null })
  await createInventoryLevelsWorkflow(container).run({
    input: {
      inventory_levels: parts.map(({ id }) => ({ inventory_item_id: id, location_id: stockLocationId, stocked_quantity: STOCK })),
    },
  })
  await container.resolve(Modules.PROMOTION).createPromotions([
    {
      code: "TENTH",
      type: "standard",
      status: "active",
      is_automatic: true,
      campaign: { name: "Ten", campaign_identifier: "ten", budget: { type: "usage", limit: 1_000 } },
      application_method: { type: "percentage", target_type: "items", allocation: "across", value: 10 },
    },
  ])
}
