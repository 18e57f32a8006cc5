import { distance } from "fastest-levenshtein"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, ProductStatus } from "@medusajs/framework/utils"
import { foldSku } from "./order-lines"
import { sqlKey } from "./sql-key"

const MOST_SUGGESTIONS = 3

/** However many SKUs are unknown and however large the catalogue is, so much is looked for and looked at. */
const MOST_SKUS = 200
const MOST_CANDIDATES = 2_000

const SHORTEST_SKU = 3
const LONGEST_SKU = 64

/** How much of a SKU must be right at its start or end. One wrong character leaves either half as it is. */
const SHARES = [0.75, 0.5]

// Each length is an expression of its own in the query, so there are only a few.
const SHORTEST_PART = 2
const LENGTHS = [SHORTEST_PART, 3, 4, 5, 6, 8, 10, 12, 16, 24, 32, 48]

export type SuggestSkusInput = {
  /** What nothing is called like. */
  skus: string[]
  /** Only what is sold in one of these is suggested. */
  sales_channel_ids: string[]
}

type CandidateRow = { sku: string | null; product?: { sales_channels?: ({ id: string } | null)[] | null } | null }

/**
 * SKUs that may have been meant: up to three for each, the closest first, among what is published and sold in the
 * channels. The first 200 unknown SKUs are looked for.
 *
 * @example
 * const suggestions = await suggestSkus(container, { skus: ["BOLT-1O"], sales_channel_ids: ["sc_123"] })
 * suggestions.get("BOLT-1O") // ["BOLT-10"]
 */
export const suggestSkus = async (
  container: MedusaContainer,
  { skus, sales_channel_ids }: SuggestSkusInput
): Promise<Map<string, string[]>> => {
  const suggestions = new Map<string, string[]>()
  let open = [...new Set(skus)].filter(({ length }) => length >= SHORTEST_SKU && length <= LONGEST_SKU).slice(0, MOST_SKUS)
  for (const share of SHARES) {
    const candidates = await listCandidates(container, open.map(foldSku), share, sales_channel_ids)
    for (const sku of open) {
      suggestions.set(sku, closestTo(sku, candidates))
    }
    open = open.filter((sku) => !suggestions.get(sku)?.length)
  }
  return suggestions
}

/**
 * Those of the candidates that differ little enough from a SKU to be meant by it, the closest first. Case does not
 * count.
 *
 * @example
 * closestTo("bolt-1O", ["NUT-20", "BOLT-10"]) // ["BOLT-10"]
 */
export const closestTo = (sku: string, candidates: string[]): string[] => {
  const folded = foldSku(sku)
  return candidates
    .flatMap((candidate) => {
      const other = foldSku(candidate)
      const most = Math.max(1, Math.floor(Math.max(folded.length, other.length) / 3))
      const isStart = other.startsWith(folded)
      if (!isStart && Math.abs(other.length - folded.length) > most) {
        return []
      }
      const away = distance(folded, other)
      return isStart || away <= most ? [{ candidate, away }] : []
    })
    .sort((one, other) => one.away - other.away || (one.candidate < other.candidate ? -1 : 1))
    .slice(0, MOST_SUGGESTIONS)
    .map(({ candidate }) => candidate)
}

const listCandidates = async (
  container: MedusaContainer,
  folded: string[],
  share: number,
  salesChannelIds: string[]
): Promise<string[]> => {
  if (folded.length === 0) {
    return []
  }
  const alternatives = LENGTHS.flatMap((length) => {
    const texts = folded.filter((text) => lengthFor(text, share) === length)
    return texts.length === 0 ? [] : [startingLike(texts, length), endingLike(texts, length)]
  })
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "variant",
    fields: ["sku", "product.sales_channels.id"],
    filters: { product: { status: ProductStatus.PUBLISHED }, $or: alternatives },
    pagination: { take: MOST_CANDIDATES, order: { sku: "ASC" } },
  })
  const rows: CandidateRow[] = data
  return rows.flatMap(({ sku, product }) =>
    sku && product?.sales_channels?.some((channel) => channel && salesChannelIds.includes(channel.id)) ? [sku] : []
  )
}

const lengthFor = (text: string, share: number): number =>
  LENGTHS.filter((length) => length <= text.length * share).at(-1) ?? SHORTEST_PART

const startingLike = (texts: string[], length: number) => ({
  [sqlKey((variant) => `left(lower(${variant}.sku COLLATE "C"), ${length})`)]: texts.map((text) => text.slice(0, length)),
})

const endingLike = (texts: string[], length: number) => ({
  [sqlKey((variant) => `right(lower(${variant}.sku COLLATE "C"), ${length})`)]: texts.map((text) => text.slice(-length)),
})
