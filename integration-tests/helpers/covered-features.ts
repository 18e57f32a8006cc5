import type { GeneratedShop } from "./generated-shop"
import type { Picture } from "./order-picture"

/** Features that generated orders must cover between them; otherwise a comparison of orders proves too little. */
export const FEATURES = [
  "0 decimals",
  "2 decimals",
  "3 decimals",
  "prices with tax",
  "prices without tax",
  "no tax",
  "a reduced rate",
  "a province's rate",
  "rates on top of each other",
  "a delivery's own rate",
  "a tier",
  "a price list",
  "a price list for a group",
  "a price before the sale",
  "a percentage off the order",
  "an amount off the order",
  "a percentage off some",
  "a percentage across some",
  "an amount off each of some",
  "an amount off one of some",
  "an amount across some",
  "a percentage off the delivery",
  "an amount off the delivery",
  "buy some, get one",
  "several promotions",
  "a promotion by customer.groups.id",
  "a promotion by item_total",
  "a budget of usage",
  "a budget of spend",
  "a budget of use_by_attribute",
  "a kit",
  "several of one inventory item",
  "lines that share an inventory item",
  "a backorder",
  "stock that is not managed",
  "several stock locations",
  "several deliveries",
  "nothing to deliver",
  "nothing to pay",
  "a payment taken at once",
] as const

/**
 * Returns the shop's features that affected an order, as {@link FEATURES} names them. Features that the shop has but the
 * order does not use are not included.
 *
 * @example
 * const features = featuresOf(generated, await pictureOf(shop, orderId))
 */
export const featuresOf = (generated: GeneratedShop, picture: Picture): string[] => [
  `${generated.decimals} decimals`,
  ...taxFeatures(picture),
  ...priceFeatures(generated, picture),
  ...promotionFeatures(generated, picture),
  ...stockFeatures(picture),
  ...deliveryFeatures(picture),
]

const when = (condition: boolean, feature: string): string[] => (condition ? [feature] : [])

const taxFeatures = ({ order: { items, shipping_methods = [] } }: Picture): string[] => {
  const codes = items.flatMap(({ tax_lines = [] }) => tax_lines.map(({ code = "" }) => code))
  const deliveryCodes = shipping_methods.flatMap(({ tax_lines = [] }) => tax_lines.map(({ code = "" }) => code))
  return [
    ...items.map(({ is_tax_inclusive }) => (is_tax_inclusive ? "prices with tax" : "prices without tax")),
    ...when(codes.length === 0, "no tax"),
    ...when(
      codes.some((code) => code.startsWith("reduced")),
      "a reduced rate"
    ),
    ...when(codes.includes("province"), "a province's rate"),
    ...when(
      items.some(({ tax_lines = [] }) => tax_lines.length > 1),
      "rates on top of each other"
    ),
    ...when(
      deliveryCodes.some((code) => code.startsWith("reduced")),
      "a delivery's own rate"
    ),
  ]
}

const priceFeatures = ({ prices }: GeneratedShop, { order: { items, total } }: Picture): string[] => [
  ...items.flatMap(({ variant_id, unit_price }) =>
    prices.flatMap(({ variantId, amount, name }) => when(variantId === variant_id && amount === unit_price, name))
  ),
  ...when(
    items.some(({ compare_at_unit_price }) => compare_at_unit_price !== undefined),
    "a price before the sale"
  ),
  ...when(total === 0, "nothing to pay"),
]

const promotionFeatures = (
  { promotions }: GeneratedShop,
  { order: { items, shipping_methods = [], transactions = [] } }: Picture
): string[] => {
  const codes = new Set([...items, ...shipping_methods].flatMap(({ adjustments = [] }) => adjustments.map(({ code = "" }) => code)))
  return [
    ...[...codes].flatMap((code) => promotions.get(code) ?? []),
    ...when(codes.size > 1, "several promotions"),
    ...when(transactions.length > 0, "a payment taken at once"),
  ]
}

const stockFeatures = ({ order: { items }, reservations, levels }: Picture): string[] => {
  const partsOf = (sku: string) => reservations.filter((reservation) => reservation.sku === sku)
  const several = (parts: Set<string>): boolean => parts.size > 1
  return [
    ...when(
      items.some(({ variant_sku }) => several(new Set(partsOf(variant_sku).map((part) => part.inventory_item_id)))),
      "a kit"
    ),
    ...when(
      items.some(({ variant_sku, quantity }) => partsOf(variant_sku).some((part) => part.quantity > quantity)),
      "several of one inventory item"
    ),
    ...when(
      reservations.some(({ sku, inventory_item_id }) =>
        reservations.some((other) => other.sku !== sku && other.inventory_item_id === inventory_item_id)
      ),
      "lines that share an inventory item"
    ),
    ...when(
      levels.some(({ reserved_quantity, stocked_quantity }) => reserved_quantity > stocked_quantity),
      "a backorder"
    ),
    ...when(
      items.some(({ variant_sku }) => partsOf(variant_sku).length === 0),
      "stock that is not managed"
    ),
    ...when(several(new Set(reservations.map(({ location_id }) => location_id))), "several stock locations"),
  ]
}

const deliveryFeatures = ({ order: { shipping_methods = [] } }: Picture): string[] => [
  ...when(shipping_methods.length > 1, "several deliveries"),
  ...when(shipping_methods.length === 0, "nothing to deliver"),
]
