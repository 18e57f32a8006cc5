import { PRICE_BANDS } from "./choices"
import type { Filters } from "./filters"
import { rankOf } from "./search"
import type { Price, Product } from "./types"

/** How many products a page shows. */
export const PAGE_SIZE = 24

/** A choice of a facet, and how many products it would leave. */
export type Choice = { value: string; count: number; isChosen: boolean }

/** What the catalogue shows, and what one can narrow it down to. */
export type FoundProducts = {
  products: Product[]
  count: number
  pages: number
  page: number
  categories: Choice[]
  prices: Choice[]
  options: { title: string; choices: Choice[] }[]
  inStock: number
}

type Test = (product: Product) => boolean
type Facet = "category" | "price" | "stock" | "option"

/**
 * Finds, sorts and counts products. Each facet counts what the others leave, so that its numbers say what a click brings.
 *
 * @param amountOf - the amount that the visitor sees first
 * @example
 * const { products, count } = findProducts(await listProducts(), filters, (price) => price.withTax)
 */
export const findProducts = (all: Product[], filters: Filters, amountOf: (price: Price) => number): FoundProducts => {
  const ranked = all.map((product) => ({ product, rank: rankOf(product, filters.q) })).filter(({ rank }) => rank > 0)
  const matching = ranked.map(({ product }) => product)
  const chosen = optionsOf(filters.option, all)
  const lowest = (product: Product) => Math.min(...product.variants.flatMap(({ price }) => (price ? [amountOf(price)] : [])))
  const tests: Record<Exclude<Facet, "option">, Test> = {
    category: (product) => filters.category === "" || product.categories.some(({ handle }) => handle === filters.category),
    price: (product) => filters.price === null || isWithin(lowest(product), filters.price),
    stock: (product) => !filters.stock || isInStock(product),
  }
  const hasOption = (title: string): Test => {
    const values = chosen.get(title)
    return (product) => !values || product.variants.some(({ options }) => values.has(options[title] ?? ""))
  }
  const left = (except: Facet | null, exceptOption?: string) =>
    matching.filter(
      (product) =>
        Object.entries(tests).every(([facet, test]) => facet === except || test(product)) &&
        [...chosen.keys()].every((title) => title === exceptOption || hasOption(title)(product))
    )
  const found = left(null)
  const ranks = new Map(ranked.map(({ product, rank }) => [product, rank]))
  const sorted = found.toSorted((one, other) => {
    switch (filters.sort) {
      case "price":
        return lowest(one) - lowest(other)
      case "-price":
        return lowest(other) - lowest(one)
      case "name":
        return one.title.localeCompare(other.title)
      default:
        return (
          (ranks.get(other) ?? 0) - (ranks.get(one) ?? 0) ||
          Number(isInStock(other)) - Number(isInStock(one)) ||
          one.title.localeCompare(other.title)
        )
    }
  })
  const pages = Math.max(1, Math.ceil(sorted.length / PAGE_SIZE))
  const page = Math.min(filters.page, pages)
  const byCategory = left("category")
  const byPrice = left("price")
  return {
    products: sorted.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE),
    count: sorted.length,
    pages,
    page,
    categories: [...new Set(all.flatMap(({ categories }) => categories.map(({ handle }) => handle)))].map((handle) => ({
      value: handle,
      count: byCategory.filter(({ categories }) => categories.some((category) => category.handle === handle)).length,
      isChosen: handle === filters.category,
    })),
    prices: PRICE_BANDS.map((band) => ({
      value: band,
      count: byPrice.filter((product) => isWithin(lowest(product), band)).length,
      isChosen: band === filters.price,
    })),
    options: sharedOptions(matching.filter(tests.category), chosen).map((title) => ({
      title,
      choices: choicesOf(title, left(null, title), chosen.get(title)),
    })),
    inStock: left("stock").filter(isInStock).length,
  }
}

const isInStock: Test = ({ variants }) => variants.some(({ stock }) => stock.state !== "out")

const isWithin = (amount: number, band: string): boolean => {
  const [from = "", to = ""] = band.split("-")
  return amount >= Number(from) && (to === "" ? Number.isFinite(amount) : amount < Number(to))
}

/** Reads `Colour:Black`. An option that no product has, perhaps one in another language, is left out. */
const optionsOf = (entries: readonly string[], products: readonly Product[]): Map<string, Set<string>> => {
  const known = new Set(
    products.flatMap(({ variants }) =>
      variants.flatMap(({ options }) => Object.entries(options).map(([title, value]) => `${title}:${value}`))
    )
  )
  const chosen = new Map<string, Set<string>>()
  for (const entry of entries.filter((one) => known.has(one))) {
    const at = entry.indexOf(":")
    const title = entry.slice(0, at)
    chosen.set(title, (chosen.get(title) ?? new Set()).add(entry.slice(at + 1)))
  }
  return chosen
}

/** Returns the options worth choosing by: a value of theirs belongs to several products. */
const sharedOptions = (products: readonly Product[], chosen: ReadonlyMap<string, unknown>): string[] => {
  const counts = new Map<string, Map<string, number>>()
  for (const { options } of products) {
    for (const { title, values } of options) {
      const its = counts.get(title) ?? new Map<string, number>()
      values.forEach((value) => its.set(value, (its.get(value) ?? 0) + 1))
      counts.set(title, its)
    }
  }
  return [...counts].filter(([title, its]) => chosen.has(title) || [...its.values()].some((count) => count > 1)).map(([title]) => title)
}

/** How many choices of an option a page offers. */
const MOST_CHOICES = 8

const choicesOf = (title: string, products: readonly Product[], chosen: ReadonlySet<string> | undefined): Choice[] => {
  const counts = new Map<string, number>()
  for (const { variants } of products) {
    new Set(variants.flatMap(({ options }) => options[title] ?? [])).forEach((value) => counts.set(value, (counts.get(value) ?? 0) + 1))
  }
  return [...counts]
    .map(([value, count]) => ({ value, count, isChosen: chosen?.has(value) ?? false }))
    .sort((one, other) => Number(other.isChosen) - Number(one.isChosen) || other.count - one.count)
    .slice(0, MOST_CHOICES)
}
