import type { CreateApplicationMethodDTO } from "@medusajs/framework/types"
import { Modules, ProductStatus } from "@medusajs/framework/utils"
import {
  createCollectionsWorkflow,
  createInventoryLevelsWorkflow,
  createPriceListsWorkflow,
  createPricePreferencesWorkflow,
  createProductCategoriesWorkflow,
  createProductsWorkflow,
  createProductTypesWorkflow,
  createPromotionsWorkflow,
  createRegionsWorkflow,
  createShippingOptionsWorkflow,
  createShippingProfilesWorkflow,
  createStockLocationsWorkflow,
  createTaxRatesWorkflow,
  createTaxRegionsWorkflow,
  linkSalesChannelsToStockLocationWorkflow,
} from "@medusajs/medusa/core-flows"
import { GERMAN_ADDRESS, PAYMENT_PROVIDERS } from "./catalogue"
import type { Random } from "./random"
import type { Shop } from "./shop"

/** Countries, their currencies and taxes. */
type Country = { country_code: string; currency_code: string; decimals: number; province?: string }

const COUNTRIES: Country[] = [
  { country_code: "de", currency_code: "eur", decimals: 2 },
  { country_code: "us", currency_code: "usd", decimals: 2, province: "us-ca" },
  { country_code: "jp", currency_code: "jpy", decimals: 0 },
  { country_code: "tn", currency_code: "tnd", decimals: 3 },
]

const QUANTITIES = [1, 1, 2, 3, 5, 9, 10, 11, 49, 50, 99, 100, 101]
const PRODUCT_COUNT = 12
/** Positions of the free product that needs no delivery, and of the product that is only on backorder. */
const UNDELIVERED = 0
const SHORT = 1

/** A randomly generated shop, with what tests need to know about it. */
export type GeneratedShop = {
  /** Describes the shop in words, for whoever debugs a difference. */
  about: string[]
  regionId: string
  decimals: number
  variantIds: ReadonlyMap<string, string>
  /** Names the kinds of special price, such as "a tier" or "a price list for a group". */
  prices: NamedPrice[]
  /** Describes each promotion, by its code. */
  promotions: ReadonlyMap<string, string[]>
  address: typeof GERMAN_ADDRESS & { province?: string }
  shippingOptionIds: string[]
}

/** A price that differs from a variant's base price. */
export type NamedPrice = { variantId: string; amount: number; name: string }

/** `number` fixes what chance might never cover: the country and one kind of promotion. */
type Choices = { businessGroupId: string; number: number }
type Classes = { profileIds: string[]; typeIds: string[]; categoryIds: string[]; collectionId: string }

/**
 * Fills an empty shop at random: one region with its taxes, stock locations, shipping profiles and options, products of
 * all kinds with quantity tiers, price lists for a customer group, and automatic promotions.
 */
export const generateShop = async (shop: Shop, random: Random, { businessGroupId, number }: Choices): Promise<GeneratedShop> => {
  const country = COUNTRIES[number % COUNTRIES.length]
  const about = [`in ${country.currency_code}`]
  const regionId = await createRegion(shop, random, country, about)
  const locationIds = await createLocations(shop, random, about)
  const classes = await createClasses(shop, random)
  const shippingOptionIds = await createDeliveries(shop, random, { country, regionId, locationIds, classes, about })
  const products = await createProducts(shop, random, { country, locationIds, classes })
  await createTaxes(shop, random, { country, products, classes, shippingOptionIds, about })
  const listed = await createPriceLists(shop, random, { country, products, businessGroupId, about })
  const promotions = await createPromotions(shop, random, { country, products, classes, businessGroupId, about, number })
  return {
    about,
    regionId,
    decimals: country.decimals,
    variantIds: new Map(products.map(({ sku, variantId }) => [sku, variantId])),
    prices: [...products.flatMap(({ tiers }) => tiers), ...listed],
    promotions,
    address: { ...GERMAN_ADDRESS, country_code: country.country_code, ...(country.province ? { province: country.province } : {}) },
    shippingOptionIds,
  }
}

/** Returns random lines, each for a different product. */
export const generateBasket = (random: Random, { variantIds }: GeneratedShop): { sku: string; quantity: number }[] => {
  const skus = [...variantIds.keys()]
  const chosen = random.chance(0.08) ? [skus[UNDELIVERED]] : random.some(skus, random.whole(1, 6))
  return chosen.map((sku) => ({ sku, quantity: random.pick(QUANTITIES) }))
}

/** Returns an amount in the currency, odd enough to reveal rounding. */
const amountIn = (random: Random, { decimals }: Country, most: number): number => {
  const unit = 10 ** decimals
  return random.whole(1, most * unit) / unit
}

const createRegion = async ({ container }: Shop, random: Random, country: Country, about: string[]): Promise<string> => {
  const is_tax_inclusive = random.chance(0.5)
  const automatic_taxes = random.chance(0.85)
  about.push(is_tax_inclusive ? "prices with tax" : "prices without tax", automatic_taxes ? "taxed" : "not taxed")
  // Medusa seeds the euro's preference itself.
  if (country.currency_code !== "eur" && random.chance(0.4)) {
    about.push("prices of the currency with tax")
    await createPricePreferencesWorkflow(container).run({
      input: [{ attribute: "currency_code", value: country.currency_code, is_tax_inclusive: true }],
    })
  }
  const [region] = (
    await createRegionsWorkflow(container).run({
      input: {
        regions: [
          {
            name: country.country_code,
            currency_code: country.currency_code,
            countries: [country.country_code],
            payment_providers: PAYMENT_PROVIDERS,
            automatic_taxes,
            is_tax_inclusive,
          },
        ],
      },
    })
  ).result
  return region.id
}

const createLocations = async ({ container, salesChannelId }: Shop, random: Random, about: string[]): Promise<string[]> => {
  const count = random.whole(1, 3)
  about.push(`${count} stock locations`)
  const { result } = await createStockLocationsWorkflow(container).run({
    input: { locations: Array.from({ length: count }, (_, number) => ({ name: `Warehouse ${number}` })) },
  })
  for (const { id } of result) {
    await linkSalesChannelsToStockLocationWorkflow(container).run({ input: { id, add: [salesChannelId] } })
  }
  return result.map(({ id }) => id)
}

const createClasses = async ({ container }: Shop, random: Random): Promise<Classes> => {
  const profiles = await createShippingProfilesWorkflow(container).run({
    input: { data: Array.from({ length: random.whole(1, 3) }, (_, number) => ({ name: `Profile ${number}`, type: `profile-${number}` })) },
  })
  const types = await createProductTypesWorkflow(container).run({ input: { product_types: [{ value: "Tool" }, { value: "Part" }] } })
  const categories = await createProductCategoriesWorkflow(container).run({
    input: {
      product_categories: [
        { name: "Metal", is_active: true },
        { name: "Wood", is_active: true },
      ],
    },
  })
  const collections = await createCollectionsWorkflow(container).run({ input: { collections: [{ title: "Spring" }] } })
  return {
    profileIds: profiles.result.map(({ id }) => id),
    typeIds: types.result.map(({ id }) => id),
    categoryIds: categories.result.map(({ id }) => id),
    collectionId: collections.result[0].id,
  }
}

type Delivering = { country: Country; regionId: string; locationIds: string[]; classes: Classes; about: string[] }

const createDeliveries = async (
  { container }: Shop,
  random: Random,
  { country, regionId, locationIds, classes, about }: Delivering
): Promise<string[]> => {
  const set = await container.resolve(Modules.FULFILLMENT).createFulfillmentSets({
    name: "Delivery",
    type: "shipping",
    service_zones: [{ name: "All", geo_zones: [{ type: "country", country_code: country.country_code }] }],
  })
  await container.resolve("link").create([
    {
      [Modules.STOCK_LOCATION]: { stock_location_id: locationIds[0] },
      [Modules.FULFILLMENT]: { fulfillment_provider_id: "manual_manual" },
    },
    { [Modules.STOCK_LOCATION]: { stock_location_id: locationIds[0] }, [Modules.FULFILLMENT]: { fulfillment_set_id: set.id } },
  ])
  about.push(`${classes.profileIds.length} shipping profiles`)
  const option = (shipping_profile_id: string, name: string) => {
    const amount = random.chance(0.15) ? 0 : amountIn(random, country, 30)
    const fromSum = { attribute: "item_total", operator: "gte" as const, value: random.whole(10, 2000) }
    return {
      name,
      price_type: "flat" as const,
      provider_id: "manual_manual",
      service_zone_id: set.service_zones[0].id,
      shipping_profile_id,
      type: { label: name, description: name, code: `${name}-${shipping_profile_id}` },
      prices: [
        { currency_code: country.currency_code, amount },
        ...(random.chance(0.3) ? [{ region_id: regionId, amount: amountIn(random, country, 30) }] : []),
        ...(random.chance(0.4) ? [{ currency_code: country.currency_code, amount: random.pick([0, 1]), rules: [fromSum] }] : []),
      ],
      rules: [
        { attribute: "enabled_in_store", value: "true", operator: "eq" as const },
        { attribute: "is_return", value: "false", operator: "eq" as const },
      ],
    }
  }
  const { result } = await createShippingOptionsWorkflow(container).run({
    input: classes.profileIds.flatMap((id) => [option(id, "Standard"), option(id, "Express")]),
  })
  return result.map(({ id }) => id)
}

type MadeProduct = { sku: string; variantId: string; productId: string; tiers: NamedPrice[] }

const createProducts = async (
  { container, salesChannelId }: Shop,
  random: Random,
  { country, locationIds, classes }: { country: Country; locationIds: string[]; classes: Classes }
): Promise<MadeProduct[]> => {
  const inventory = container.resolve(Modules.INVENTORY)
  const items = await inventory.createInventoryItems(
    Array.from({ length: PRODUCT_COUNT }, (_, number) => ({ sku: `ITEM-${number}`, requires_shipping: number !== UNDELIVERED }))
  )
  const stockOf = (number: number) => (random.chance(number === SHORT ? 0.9 : 0.04) ? random.whole(0, 40) : random.whole(500, 9000))
  const levels = items.flatMap(({ id }, number) =>
    random
      .some(locationIds, random.whole(1, locationIds.length))
      .map((location_id) => ({ inventory_item_id: id, location_id, stocked_quantity: stockOf(number) }))
  )
  // Orders must not touch stock in a location of another sales channel.
  const [elsewhere] = (await createStockLocationsWorkflow(container).run({ input: { locations: [{ name: "Elsewhere" }] } })).result
  levels.push(...items.map(({ id }) => ({ inventory_item_id: id, location_id: elsewhere.id, stocked_quantity: 9000 })))
  await createInventoryLevelsWorkflow(container).run({ input: { inventory_levels: levels } })

  const currency_code = country.currency_code
  const pricesOf = (_item: object, number: number) => {
    const base = number === UNDELIVERED || random.chance(0.08) ? 0 : amountIn(random, country, 200)
    const tier = (min_quantity: number, max_quantity?: number) => ({
      currency_code,
      amount: amountIn(random, country, 200),
      min_quantity,
      max_quantity,
    })
    return [{ currency_code, amount: base }, ...(random.chance(0.35) ? [tier(10, 49), tier(50, random.chance(0.5) ? 100 : undefined)] : [])]
  }
  const prices = items.map(pricesOf)
  const { result } = await createProductsWorkflow(container).run({
    input: {
      products: items.map((item, number) => {
        const managed = number === SHORT || random.chance(0.8)
        const kit = managed && number > SHORT && random.chance(0.25)
        const parts = kit ? random.some(items, random.whole(2, 3)) : [item]
        return {
          title: `Product ${number}`,
          subtitle: random.chance(0.5) ? `Subtitle ${number}` : undefined,
          description: random.chance(0.5) ? "Für alle, die „mehr“ brauchen" : undefined,
          thumbnail: random.chance(0.3) ? `https://example.com/${number}.png` : undefined,
          status: ProductStatus.PUBLISHED,
          discountable: random.chance(0.9),
          is_giftcard: false,
          type_id: random.chance(0.6) ? random.pick(classes.typeIds) : undefined,
          collection_id: random.chance(0.4) ? classes.collectionId : undefined,
          category_ids: random.some(classes.categoryIds, random.whole(0, 2)),
          shipping_profile_id: number !== UNDELIVERED ? random.pick(classes.profileIds) : undefined,
          options: [{ title: "Size", values: ["One"] }],
          sales_channels: [{ id: salesChannelId }],
          variants: [
            {
              title: `Variant ${number}`,
              sku: `SKU-${number}`,
              barcode: random.chance(0.5) ? `4000000${number}` : undefined,
              options: { Size: "One" },
              manage_inventory: managed,
              allow_backorder: managed && (number === SHORT || random.chance(0.3)),
              inventory_items: managed
                ? parts.map(({ id }) => ({ inventory_item_id: id, required_quantity: kit ? random.whole(1, 4) : 1 }))
                : undefined,
              prices: prices[number],
            },
          ],
        }
      }),
    },
  })
  return result.map(({ id, variants }, number) => {
    const variantId = variants[0].id
    const tiers = prices[number].filter(isTier).map(({ amount }) => ({ variantId, amount, name: "a tier" }))
    return { productId: id, variantId, sku: variants[0].sku ?? "", tiers }
  })
}

const isTier = (price: object): boolean => "min_quantity" in price

type Taxing = { country: Country; products: MadeProduct[]; classes: Classes; shippingOptionIds: string[]; about: string[] }

const createTaxes = async (
  { container }: Shop,
  random: Random,
  { country, products, classes, shippingOptionIds, about }: Taxing
): Promise<void> => {
  if (random.chance(0.1)) {
    about.push("no tax region")
    return
  }
  const rate = random.pick([19, 7.7, 8.875, 20, 0])
  about.push(`${rate} % tax`)
  const [region] = (
    await createTaxRegionsWorkflow(container).run({
      input: [{ country_code: country.country_code, provider_id: "tp_system", default_tax_rate: { rate, code: "default", name: "VAT" } }],
    })
  ).result
  const taxRegionIds = [region.id, ...(country.province ? [await createProvince(container, country, region.id)] : [])]
  const rules = [
    ...random.some(products, 3).map(({ productId }) => ({ reference: "product", reference_id: productId })),
    { reference: "product_type", reference_id: classes.typeIds[0] },
    { reference: "shipping_option", reference_id: shippingOptionIds[0] },
  ]
  await createTaxRatesWorkflow(container).run({
    input: random.some(rules, random.whole(2, 5)).map((rule, number) => ({
      tax_region_id: random.pick(taxRegionIds),
      name: `Reduced ${number}`,
      code: `reduced-${number}`,
      rate: random.pick([5.5, 7, 2.1]),
      is_combinable: random.chance(0.6),
      rules: [rule],
    })),
  })
}

/** Its rates are added to the country's if they are combinable. */
const createProvince = async (
  container: Shop["container"],
  { country_code, province: province_code }: Country,
  parent_id: string
): Promise<string> => {
  const default_tax_rate = { rate: 7.25, code: "province", name: "Province" }
  const { result } = await createTaxRegionsWorkflow(container).run({
    input: [{ country_code, province_code, parent_id, default_tax_rate }],
  })
  return result[0].id
}

type PriceListing = { country: Country; products: MadeProduct[]; businessGroupId: string; about: string[] }

const createPriceLists = async (
  { container }: Shop,
  random: Random,
  { country, products, businessGroupId, about }: PriceListing
): Promise<NamedPrice[]> => {
  const lists = Array.from({ length: random.whole(0, 3) }, (_, number) => ({
    title: `List ${number}`,
    description: "By chance",
    status: "active" as const,
    type: random.pick(["sale", "override"] as const),
    rules: groupRules(random, businessGroupId),
    prices: random.some(products, random.whole(1, 8)).map(({ variantId }) => ({
      variant_id: variantId,
      currency_code: country.currency_code,
      amount: amountIn(random, country, 150),
      ...(random.chance(0.3) ? { min_quantity: random.pick([5, 10, 50]) } : {}),
    })),
  }))
  about.push(`${lists.length} price lists`)
  if (lists.length > 0) {
    await createPriceListsWorkflow(container).run({ input: { price_lists_data: lists } })
  }
  return lists.flatMap(({ rules, prices }) =>
    prices.map(({ variant_id, amount }) => ({
      variantId: variant_id,
      amount,
      name: Object.keys(rules).length > 0 ? "a price list for a group" : "a price list",
    }))
  )
}

const groupRules = (random: Random, businessGroupId: string): Record<string, string[]> =>
  random.chance(0.7) ? { "customer.groups.id": [random.chance(0.8) ? businessGroupId : "cusgroup_other"] } : {}

type Promoting = { country: Country; products: MadeProduct[]; classes: Classes; businessGroupId: string; about: string[]; number: number }

const createPromotions = async (
  { container }: Shop,
  random: Random,
  { country, products, classes, businessGroupId, about, number }: Promoting
): Promise<Map<string, string[]>> => {
  const currency_code = country.currency_code
  const percent = () => random.pick([5, 10, 12.5, 33.3])
  const someProducts = () => ({
    attribute: "items.product.id",
    operator: "in" as const,
    values: random.some(products, 6).map(({ productId }) => productId),
  })
  const someClass = () =>
    random.pick([
      { attribute: "items.product.categories.id", operator: "eq" as const, values: classes.categoryIds[0] },
      { attribute: "items.product.type_id", operator: "eq" as const, values: classes.typeIds[0] },
      { attribute: "items.product.collection_id", operator: "eq" as const, values: classes.collectionId },
      someProducts(),
    ])
  const kinds: Record<string, () => CreateApplicationMethodDTO> = {
    "a percentage off the order": () => ({ type: "percentage", target_type: "order", value: percent(), currency_code }),
    "an amount off the order": () => ({ type: "fixed", target_type: "order", value: amountIn(random, country, 80), currency_code }),
    "a percentage off some": () => ({
      type: "percentage",
      target_type: "items",
      allocation: "each",
      value: percent(),
      max_quantity: random.whole(1, 60),
      currency_code,
      target_rules: [someClass()],
    }),
    "an amount off each of some": () => ({
      type: "fixed",
      target_type: "items",
      allocation: "each",
      value: amountIn(random, country, 5),
      max_quantity: random.whole(1, 60),
      currency_code,
      target_rules: [someClass()],
    }),
    "a percentage across some": () => ({
      type: "percentage",
      target_type: "items",
      allocation: "across",
      value: percent(),
      currency_code,
      target_rules: [someClass()],
    }),
    "an amount off one of some": () => ({
      type: "fixed",
      target_type: "items",
      allocation: "once",
      value: amountIn(random, country, 20),
      max_quantity: random.whole(1, 5),
      currency_code,
      target_rules: [someClass()],
    }),
    "an amount across some": () => ({
      type: "fixed",
      target_type: "items",
      allocation: "across",
      value: amountIn(random, country, 60),
      currency_code,
      target_rules: [someClass()],
    }),
    "a percentage off the delivery": () => ({
      type: "percentage",
      target_type: "shipping_methods",
      allocation: "each",
      max_quantity: 1,
      value: random.pick([50, 100]),
      currency_code,
    }),
    "an amount off the delivery": () => ({
      type: "fixed",
      target_type: "shipping_methods",
      allocation: "across",
      value: amountIn(random, country, 10),
      currency_code,
    }),
    "buy some, get one": () => ({
      type: "percentage",
      target_type: "items",
      allocation: "each",
      value: 100,
      max_quantity: random.whole(1, 3),
      apply_to_quantity: 1,
      buy_rules_min_quantity: random.whole(1, 3),
      currency_code,
      target_rules: [someProducts()],
      buy_rules: [someProducts()],
    }),
  }
  const ruleChoices = [
    { attribute: "customer.groups.id", operator: "in" as const, values: [businessGroupId] },
    { attribute: "item_total", operator: "gte" as const, values: String(random.whole(10, 3000)) },
    { attribute: "subtotal", operator: "gt" as const, values: String(random.whole(10, 3000)) },
    { attribute: "currency_code", operator: "eq" as const, values: currency_code },
    { attribute: "shipping_address.country_code", operator: "eq" as const, values: "de" },
  ]
  const budgets = [
    { type: "usage" as const, limit: 3 },
    { type: "spend" as const, limit: random.whole(5, 500), currency_code },
    { type: "use_by_attribute" as const, limit: 2, attribute: "customer_id" },
  ]
  const names = Object.keys(kinds)
  const certain = names[number % names.length]
  const chosen = [...new Set([certain, ...random.some(names, random.whole(0, 3))])].map((name, position) => ({
    name,
    code: `PROMO-${position}`,
    rule: name !== certain && random.chance(0.6) ? random.pick(ruleChoices) : undefined,
    budget: name !== certain && random.chance(0.5) ? random.pick(budgets) : undefined,
  }))
  if (chosen.length > 0) {
    await createPromotionsWorkflow(container).run({
      input: {
        promotionsData: chosen.map(({ name, code, rule, budget }) => ({
          code,
          type: name === "buy some, get one" ? ("buyget" as const) : ("standard" as const),
          status: "active" as const,
          is_automatic: true,
          is_tax_inclusive: random.chance(0.4),
          application_method: kinds[name](),
          rules: rule ? [rule] : [],
          ...(budget ? { campaign: { name: code, campaign_identifier: code, budget } } : {}),
        })),
      },
    })
  }
  const traits = new Map(
    chosen.map(({ name, code, rule, budget }) => [
      code,
      [name, ...(rule ? [`a promotion by ${rule.attribute}`] : []), ...(budget ? [`a budget of ${budget.type}`] : [])],
    ])
  )
  about.push(...[...traits.values()].map((words) => words.join(", ")))
  return traits
}
