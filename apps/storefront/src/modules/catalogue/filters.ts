import {
  createLoader,
  createSerializer,
  parseAsArrayOf,
  parseAsBoolean,
  parseAsInteger,
  parseAsString,
  parseAsStringLiteral,
} from "nuqs/server"
import { PRICE_BANDS, SORTS } from "./choices"

/** Where the catalogue is. */
export const CATALOGUE_PATH = "/search"

/** What a page of the catalogue shows, as it stands in its address. An option is `Colour:Black`. */
const PARAMETERS = {
  q: parseAsString.withDefault(""),
  category: parseAsString.withDefault(""),
  price: parseAsStringLiteral(PRICE_BANDS),
  option: parseAsArrayOf(parseAsString, "|").withDefault([]),
  stock: parseAsBoolean.withDefault(false),
  sort: parseAsStringLiteral(SORTS).withDefault("best"),
  page: parseAsInteger.withDefault(1),
}

const load = createLoader(PARAMETERS)
const serialize = createSerializer(PARAMETERS)

/** What a page of the catalogue shows. */
export type Filters = Awaited<ReturnType<typeof load>>

/** The most characters of a search. */
const MOST = 200

/**
 * Reads what the address of the catalogue asks for. Whatever it does not understand counts as not asked.
 *
 * @example
 * const filters = await readFilters(searchParams)
 */
export const readFilters = async (searchParams: Promise<Record<string, string | string[] | undefined>>): Promise<Filters> => {
  const filters = await load(searchParams)
  return { ...filters, q: filters.q.trim().slice(0, MOST), page: Math.max(1, filters.page) }
}

/**
 * Returns the address of the catalogue with some filters changed. Any change but of the page leads to the first page.
 *
 * @example
 * <Link href={catalogueUrl(filters, { category: "tools" })}>
 */
export const catalogueUrl = (filters: Partial<Filters>, changes: Partial<Filters> = {}): string =>
  serialize(CATALOGUE_PATH, { ...filters, page: null, ...changes })

/** Returns the options with one more, or without it. */
export const toggled = (chosen: readonly string[], one: string): string[] =>
  chosen.includes(one) ? chosen.filter((other) => other !== one) : [...chosen, one]
