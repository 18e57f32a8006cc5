import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { ContainerRegistrationKeys, Modules, ProductStatus } from "@medusajs/framework/utils"
import {
  createInventoryLevelsWorkflow,
  createProductsWorkflow,
  createRegionsWorkflow,
  createSalesChannelsWorkflow,
  createShippingOptionsWorkflow,
  createShippingProfilesWorkflow,
  createStockLocationsWorkflow,
  createTaxRegionsWorkflow,
  linkSalesChannelsToStockLocationWorkflow,
} from "@medusajs/medusa/core-flows"

/** The input of {@link POST}. */
export type SeedInput = { products: number }

/** The shop that {@link POST} has filled. */
export type SeededShop = { region_id: string; sales_channel_id: string; variant_ids: string[] }

const AT_ONCE = 250
const PLENTY = 1_000_000_000

/** Fills a shop with products of one variant each, with stock, one price and one flat shipping rate. */
export const POST = async ({ scope, body }: MedusaRequest<SeedInput>, res: MedusaResponse): Promise<void> => {
  const { result: channels } = await createSalesChannelsWorkflow(scope).run({ input: { salesChannelsData: [{ name: "Bulk" }] } })
  const sales_channel_id = channels[0]?.id ?? ""
  const { result: regions } = await createRegionsWorkflow(scope).run({
    input: {
      regions: [
        { name: "Germany", currency_code: "eur", countries: ["de"], payment_providers: ["pp_system_default"], automatic_taxes: true },
      ],
    },
  })
  await createTaxRegionsWorkflow(scope).run({
    input: [{ country_code: "de", provider_id: "tp_system", default_tax_rate: { rate: 19, code: "de19", name: "VAT" } }],
  })
  const location_id = await seedLocation(scope, sales_channel_id)
  const shipping_profile_id = await seedDelivery(scope, location_id)
  const variant_ids: string[] = []
  for (let first = 0; first < body.products; first += AT_ONCE) {
    const count = Math.min(AT_ONCE, body.products - first)
    variant_ids.push(...(await seedProducts(scope, { first, count, sales_channel_id, shipping_profile_id, location_id })))
  }
  const seeded: SeededShop = { region_id: regions[0]?.id ?? "", sales_channel_id, variant_ids }
  res.json(seeded)
}

type Scope = MedusaRequest["scope"]

const seedLocation = async (scope: Scope, sales_channel_id: string): Promise<string> => {
  const { result: locations } = await createStockLocationsWorkflow(scope).run({ input: { locations: [{ name: "Warehouse" }] } })
  const id = locations[0]?.id ?? ""
  await linkSalesChannelsToStockLocationWorkflow(scope).run({ input: { id, add: [sales_channel_id] } })
  return id
}

const seedDelivery = async (scope: Scope, stock_location_id: string): Promise<string> => {
  const { result: profiles } = await createShippingProfilesWorkflow(scope).run({ input: { data: [{ name: "Default", type: "default" }] } })
  const shipping_profile_id = profiles[0]?.id ?? ""
  const set = await scope.resolve(Modules.FULFILLMENT).createFulfillmentSets({
    name: "Delivery",
    type: "shipping",
    service_zones: [{ name: "Germany", geo_zones: [{ type: "country", country_code: "de" }] }],
  })
  await scope.resolve(ContainerRegistrationKeys.LINK).create([
    { [Modules.STOCK_LOCATION]: { stock_location_id }, [Modules.FULFILLMENT]: { fulfillment_provider_id: "manual_manual" } },
    { [Modules.STOCK_LOCATION]: { stock_location_id }, [Modules.FULFILLMENT]: { fulfillment_set_id: set.id } },
  ])
  await createShippingOptionsWorkflow(scope).run({
    input: [
      {
        name: "Standard",
        price_type: "flat",
        provider_id: "manual_manual",
        service_zone_id: set.service_zones[0]?.id ?? "",
        shipping_profile_id,
        type: { label: "Standard", description: "Standard", code: "standard" },
        prices: [{ currency_code: "eur", amount: 9.9 }],
        rules: [
          { attribute: "enabled_in_store", value: "true", operator: "eq" },
          { attribute: "is_return", value: "false", operator: "eq" },
        ],
      },
    ],
  })
  return shipping_profile_id
}

type Products = { first: number; count: number; sales_channel_id: string; shipping_profile_id: string; location_id: string }

const seedProducts = async (
  scope: Scope,
  { first, count, sales_channel_id, shipping_profile_id, location_id }: Products
): Promise<string[]> => {
  const numbers = Array.from({ length: count }, (_, index) => first + index)
  const items = await scope.resolve(Modules.INVENTORY).createInventoryItems(numbers.map((number) => ({ sku: `BULK-${number}` })))
  await createInventoryLevelsWorkflow(scope).run({
    input: { inventory_levels: items.map(({ id }) => ({ inventory_item_id: id, location_id, stocked_quantity: PLENTY })) },
  })
  const { result: products } = await createProductsWorkflow(scope).run({
    input: {
      products: numbers.map((number, index) => ({
        title: `Product ${number}`,
        description: "A part that is ordered by the hundred, in a description as long as such descriptions are.",
        status: ProductStatus.PUBLISHED,
        shipping_profile_id,
        options: [{ title: "Size", values: ["One"] }],
        sales_channels: [{ id: sales_channel_id }],
        variants: [
          {
            title: "One",
            sku: `BULK-${number}`,
            options: { Size: "One" },
            manage_inventory: true,
            inventory_items: [{ inventory_item_id: items[index]?.id ?? "", required_quantity: 1 }],
            prices: [{ currency_code: "eur", amount: (number % 100) + 0.99 }],
          },
        ],
      })),
    },
  })
  return products.map(({ variants }) => variants[0]?.id ?? "")
}
