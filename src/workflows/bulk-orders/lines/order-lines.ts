import { MathBN } from "@medusajs/framework/utils"
import { foldSku } from "../../../modules/customer-role/fold-sku"
import { tellApart } from "./tell-skus-apart"
import type {
  LineProblem,
  OrderableLine,
  OrderLine,
  OrderLineError,
  OrderLineErrorCode,
  OrderLineInput,
  OrderVariant,
  PricedLine,
  QuantityRules,
} from "../types"

/** The most units of one variant in one order. Well inside what amounts of money can be multiplied with exactly. */
export const MAX_LINE_QUANTITY = 999_999_999

const MESSAGES: Record<OrderLineErrorCode, string> = {
  unknown_sku: "There is no such product.",
  not_for_sale: "This product cannot be ordered at the moment.",
  no_price: "This product has no price in this region.",
  invalid_quantity: `The quantity must be a whole number from 1 to ${MAX_LINE_QUANTITY}.`,
  below_minimum: "This is less than can be ordered.",
  above_maximum: "This is more than can be ordered.",
  not_a_multiple: "This quantity cannot be ordered.",
  insufficient_stock: "Not enough in stock.",
}

const CONTRADICTION: LineProblem = { code: "unknown_sku", message: "The SKU and the variant id are not those of one product." }

const isOrderableQuantity = (quantity: number | null): quantity is number =>
  quantity !== null && Number.isSafeInteger(quantity) && quantity >= 1 && quantity <= MAX_LINE_QUANTITY

/** Variants by their folded SKU: several where a person cannot tell them apart. */
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

/** Which of the variants a SKU names: one, none, or several of which none is taken. */
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
  message: `${tellApart(sku, variants.flatMap((variant) => variant.sku ?? []))} Write the SKU exactly as it is.`,
})

/**
 * Finds the variant of each requested line: by id, or by SKU, exactly first and then as a person would say that it is the
 * same. One request gives one line; see {@link mergeLines}. `hiddenSkus` name what the caller may not see, and nothing else.
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

/** Which requests are one line. One that is bad by itself stays by itself, so that each is named, and no other for it. */
const toKey = (line: OrderLine, { variant_id }: OrderLineInput): string => {
  if (line.offer || line.quantity === null || (line.problem?.code === "unknown_sku" && !line.variant)) {
    return `#${line.index}`
  }
  return line.variant?.id ?? JSON.stringify([variant_id ?? null, line.sku])
}

/**
 * Brings requests for the same product together: quantities are summed, and the line keeps the place of the first.
 * A sum that is too large leaves the line without a quantity. A request without a proper quantity is a line of its own.
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

/**
 * Whether Medusa could reserve the variant at all: each of its inventory items is kept somewhere in the channel.
 *
 * @example
 * isReservable(variant)
 */
export const isReservable = ({ manage_inventory, allow_backorder, inventory }: OrderVariant): boolean =>
  !manage_inventory || (inventory.length > 0 && (!allow_backorder || inventory.every(({ levels }) => levels.length > 0)))

const errorOf = ({ index, sku, problem, sources }: OrderLine, code: OrderLineErrorCode, message = MESSAGES[code]): OrderLineError => ({
  index,
  sku,
  code,
  ...(sources === undefined ? {} : { row: sources[0].row, raw: sources[0].raw }),
  message: problem?.code === code ? problem.message : message,
})

/** Why a line could not be ordered even from endless stock; `unit_price` is `null` where there is none. */
const refusalOf = (line: OrderLine, unitPrice: number | null): OrderLineError | undefined => {
  if (!line.variant) {
    return errorOf(line, "unknown_sku")
  }
  if (!isReservable(line.variant)) {
    return errorOf(line, "not_for_sale")
  }
  if (line.quantity === null) {
    return errorOf(line, "invalid_quantity")
  }
  return unitPrice === null ? errorOf(line, "no_price") : undefined
}

/**
 * The lines that cannot be ordered, whatever the stock. `unitPrices` has one entry for each line.
 *
 * @example
 * const errors = findRefusedLines(lines, unitPrices)
 */
export const findRefusedLines = (lines: OrderLine[], unitPrices: (number | null)[]): OrderLineError[] =>
  lines.flatMap((line, position) => refusalOf(line, unitPrices[position]) ?? [])

/** The first of the merchant's rules that a line's quantity breaks. */
const brokenRuleOf = (line: OrderableLine): OrderLineError | undefined => {
  if (line.offer) {
    return undefined
  }
  const { min_quantity, max_quantity, quantity_increment }: QuantityRules = line.variant.quantity_rules
  if (min_quantity !== undefined && line.quantity < min_quantity) {
    return errorOf(line, "below_minimum", `At least ${min_quantity} must be ordered.`)
  }
  if (max_quantity !== undefined && line.quantity > max_quantity) {
    return errorOf(line, "above_maximum", `At most ${max_quantity} can be ordered.`)
  }
  return quantity_increment !== undefined && line.quantity % quantity_increment !== 0
    ? errorOf(line, "not_a_multiple", `The quantity must be a multiple of ${quantity_increment}.`)
    : undefined
}

/**
 * The lines whose quantity the merchant does not allow: too few, too many, or no multiple of the pack.
 *
 * @example
 * const errors = findBrokenRules(lines)
 */
export const findBrokenRules = (lines: OrderLine[]): OrderLineError[] =>
  lines.filter(isOrderable).flatMap((line) => brokenRuleOf(line) ?? [])

/** Narrows lines to those that {@link findRefusedLines} found nothing wrong with. */
export const isOrderable = (line: OrderLine): line is OrderableLine => line.variant !== null && line.quantity !== null

/**
 * Lines with their prices, but for those that {@link findRefusedLines} names.
 *
 * @example
 * const priced = toPricedLines(lines, unitPrices)
 */
export const toPricedLines = (lines: OrderLine[], unitPrices: (number | null)[]): PricedLine[] =>
  lines.flatMap((line, position) => {
    const unit_price = unitPrices[position]
    return isOrderable(line) && unit_price !== null ? [{ ...line, unit_price }] : []
  })

/**
 * The lines that the stock does not cover. Lines that share inventory items (kits and their parts) draw on the same
 * stock in their order, so whoever orders what is `available` gets it.
 *
 * Medusa reserves a line in one stock location, so what counts is the location with most of an inventory item, not
 * the sum over locations.
 *
 * @example
 * const errors = findUncoveredLines(lines)
 */
export const findUncoveredLines = (lines: OrderLine[]): OrderLineError[] => {
  const free: FreeStock = new Map()
  return lines.filter(isOrderable).flatMap((line) => {
    const available = takeFrom(free, line)
    const message = available === 0 ? "Out of stock." : `Only ${available} available.`
    return available < line.quantity ? [{ ...errorOf(line, "insufficient_stock", message), available }] : []
  })
}

/**
 * How much of a line the stock would cover if it were the only one; never more than asked for.
 *
 * @example
 * availableOf(line) // 3
 */
export const availableOf = (line: OrderLine): number =>
  isOrderable(line) && isReservable(line.variant) ? takeFrom(new Map(), line) : 0

/** What is left of inventory items that were looked at. */
type FreeStock = Map<string, number>

/** Takes what there is for a line, and gives how much that is. */
const takeFrom = (free: FreeStock, { variant, quantity }: OrderableLine): number => {
  const { inventory, manage_inventory, allow_backorder } = variant
  if (!manage_inventory || allow_backorder) {
    return quantity
  }
  for (const { inventory_item_id, levels } of inventory) {
    if (!free.has(inventory_item_id)) {
      free.set(inventory_item_id, MathBN.max(0, ...levels.map(({ available }) => available)).toNumber())
    }
  }
  const available = inventory.reduce(
    (least, { inventory_item_id, required_quantity }) =>
      Math.min(least, Math.floor((free.get(inventory_item_id) ?? 0) / required_quantity)),
    quantity
  )
  for (const { inventory_item_id, required_quantity } of inventory) {
    free.set(inventory_item_id, (free.get(inventory_item_id) ?? 0) - available * required_quantity)
  }
  return available
}

/**
 * All lines that cannot be ordered, each with its first reason, in the order of the lines. What is refused takes no
 * stock from the others. `unitPrices` has one entry for each line.
 *
 * @example
 * const errors = findBadLines(lines, unitPrices)
 */
export const findBadLines = (lines: OrderLine[], unitPrices: (number | null)[]): OrderLineError[] => {
  const found = findRefusedLines(lines, unitPrices)
  // A quantity is wrong whatever the price; one that no tier serves may have none for that very reason.
  const broken = findBrokenRules(without(lines, found.filter(({ code }) => code !== "no_price")))
  const refused = without(found, broken)
  const uncovered = findUncoveredLines(without(lines, [...refused, ...broken]))
  return [...refused, ...broken, ...uncovered].sort((one, other) => one.index - other.index)
}

const without = <T extends { index: number }>(lines: T[], errors: OrderLineError[]): T[] => {
  const indexes = new Set(errors.map(({ index }) => index))
  return lines.filter(({ index }) => !indexes.has(index))
}
