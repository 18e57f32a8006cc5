import type { Product } from "./types"

/** Makes a text comparable: lower case, without accents, `ß` as `ss`. */
const fold = (text: string): string => text.normalize("NFD").replaceAll(/\p{M}/gu, "").toLowerCase().replaceAll("ß", "ss")

const wordsOf = (text: string): string[] =>
  fold(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)

/** A word of two letters or fewer has to begin one of the product's; a longer one may stand within, as in German compounds. */
const holds = (text: string, word: string): boolean =>
  word.length > 2 ? text.includes(word) : wordsOf(text).some((its) => its.startsWith(word))

/**
 * Returns how well a product fits a search; 0 if a word of the search is nowhere in it. Everything fits a search for nothing.
 *
 * @example
 * rankOf(gloves, "cut gloves") // 8
 */
export const rankOf = (product: Product, query: string): number => {
  const words = wordsOf(query)
  if (words.length === 0) {
    return 1
  }
  const title = fold(product.title)
  const skus = product.variants.map(({ sku }) => fold(sku))
  const rest = fold(
    [product.description, ...product.categories.map(({ name }) => name), ...product.options.flatMap(({ values }) => values)].join(" ")
  )
  if (skus.includes(fold(query.trim()))) {
    return 1000
  }
  let rank = 0
  for (const word of words) {
    const its = holds(title, word) ? 4 : skus.some((sku) => holds(sku, word)) ? 3 : holds(rest, word) ? 1 : 0
    if (its === 0) {
      return 0
    }
    rank += its
  }
  return rank
}
