import { distance } from "fastest-levenshtein"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, ProductStatus } from "@medusajs/framework/utils"
import { bareSku, foldCase, foldSku } from "../../../modules/customer-role/look-alike-skus"

const MOST_SUGGESTIONS = 3

/** The most suggestions that differ from the requested SKU only in separators and case. One of them is probably right. */
const MOST_ALIKE = 10

/** The most unknown SKUs to look up, and the most candidates for each part, however large the catalogue is. */
const MOST_SKUS = 200
const MOST_CANDIDATES = 40

/** The largest difference of a suggestion if there are more candidates than it compares: a closer one may be among the rest. */
const CLOSE_AT_LEAST = 2

const SHORTEST_SKU = 3
const LONGEST_SKU = 64

/**
 * How much of a SKU a candidate must share at its start or end, longest first. In a catalogue of numbered SKUs, all but the
 * last character leaves few candidates. A single wrong character leaves one of the halves intact.
 */
const SHARED = [(length: number) => length - 1, (length: number) => length * 0.75, (length: number) => length * 0.5]

// The query scans all SKUs for each length, so there are only a few long ones.
const SHORTEST_PART = 2
const LENGTHS = [SHORTEST_PART, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 20, 24, 32, 48]

export type SuggestSkusInput = {
  /** SKUs that no variant has. */
  skus: string[]
  /** Suggests only products that are sold in one of these. */
  sales_channel_ids: string[]
}

/** The start or the end of a SKU. */
type Part = { side: "start" | "end"; length: number; text: string }
type CandidateRow = Part & { sku: string; candidates: number }

/** The SKUs that an unknown one may stand for, closest first. */
export type Suggestions = {
  skus: string[]
  /** Whether they have the same letters and digits in the same order, so that a message can name the differences. */
  are_alike: boolean
}

/**
 * Returns SKUs similar to unknown ones, closest first, among products published and sold in the channels: up to ten with the
 * same letters and digits, or else up to three. Looks up only the first 200 unknown SKUs.
 *
 * @example
 * const suggestions = await suggestSkus(container, { skus: ["BOLT-1O", "M1025"], sales_channel_ids: ["sc_123"] })
 * suggestions.get("BOLT-1O") // { skus: ["BOLT-10"], are_alike: false }
 * suggestions.get("M1025") // { skus: ["M10-25"], are_alike: true }
 */
export const suggestSkus = async (
  container: MedusaContainer,
  { skus, sales_channel_ids }: SuggestSkusInput
): Promise<Map<string, Suggestions>> => {
  const suggestions = await listAlike(container, [...new Set(skus)], sales_channel_ids)
  let open = [...new Set(skus)]
    .filter((sku) => !suggestions.has(sku) && sku.length >= SHORTEST_SKU && sku.length <= LONGEST_SKU)
    .slice(0, MOST_SKUS)
  for (const shared of SHARED) {
    const partsOf = new Map(open.map((sku) => [sku, toParts(foldSku(sku), shared)]))
    const candidates = await listCandidates(container, [...partsOf.values()].flat(), sales_channel_ids)
    for (const [sku, parts] of partsOf) {
      const rows = parts.flatMap((part) => candidates.get(toKey(part)) ?? [])
      const areAll = rows.every((row) => row.candidates <= MOST_CANDIDATES)
      const close = closestTo(sku, [...new Set(rows.map((row) => row.sku))], areAll ? Infinity : CLOSE_AT_LEAST)
      suggestions.set(sku, { skus: close, are_alike: false })
    }
    open = open.filter((sku) => !suggestions.get(sku)?.skus.length)
  }
  return suggestions
}

const toParts = (folded: string, shared: (length: number) => number): Part[] => {
  const length = LENGTHS.filter((part) => part <= shared(folded.length)).at(-1) ?? SHORTEST_PART
  return [
    { side: "start", length, text: folded.slice(0, length) },
    { side: "end", length, text: folded.slice(-length) },
  ]
}

const toKey = ({ side, text }: Part): string => `${side} ${text}`

/**
 * Returns the candidates that are close enough to a SKU, closest first: at most `mostAway` characters and a third of them
 * differ, or the candidate begins with the SKU. Ignores case.
 *
 * @example
 * closestTo("bolt-1O", ["NUT-20", "BOLT-10"]) // ["BOLT-10"]
 */
export const closestTo = (sku: string, candidates: string[], mostAway = Infinity): string[] => {
  const folded = foldCase(sku.trim())
  return candidates
    .flatMap((candidate) => {
      const other = foldCase(candidate.trim())
      const most = Math.max(1, Math.floor(Math.max(folded.length, other.length) / 3))
      const isStart = other.startsWith(folded)
      if (!isStart && Math.abs(other.length - folded.length) > most) {
        return []
      }
      const away = distance(folded, other)
      return away <= mostAway && (isStart || away <= most) ? [{ candidate, away }] : []
    })
    .sort((one, other) => one.away - other.away || (one.candidate < other.candidate ? -1 : 1))
    .slice(0, MOST_SUGGESTIONS)
    .map(({ candidate }) => candidate)
}

const FROM_SOLD = `
  FROM variant_sku_key key JOIN product_variant variant ON variant.id = key.variant_id JOIN product ON product.id = variant.product_id
  WHERE key.sku = variant.sku AND variant.deleted_at IS NULL AND product.deleted_at IS NULL AND product.status = ?
    AND EXISTS (SELECT FROM product_sales_channel sold WHERE sold.product_id = product.id
      AND sold.deleted_at IS NULL AND sold.sales_channel_id = ANY(?::text[]))`

// Includes SKUs that are not folded yet. A union of two queries, so that each uses its own index.
const ALIKE = `
  SELECT key.sku ${FROM_SOLD} AND key.bare_key = ANY(?::text[])
  UNION ALL SELECT key.sku ${FROM_SOLD} AND key.sku_key IS NULL`

/** Returns SKUs with the same letters and digits, by the requested SKU. */
const listAlike = async (container: MedusaContainer, skus: string[], salesChannelIds: string[]): Promise<Map<string, Suggestions>> => {
  const asked = new Map(skus.map((sku) => [sku, bareSku(foldSku(sku))]))
  const bareKeys = [...new Set(asked.values())].filter(Boolean)
  if (bareKeys.length === 0) {
    return new Map()
  }
  const { rows } = await container
    .resolve(ContainerRegistrationKeys.PG_CONNECTION)
    .raw<{ rows: { sku: string }[] }>(ALIKE, [ProductStatus.PUBLISHED, salesChannelIds, bareKeys, ProductStatus.PUBLISHED, salesChannelIds])
  const named = new Map<string, string[]>()
  for (const { sku } of rows) {
    const bareKey = bareSku(foldSku(sku))
    named.set(bareKey, [...(named.get(bareKey) ?? []), sku])
  }
  return new Map(
    [...asked].flatMap(([sku, bareKey]) => {
      const alike = named.get(bareKey)
      return alike ? [[sku, { skus: closestFirst(sku, alike).slice(0, MOST_ALIKE), are_alike: true }] as const] : []
    })
  )
}

/** Puts SKUs that a person cannot tell apart before those with real differences. */
const closestFirst = (sku: string, alike: string[]): string[] => {
  const folded = foldSku(sku)
  const awayOf = new Map(alike.map((other) => [other, distance(folded, foldSku(other))]))
  return [...awayOf].sort(([one, oneAway], [other, otherAway]) => oneAway - otherAway || (one < other ? -1 : 1)).map(([other]) => other)
}

// Takes one pass over the catalogue, since each SKU has one start and one end of each length. `query.graph` supports no
// window functions. Without materialized pieces, PostgreSQL compares each part with each SKU.
const CANDIDATES = `
  WITH parts AS (
    SELECT DISTINCT * FROM unnest(?::text[], ?::int[], ?::text[]) AS part(side, length, text)
  ), lengths AS (
    SELECT DISTINCT side, length FROM parts
  ), sold AS MATERIALIZED (
    SELECT key.sku, coalesce(key.sku_key, lower(key.sku COLLATE "C")) AS folded ${FROM_SOLD}
  ), pieces AS MATERIALIZED (
    SELECT sku, side, length, CASE side WHEN 'start' THEN left(folded, length) ELSE right(folded, length) END AS text
    FROM sold CROSS JOIN lengths
  ), ranked AS (
    SELECT side, length, text, sku, count(*) OVER part AS candidates, row_number() OVER (part ORDER BY sku) AS place
    FROM pieces JOIN parts USING (side, length, text)
    WINDOW part AS (PARTITION BY side, length, text)
  )
  SELECT side, length, text, sku, candidates::int FROM ranked WHERE place <= ?`

/** Returns a few SKUs that share each part, by the part's key. */
const listCandidates = async (
  container: MedusaContainer,
  parts: Part[],
  salesChannelIds: string[]
): Promise<Map<string, CandidateRow[]>> => {
  if (parts.length === 0) {
    return new Map()
  }
  const { rows } = await container
    .resolve(ContainerRegistrationKeys.PG_CONNECTION)
    .raw<{ rows: CandidateRow[] }>(CANDIDATES, [
      parts.map(({ side }) => side),
      parts.map(({ length }) => length),
      parts.map(({ text }) => text),
      ProductStatus.PUBLISHED,
      salesChannelIds,
      MOST_CANDIDATES,
    ])
  const found = new Map<string, CandidateRow[]>()
  for (const row of rows) {
    found.set(toKey(row), [...(found.get(toKey(row)) ?? []), row])
  }
  return found
}
