import { foldSku } from "../../../modules/customer-role/look-alike-skus"
import type { LineProblem, OrderLine, OrderLineInput, OrderVariant } from "../types"
import { tellApart } from "./describe-sku-differences"

/** The most units of one variant in one order. Amounts of money times this many are still exact. */
export const MAX_LINE_QUANTITY = 999_999_999

const CONTRADICTION: LineProblem = { code: "unknown_sku", message: "The SKU and the variant id are not those of one product." }

/** Whether an order line can have the quantity: a whole number from 1 to {@link MAX_LINE_QUANTITY}. */
export const isOrderableQuantity = (quantity: number | null): quantity is number =>
  quantity !== null && Number.isSafeInteger(quantity) && quantity >= 1 && quantity <= MAX_LINE_QUANTITY

/** Returns variants by folded SKU. Variants share an entry if a person cannot tell their SKUs apart. */
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
 * Finds the variant of each requested line: by id, or by SKU. Prefers an exact SKU, and otherwise ignores case, blanks and
 * dashes. Each request becomes one line; `mergeLines` joins those of one product. `hiddenSkus` are exact SKUs of variants
 * that the caller may not see, so they match nothing.
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
