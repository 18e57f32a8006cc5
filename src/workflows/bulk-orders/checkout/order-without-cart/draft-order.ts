import type { MedusaContainer } from "@medusajs/framework/types"
import type { OrderableLine, UnitPrice } from "../../types"
import { chooseShippingOptions } from "../choose-shipping-options"
import { toDraftItem } from "./draft-items"
import { lineItemIdsOf, newOrderId } from "../../placement/ids"
import { priceLines } from "../../lines/price-tiers"
import { toCataloguePrice, toOfferedPrice } from "../../lines/unit-price"
import { applyPromotions } from "./promotions"
import { listDeliveryOptions, toShippingMethods } from "./shipping-methods"
import { findItemTaxes, findShippingTaxes } from "./tax-lines"
import { withTotals, type TotalledDraft } from "./totals"
import type { Buyer, CalculateBulkOrderInput, OrderDraft } from "./types"
import { loadVariantSnapshots } from "./variant-snapshots"

/** Input of {@link draftOrder}. */
export type DraftOrderInput = Omit<CalculateBulkOrderInput, "buyer"> & {
  buyer: Buyer
  /** Result of the shop's `setPricingContext` hook. */
  pricing_context?: Record<string, unknown>
}

/**
 * Calculates the order that Medusa's checkout would create from the lines, in the same sequence: items with taxes, automatic
 * promotions, deliveries with taxes, promotions again.
 *
 * @throws CustomerRoleError `no_shipping_option`, `invalid_request`
 *
 * @example
 * const order = await draftOrder(container, { lines, buyer, customer_id, region, sales_channel_id, shipping_address })
 */
export const draftOrder = async (container: MedusaContainer, input: DraftOrderInput): Promise<TotalledDraft> => {
  const ordered = await addItems(container, input)
  const itemTaxes = await findItemTaxes(container, ordered)
  const cart = await discount(container, input, {
    ...ordered,
    items: ordered.items.map((item) => ({ ...item, tax_lines: itemTaxes.get(item.id) ?? [] })),
  })
  return needsDelivery(input) ? deliver(container, input, withTotals(cart)) : withTotals(cart)
}

/** Promotions do not apply on top of offered prices. */
const discount = async (container: MedusaContainer, { lines }: DraftOrderInput, draft: OrderDraft): Promise<OrderDraft> =>
  lines.some(({ offer }) => offer) ? draft : applyPromotions(container, draft)

const needsDelivery = ({ shipping_option_ids, lines }: DraftOrderInput): boolean =>
  Boolean(shipping_option_ids) || lines.some(({ variant }) => variant.requires_shipping)

const addItems = async (container: MedusaContainer, input: DraftOrderInput): Promise<OrderDraft> => {
  const { lines, buyer, region, pricing_context } = input
  const context = {
    customer: buyer.customer,
    region: buyer.region,
    ...pricing_context,
    currency_code: region.currency_code,
    region_id: region.id,
    customer_id: input.customer_id,
  }
  const [snapshots, prices] = await Promise.all([loadVariantSnapshots(container, lines), findPrices(container, input, context)])
  const id = input.order_id ?? newOrderId()
  const itemIds = lineItemIdsOf(id, lines.length)
  return {
    id,
    email: buyer.customer.email,
    currency_code: region.currency_code,
    locale: null,
    region_id: region.id,
    region: buyer.region,
    sales_channel_id: input.sales_channel_id,
    customer: buyer.customer,
    shipping_address: input.shipping_address,
    items: lines.map((line, position) => toDraftItem(itemIds[position], line, snapshots.get(line.variant.id), prices[position])),
    shipping_methods: [],
    promotions: [],
  }
}

/**
 * Returns one price for each line: the offered one, or the catalogue's. Lines carry their catalogue prices from the check, so
 * this looks them up again only if the shop's hook changes what prices depend on.
 */
const findPrices = async (
  container: MedusaContainer,
  { lines, pricing_context }: DraftOrderInput,
  context: object
): Promise<(UnitPrice | undefined)[]> => {
  const isKnown = ({ offer, price }: OrderableLine): boolean => Boolean(offer) || (price !== undefined && !pricing_context)
  const unknown = lines.filter((line) => !isKnown(line))
  const prices = await priceLines(container, unknown.map(toLineToPrice), context)
  const priceOf = new Map(unknown.map((line, position) => [line, toCataloguePrice(prices[position])]))
  return lines.map((line) => (line.offer ? toOfferedPrice(line.offer) : isKnown(line) ? line.price : priceOf.get(line)))
}

const toLineToPrice = ({ variant, quantity }: OrderableLine) => ({ price_set_id: variant.price_set_id ?? "", quantity })

const deliver = async (container: MedusaContainer, input: DraftOrderInput, cart: TotalledDraft): Promise<TotalledDraft> => {
  const options = await listDeliveryOptions(container, cart)
  const chosen = chooseShippingOptions(input.lines, options, input.shipping_option_ids)
  const draft: OrderDraft = { ...cart, shipping_methods: await toShippingMethods(container, cart, chosen) }
  const taxes = await findShippingTaxes(container, draft)
  return withTotals(
    await discount(container, input, {
      ...draft,
      shipping_methods: draft.shipping_methods.map((method) => ({ ...method, tax_lines: taxes.get(method.id) ?? [] })),
    })
  )
}
