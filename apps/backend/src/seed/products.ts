import type { MedusaContainer } from "@medusajs/framework/types"
import { kebabCase } from "@medusajs/framework/utils"
import { createInventoryLevelsWorkflow, createProductCategoriesWorkflow, createProductsWorkflow } from "@medusajs/medusa/core-flows"
import { CATALOGUE, CATEGORIES, CATEGORY_HANDLES, type CatalogueProduct } from "./catalogue"
import type { Fulfilment } from "./fulfilment"
import { list } from "./query"

/** Creates missing products, and stock for every variant that has none. */
export async function seedProducts(
  container: MedusaContainer,
  salesChannelId: string,
  { locationId, shippingProfileId }: Fulfilment
): Promise<void> {
  const categories = await seedCategories(container)
  const existing = await list<{ handle: string }>(container, {
    entity: "product",
    fields: ["handle"],
    filters: { handle: CATALOGUE.map(handleOf) },
  })
  const known = new Set(existing.map((product) => product.handle))
  const missing = CATALOGUE.filter((product) => !known.has(handleOf(product)))
  if (missing.length) {
    await createProductsWorkflow(container).run({
      input: {
        products: missing.map((product) => ({
          title: product.title,
          handle: handleOf(product),
          description: product.description,
          status: "published" as const,
          category_ids: [categories.get(product.category) ?? ""],
          shipping_profile_id: shippingProfileId,
          sales_channels: [{ id: salesChannelId }],
          options: [{ title: product.option, values: product.variants.map(({ value }) => value) }],
          variants: product.variants.map(({ value, sku, price, weight }) => ({
            title: value,
            sku,
            weight,
            manage_inventory: true,
            options: { [product.option]: value },
            prices: [{ currency_code: "eur", amount: price }],
          })),
        })),
      },
    })
  }
  await seedStock(container, locationId)
}

async function seedCategories(container: MedusaContainer): Promise<Map<string, string>> {
  const find = () =>
    list<{ id: string; name: string }>(container, {
      entity: "product_category",
      fields: ["id", "name"],
      filters: { name: [...CATEGORIES] },
    })
  const known = new Set((await find()).map(({ name }) => name))
  const missing = CATEGORIES.filter((name) => !known.has(name))
  if (missing.length) {
    await createProductCategoriesWorkflow(container).run({
      input: { product_categories: missing.map((name) => ({ name, handle: CATEGORY_HANDLES[name], is_active: true, is_internal: false })) },
    })
  }
  return new Map((await find()).map(({ id, name }) => [name, id]))
}

async function seedStock(container: MedusaContainer, locationId: string): Promise<void> {
  const stock = new Map(CATALOGUE.flatMap(({ variants }) => variants.map(({ sku, stock }) => [sku, stock])))
  const items = await list<{ id: string; sku: string; location_levels: { location_id: string }[] }>(container, {
    entity: "inventory_item",
    fields: ["id", "sku", "location_levels.location_id"],
    filters: { sku: [...stock.keys()] },
  })
  const missing = items.filter((item) => !item.location_levels.some((level) => level.location_id === locationId))
  if (missing.length) {
    await createInventoryLevelsWorkflow(container).run({
      input: {
        inventory_levels: missing.map(({ id, sku }) => ({
          inventory_item_id: id,
          location_id: locationId,
          stocked_quantity: stock.get(sku) ?? 0,
        })),
      },
    })
  }
}

function handleOf({ title }: CatalogueProduct): string {
  return kebabCase(title.replace(/[^a-zA-Z0-9 ]/g, " ").trim())
}
