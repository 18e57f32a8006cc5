import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules, ProductStatus } from "@medusajs/framework/utils"
import {
  createCustomerGroupsWorkflow,
  createInventoryLevelsWorkflow,
  createPriceListsWorkflow,
  createProductsWorkflow,
  createRegionsWorkflow,
  createShippingOptionsWorkflow,
  createShippingProfilesWorkflow,
  createStockLocationsWorkflow,
  createTaxRegionsWorkflow,
  linkSalesChannelsToStockLocationWorkflow,
} from "@medusajs/medusa/core-flows"

/** The group that verified businesses join. */
export const BUSINESS_GROUP = "Verified businesses"

/** An address that the seeded region delivers to. */
export const GERMAN_ADDRESS = {
  first_name: "Ada",
  last_name: "Lovelace",
  address_1: "Hauptstraße 1",
  city: "Berlin",
  postal_code: "10115",
  country_code: "de",
}

/** Payment in advance, for everybody, and on account. */
export const PAYMENT_PROVIDERS = ["pp_system_default", "pp_on-account_b2b"]

type SeededProduct = {
  sku: string
  title: string
  price?: number
  usd?: number
  /** Inventory is not managed if this is missing. */
  stock?: number
  published?: boolean
  inChannel?: boolean
}

const PRODUCTS: SeededProduct[] = [
  { sku: "BOLT-10", title: "Bolts", price: 10, stock: 1000 },
  { sku: "NUT-20", title: "Nuts", price: 2.5, stock: 1000 },
  { sku: "RARE-1", title: "Rare part", price: 50, stock: 3 },
  { sku: "MADE-1", title: "Made to order", price: 7 },
  { sku: "DRAFT-1", title: "Not published", price: 5, stock: 100, published: false },
  { sku: "ELSEWHERE-1", title: "Sold in another channel", price: 5, stock: 100, inChannel: false },
  { sku: "UNPRICED-1", title: "Without a price in euro", usd: 5, stock: 100 },
]

/** What businesses pay for BOLT-10. */
export const BUSINESS_BOLT_PRICE = 8

/** A shop that sells in euro to Germany. */
export type Catalogue = {
  regionId: string
  stockLocationId: string
  cheapShippingOptionId: string
  expressShippingOptionId: string
  businessGroupId: string
  variantIds: Record<string, string>
  inventoryItemIds: Record<string, string>
}

/** Seeds what an order needs: region, tax, stock, shipping, products and a price list for verified businesses. */
export const seedCatalogue = async (container: MedusaContainer, salesChannelId: string): Promise<Catalogue> => {
  const [region] = (
    await createRegionsWorkflow(container).run({
      input: {
        regions: [
          { name: "Germany", currency_code: "eur", countries: ["de"], payment_providers: PAYMENT_PROVIDERS, automatic_taxes: true },
        ],
      },
    })
  ).result
  await createTaxRegionsWorkflow(container).run({
    input: [{ country_code: "de", provider_id: "tp_system", default_tax_rate: { rate: 19, code: "de19", name: "VAT" } }],
  })
  const [location] = (
    await createStockLocationsWorkflow(container).run({
      input: { locations: [{ name: "Warehouse", address: { country_code: "de", address_1: "Lagerweg 1" } }] },
    })
  ).result
  await linkSalesChannelsToStockLocationWorkflow(container).run({ input: { id: location.id, add: [salesChannelId] } })
  const { shippingProfileId, optionIds } = await seedShipping(container, location.id, region.id)
  const { variantIds, inventoryItemIds } = await seedProducts(container, { salesChannelId, shippingProfileId, locationId: location.id })
  const businessGroupId = await seedBusinessPrices(container, variantIds["BOLT-10"])
  return {
    regionId: region.id,
    stockLocationId: location.id,
    cheapShippingOptionId: optionIds[0],
    expressShippingOptionId: optionIds[1],
    businessGroupId,
    variantIds,
    inventoryItemIds,
  }
}

const seedShipping = async (container: MedusaContainer, locationId: string, regionId: string) => {
  const [profile] = (await createShippingProfilesWorkflow(container).run({ input: { data: [{ name: "Default", type: "default" }] } }))
    .result
  const set = await container.resolve(Modules.FULFILLMENT).createFulfillmentSets({
    name: "Delivery",
    type: "shipping",
    service_zones: [{ name: "Germany", geo_zones: [{ type: "country", country_code: "de" }] }],
  })
  await container.resolve("link").create([
    { [Modules.STOCK_LOCATION]: { stock_location_id: locationId }, [Modules.FULFILLMENT]: { fulfillment_provider_id: "manual_manual" } },
    { [Modules.STOCK_LOCATION]: { stock_location_id: locationId }, [Modules.FULFILLMENT]: { fulfillment_set_id: set.id } },
  ])
  const option = (name: string, amount: number) => ({
    name,
    price_type: "flat" as const,
    provider_id: "manual_manual",
    service_zone_id: set.service_zones[0].id,
    shipping_profile_id: profile.id,
    type: { label: name, description: name, code: name.toLowerCase() },
    prices: [
      { currency_code: "eur", amount },
      { region_id: regionId, amount },
    ],
    rules: [
      { attribute: "enabled_in_store", value: "true", operator: "eq" as const },
      { attribute: "is_return", value: "false", operator: "eq" as const },
    ],
  })
  const { result } = await createShippingOptionsWorkflow(container).run({ input: [option("Standard", 9.9), option("Express", 29.9)] })
  return { shippingProfileId: profile.id, optionIds: result.map(({ id }) => id) }
}

const seedProducts = async (
  container: MedusaContainer,
  { salesChannelId, shippingProfileId, locationId }: { salesChannelId: string; shippingProfileId: string; locationId: string }
) => {
  const { result: products } = await createProductsWorkflow(container).run({
    input: {
      products: PRODUCTS.map(({ sku, title, price, usd, stock, published = true, inChannel = true }) => ({
        title,
        status: published ? ProductStatus.PUBLISHED : ProductStatus.DRAFT,
        shipping_profile_id: shippingProfileId,
        options: [{ title: "Size", values: ["One"] }],
        sales_channels: inChannel ? [{ id: salesChannelId }] : [],
        variants: [
          {
            title: "One",
            sku,
            manage_inventory: stock !== undefined,
            options: { Size: "One" },
            prices: [
              ...(price === undefined ? [] : [{ currency_code: "eur", amount: price }]),
              ...(usd === undefined ? [] : [{ currency_code: "usd", amount: usd }]),
            ],
          },
        ],
      })),
    },
  })
  const variantIds = Object.fromEntries(products.flatMap(({ variants }) => variants.map(({ sku, id }) => [sku ?? "", id])))
  const items = await container.resolve(Modules.INVENTORY).listInventoryItems({}, { take: 100 })
  const inventoryItemIds = Object.fromEntries(items.map(({ sku, id }) => [sku ?? "", id]))
  await createInventoryLevelsWorkflow(container).run({
    input: {
      inventory_levels: PRODUCTS.flatMap(({ sku, stock }) =>
        stock === undefined ? [] : [{ inventory_item_id: inventoryItemIds[sku], location_id: locationId, stocked_quantity: stock }]
      ),
    },
  })
  return { variantIds, inventoryItemIds }
}

const seedBusinessPrices = async (container: MedusaContainer, variantId: string): Promise<string> => {
  const [group] = (await createCustomerGroupsWorkflow(container).run({ input: { customersData: [{ name: BUSINESS_GROUP }] } })).result
  await createPriceListsWorkflow(container).run({
    input: {
      price_lists_data: [
        {
          title: "Business prices",
          description: "For verified businesses",
          status: "active",
          rules: { "customer.groups.id": [group.id] },
          prices: [{ variant_id: variantId, currency_code: "eur", amount: BUSINESS_BOLT_PRICE }],
        },
      ],
    },
  })
  return group.id
}
