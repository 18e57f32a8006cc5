import "server-only"

import type { HttpTypes } from "@medusajs/types"
import type { CustomerRoleClient } from "medusa-customer-role-storefront"
import { getLocale } from "next-intl/server"
import { cache } from "react"
import type { Locale } from "@/i18n/locales"
import { getVisitor } from "@/lib/auth/server"
import { shopForGuests, shopOfVisitor } from "@/lib/medusa/client"
import { getMarket, type Market } from "@/lib/medusa/market"
import { rememberFor } from "@/lib/remember-for"
import { stockOf } from "./stock"
import type { Category, Price, Product, Variant } from "./types"

/** How many products a request to the shop returns, and how many the catalogue reads at most. */
const PER_REQUEST = 100
const MOST = 1000

/** No more than pages show: whole products take Medusa twice as long. */
const FIELDS = [
  "id,title,handle,description,*categories,options.id,options.title,options.values.id,options.values.value",
  "variants.id,variants.title,variants.sku,variants.options.id",
  "+variants.calculated_price,+variants.inventory_quantity,+variants.manage_inventory,+variants.allow_backorder",
].join()

/** For how long visitors without an account share what the shop has answered, in seconds. A product's own page is always new. */
const SHARED_FOR = 60

/**
 * Returns all products that the visitor can buy, with their prices. Search, facets and sorting by price need all of them,
 * and Medusa sorts by no price. A shop with many thousands asks a search engine instead.
 *
 * @example
 * const products = await listProducts()
 */
export const listProducts = cache(async (): Promise<Product[]> => {
  const [visitor, market, locale] = await Promise.all([getVisitor(), getMarket(), getLocale()])
  return visitor.status === "signed-out" ? await listForGuests(market, locale) : await listAll(await shopOfVisitor(), market)
})

const listForGuests = rememberFor(SHARED_FOR, (market: Market, locale: Locale) => listAll(shopForGuests(locale), market))

const listAll = async ({ store }: CustomerRoleClient, { regionId, country }: Market): Promise<Product[]> => {
  const page = (offset: number) =>
    store.product.list({ limit: PER_REQUEST, offset, order: "id", region_id: regionId, country_code: country, fields: FIELDS })
  const first = await page(0)
  const offsets = Array.from({ length: Math.ceil(Math.min(first.count, MOST) / PER_REQUEST) - 1 }, (_, index) => (index + 1) * PER_REQUEST)
  const others = await Promise.all(offsets.map(page))
  return [first, ...others].flatMap(({ products }) => products.map(toProduct))
}

/**
 * Returns the product with a handle, or `null`.
 *
 * @example
 * const product = (await findProduct(handle)) ?? notFound()
 */
export const findProduct = cache(async (handle: string): Promise<Product | null> => {
  const [shop, { regionId, country }] = await Promise.all([shopOfVisitor(), getMarket()])
  const { products } = await shop.store.product.list({ handle, limit: 1, region_id: regionId, country_code: country, fields: FIELDS })
  return products[0] ? toProduct(products[0]) : null
})

/** Returns the categories in the shop's order. */
export const listCategories = cache(async (): Promise<Category[]> => {
  const shop = await shopOfVisitor()
  const { product_categories } = await shop.store.category.list({ limit: 100, fields: "id,name,handle,rank", order: "rank" })
  return product_categories.map(({ handle, name }) => ({ handle, name }))
})

const toProduct = (product: HttpTypes.StoreProduct): Product => {
  const options = (product.options ?? []).map(({ title, values }) => ({ title, values: values ?? [] }))
  const meanings = new Map(options.flatMap(({ title, values }) => values.map(({ id, value }) => [id, [title, value] as const])))
  return {
    id: product.id,
    handle: product.handle,
    title: product.title,
    description: product.description ?? "",
    categories: (product.categories ?? []).map(({ handle, name }) => ({ handle, name })),
    options: options.map(({ title, values }) => ({ title, values: values.map(({ value }) => value) })),
    variants: (product.variants ?? []).map((variant) => toVariant(variant, meanings)),
  }
}

const toVariant = (
  variant: HttpTypes.StoreProductVariant,
  /** The title and the value that ids of values stand for. */
  meanings: ReadonlyMap<string, readonly [string, string]>
): Variant => ({
  id: variant.id,
  sku: variant.sku ?? "",
  title: variant.title ?? "",
  options: Object.fromEntries((variant.options ?? []).flatMap(({ id }) => (meanings.has(id) ? [meanings.get(id) ?? []] : []))),
  price: toPrice(variant.calculated_price),
  stock: stockOf(variant),
})

const toPrice = (price: HttpTypes.StoreCalculatedPrice | undefined): Price | null => {
  const amount = price?.calculated_amount
  if (!price || amount === null || amount === undefined) {
    return null
  }
  const list = price.original_amount ?? amount
  return {
    currency: price.currency_code ?? "",
    withTax: price.calculated_amount_with_tax ?? amount,
    withoutTax: price.calculated_amount_without_tax ?? amount,
    list: list > amount ? { withTax: price.original_amount_with_tax ?? list, withoutTax: price.original_amount_without_tax ?? list } : null,
  }
}
