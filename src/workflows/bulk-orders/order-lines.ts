import { MathBN } from "@medusajs/framework/utils"
import type { OrderableLine, OrderLine, OrderLineError, OrderLineErrorCode, OrderLineInput, OrderVariant, PricedLine } from "./types"

/** The most units of one variant in one order. Well inside what amounts of money can be multiplied with exactly. */
export const MAX_LINE_QUANTITY = 999_999_999

const MESSAGES: Record<OrderLineErrorCode, string> = {
  unknown_sku: "There is no such product.",
  not_for_sale: "This product cannot be ordered at the moment.",
  no_price: "This product has no price in this region.",
  invalid_quantity: `The quantity must be a whole number from 1 to ${MAX_LINE_QUANTITY}.`,
  insufficient_stock: "Not enough in stock.",
}

const isOrderableQuantity = (quantity: number | null): quantity is number =>
  quantity !== null && Number.isSafeInteger(quantity) && quantity >= 1 && quantity <= MAX_LINE_QUANTITY

/**
 * Finds the variant of each requested line. One request gives one line; see {@link mergeLines}.
 *
 * @example
 * const lines = toLines([{ sku: "BOLT-10", quantity: 5 }], variants)
 */
export const toLines = (items: OrderLineInput[], variants: OrderVariant[]): OrderLine[] => {
  const byId = new Map(variants.map((variant) => [variant.id, variant]))
  const bySku = new Map(variants.flatMap((variant) => (variant.sku ? [[variant.sku, variant] as const] : [])))
  const find = ({ sku, variant_id }: OrderLineInput): OrderVariant | undefined => {
    if (variant_id !== undefined) {
      return byId.get(variant_id)
    }
    return sku ? bySku.get(sku) : undefined
  }
  return items.map((item, index) => {
    const { sku, quantity } = item
    const variant = find(item) ?? null
    return {
      index,
      sku: variant?.sku ?? sku ?? null,
      variant,
      quantity: isOrderableQuantity(quantity) ? quantity : null,
    }
  })
}

/**
 * Brings requests for the same product together: quantities are summed, and the line keeps the place of the first.
 * A sum that is too large, or a request without a proper quantity, leaves the line without one.
 *
 * @example
 * const lines = mergeLines(items, variants)
 */
export const mergeLines = (items: OrderLineInput[], variants: OrderVariant[]): OrderLine[] => {
  const merged = new Map<string, OrderLine>()
  toLines(items, variants).forEach((line, index) => {
    const key = line.variant?.id ?? JSON.stringify([items[index].variant_id ?? null, line.sku])
    const first = merged.get(key)
    if (!first) {
      merged.set(key, line)
      return
    }
    const sum = first.quantity === null || line.quantity === null ? null : first.quantity + line.quantity
    merged.set(key, { ...first, quantity: sum !== null && isOrderableQuantity(sum) ? sum : null })
  })
  return [...merged.values()]
}

/** Whether Medusa could reserve the variant at all: each of its inventory items is kept somewhere in the channel. */
const canBeReserved = ({ manage_inventory, allow_backorder, inventory }: OrderVariant): boolean =>
  !manage_inventory || (inventory.length > 0 && (!allow_backorder || inventory.every(({ levels }) => levels.length > 0)))

const errorOf = ({ index, sku }: OrderLine, code: OrderLineErrorCode): OrderLineError => ({
  index,
  sku,
  code,
  message: MESSAGES[code],
})

/** Why a line could not be ordered even from endless stock; `unit_price` is `null` where there is none. */
const refusalOf = (line: OrderLine, unitPrice: number | null): OrderLineError | undefined => {
  if (!line.variant) {
    return errorOf(line, "unknown_sku")
  }
  if (!canBeReserved(line.variant)) {
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
  const free = new Map<string, number>()
  const errors: OrderLineError[] = []
  for (const line of lines) {
    if (!isOrderable(line) || !line.variant.manage_inventory || line.variant.allow_backorder) {
      continue
    }
    const { inventory } = line.variant
    for (const { inventory_item_id, levels } of inventory) {
      if (!free.has(inventory_item_id)) {
        free.set(inventory_item_id, MathBN.max(0, ...levels.map(({ available }) => available)).toNumber())
      }
    }
    const available = inventory.reduce(
      (least, { inventory_item_id, required_quantity }) =>
        Math.min(least, Math.floor((free.get(inventory_item_id) ?? 0) / required_quantity)),
      line.quantity
    )
    for (const { inventory_item_id, required_quantity } of inventory) {
      free.set(inventory_item_id, (free.get(inventory_item_id) ?? 0) - available * required_quantity)
    }
    if (available < line.quantity) {
      errors.push({
        ...errorOf(line, "insufficient_stock"),
        available,
        message: available === 0 ? "Out of stock." : `Only ${available} available.`,
      })
    }
  }
  return errors
}
