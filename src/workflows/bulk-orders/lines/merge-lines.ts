import { foldSku } from "../../../modules/customer-role/fold-sku"
import type { LineProblem, OrderLine, OrderLineInput, OrderVariant } from "../types"
import { tellApart } from "./tell-skus-apart"

/** The most units of one variant in one order. Amounts of money times this many are still exact. */
export const MAX_LINE_QUANTITY = 999_999_999

const CONTRADICTION: LineProblem = { code: "unknown_sku", message: "The SKU and the variant id are not those of one product." }

const isOrderableQuantity = (quantity: number | null): quantity is number =>
  quantity !== null && Number.isSafeInteger(quantity) && quantity >= 1 && quantity <= MAX_LINE_QUANTITY

/** Returns variants by their folded SKU: several under one where a person cannot tell their SKUs apart. */
const byFoldedSku = (variants: OrderVariant[]): Map<string, OrderVariant[]> => {
  const found = new Map<string, OrderVariant[]>()
  for (const variant of variants) {
    const folded = foldSku(variant.sku ?? "")
    if (folded) {
      found.set(folded, [...(found.get(folded) ?? []), variant])
    }
  }
  return found
}

/** Returns a function that finds the variants of a SKU. If it finds several, the SKU is ambiguous and names none of them. */
const createSkuFinder = (variants: OrderVariant[], hiddenSkus: string[]): ((sku: string) => OrderVariant[]) => {
  const bySku = new Map(variants.flatMap((variant) => (variant.sku ? [[variant.sku, variant] as const] : [])))
  const byFold = byFoldedSku(variants)
  const hidden = new Set(hiddenSkus)
  return (sku) => {
    const exact = bySku.get(sku)
    return exact ? [exact] : hidden.has(sku) ? [] : (byFold.get(foldSku(sku)) ?? [])
  }
}

const toAmbiguity = (sku: string, variants: OrderVariant[]): LineProblem => ({
  code: "unknown_sku",
  message: `${tellApart(
    sku,
    variants.flatMap((variant) => variant.sku ?? [])
  )} Write the SKU exactly as it is.`,
})

/**
 * Finds the variant of each requested line: by id, or by SKU. An exact SKU wins; otherwise case, blanks and dashes do not
 * count. Each request becomes one line; see {@link mergeLines}. `hiddenSkus` are exact SKUs of variants that the caller may
 * not see, so they match nothing.
 *
 * @example
 * const lines = toLines([{ sku: "bolt-10", quantity: 5 }], variants)
 */
export const toLines = (items: OrderLineInput[], variants: OrderVariant[], hiddenSkus: string[] = []): OrderLine[] => {
  const byId = new Map(variants.map((variant) => [variant.id, variant]))
  const findBySku = createSkuFinder(variants, hiddenSkus)
  const find = ({ sku, variant_id }: OrderLineInput): OrderVariant[] => {
    if (variant_id !== undefined) {
      return [byId.get(variant_id) ?? []].flat()
    }
    return sku ? findBySku(sku) : []
  }
  return items.map((item, index) => {
    const { sku, quantity } = item
    const matches = find(item)
    const found = matches.length === 1 ? matches[0] : null
    const contradicts = Boolean(found && item.names_agree && foldSku(found.sku ?? "") !== foldSku(sku ?? ""))
    const variant = contradicts ? null : found
    const problem = contradicts ? CONTRADICTION : matches.length > 1 ? toAmbiguity(sku ?? "", matches) : item.problem
    return {
      index: item.source?.index ?? index,
      sku: variant?.sku ?? sku ?? null,
      variant,
      quantity: isOrderableQuantity(quantity) ? quantity : null,
      ...(problem === undefined ? {} : { problem }),
      ...(item.offer === undefined ? {} : { offer: item.offer }),
      ...(item.source === undefined ? {} : { sources: [item.source] }),
    }
  })
}

/** Requests with the same key become one line. Invalid requests are never merged, so that each is reported. */
const toKey = (line: OrderLine, { variant_id }: OrderLineInput): string => {
  if (line.offer || line.quantity === null || (line.problem?.code === "unknown_sku" && !line.variant)) {
    return `#${line.index}`
  }
  return line.variant?.id ?? JSON.stringify([variant_id ?? null, line.sku])
}

/**
 * Merges requests for the same product into one line: quantities are summed, and the line keeps the place of the first
 * request. A sum that is too large leaves the line without a quantity. Requests without a valid quantity are never merged.
 *
 * @example
 * const lines = mergeLines(items, variants)
 */
export const mergeLines = (items: OrderLineInput[], variants: OrderVariant[], hiddenSkus: string[] = []): OrderLine[] => {
  const merged = new Map<string, OrderLine>()
  toLines(items, variants, hiddenSkus).forEach((line, index) => {
    const key = toKey(line, items[index])
    const first = merged.get(key)
    if (!first) {
      merged.set(key, line)
      return
    }
    const sum = first.quantity === null || line.quantity === null ? null : first.quantity + line.quantity
    const sources = [...(first.sources ?? []), ...(line.sources ?? [])]
    merged.set(key, {
      ...first,
      quantity: sum !== null && isOrderableQuantity(sum) ? sum : null,
      ...(sources.length > 0 ? { sources } : {}),
    })
  })
  return [...merged.values()]
}
