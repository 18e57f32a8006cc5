import type { BigNumberInput, CalculateShippingOptionPriceDTO, MedusaContainer } from "@medusajs/framework/types"
import {
  ContainerRegistrationKeys,
  generateEntityId,
  isDefined,
  MathBN,
  MedusaError,
  Modules,
  QueryContext,
  ShippingOptionPriceType,
} from "@medusajs/framework/utils"
import type { CartShippingOption } from "../choose-shipping-options"
import type { TotalledDraft } from "./totals"
import type { DraftShippingMethod } from "./types"

type StockLocation = { id: string; fulfillment_sets?: ({ id: string } | null)[] | null }

type OptionRow = CartShippingOption & {
  name: string
  price_type: string
  provider_id: string
  data: Record<string, unknown> | null
  type?: { id: string } | null
  service_zone: { fulfillment_set_id: string; fulfillment_set?: { type?: string } | null }
  calculated_price?: { calculated_amount: BigNumberInput | null; is_calculated_price_tax_inclusive?: boolean } | null
}

/** A shipping option with its price for this order, and the stock location that it ships from. */
export type DeliveryOption = OptionRow & { amount: BigNumberInput | null | undefined; is_tax_inclusive: boolean; from?: StockLocation }

const FIELDS = [
  "id",
  "name",
  "price_type",
  "service_zone_id",
  "service_zone.fulfillment_set_id",
  "service_zone.fulfillment_set.type",
  "shipping_profile_id",
  "provider_id",
  "data",
  "type.id",
  "provider.id",
  "provider.is_enabled",
  "rules.attribute",
  "rules.value",
  "rules.operator",
]

/**
 * Returns the shipping options for the draft's address, priced as for a cart.
 *
 * @example
 * const options = await listDeliveryOptions(container, withTotals(draft))
 */
export const listDeliveryOptions = async (container: MedusaContainer, cart: TotalledDraft): Promise<DeliveryOption[]> => {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data: channels } = await query.graph({
    entity: "sales_channel",
    fields: ["stock_locations.id", "stock_locations.name", "stock_locations.address.*", "stock_locations.fulfillment_sets.id"],
    filters: { id: cart.sales_channel_id },
  })
  const locations: StockLocation[] = (channels[0]?.stock_locations ?? []).filter(Boolean)
  const locationOf = new Map(
    locations.flatMap((location) => (location.fulfillment_sets ?? []).flatMap((set) => (set ? [[set.id, location] as const] : [])))
  )
  const { shipping_address } = cart
  const variables = {
    context: QueryContext({ is_return: "false", enabled_in_store: "true" }),
    filters: {
      fulfillment_set_id: [...locationOf.keys()],
      address: {
        country_code: shipping_address.country_code,
        province_code: shipping_address.province,
        city: shipping_address.city,
        postal_expression: shipping_address.postal_code,
      },
    },
  }
  const rows: OptionRow[] = await container.resolve(ContainerRegistrationKeys.REMOTE_QUERY)({
    entryPoint: "shipping_options",
    fields: [...FIELDS, "calculated_price.*"],
    variables: { ...variables, calculated_price: { context: toPricingCart(cart) } },
  })
  const calculated = rows.filter(({ price_type }) => price_type !== ShippingOptionPriceType.FLAT)
  const prices = await calculatePrices(container, calculated, cart, locationOf)
  return rows.map((row) => toDeliveryOption(row, prices.get(row.id), locationOf.get(row.service_zone.fulfillment_set_id)))
}

/** Returns the cart that Medusa passes on when it prices deliveries. */
const toPricingCart = ({
  id,
  locale,
  currency_code,
  region_id,
  items,
  shipping_address,
  sales_channel_id,
  item_total,
  total,
}: TotalledDraft) => ({
  id,
  locale,
  currency_code,
  region_id,
  items,
  shipping_address,
  sales_channel_id,
  item_total,
  total,
})

type OptionPrice = { calculated_amount: BigNumberInput; is_calculated_price_tax_inclusive: boolean }

const calculatePrices = async (
  container: MedusaContainer,
  rows: OptionRow[],
  cart: TotalledDraft,
  locationOf: Map<string, StockLocation>
): Promise<Map<string, OptionPrice>> => {
  if (rows.length === 0) {
    return new Map()
  }
  const input: CalculateShippingOptionPriceDTO[] = rows.map((row) => ({
    id: row.id,
    provider_id: row.provider_id,
    optionData: row.data ?? {},
    data: {},
    context: toContext({
      ...toPricingCart(cart),
      items: cart.items.filter(({ variant }) => variant.product.shipping_profile?.id === row.shipping_profile_id),
      from_location: locationOf.get(row.service_zone.fulfillment_set_id),
    }),
  }))
  const prices = await container.resolve(Modules.FULFILLMENT).calculateShippingOptionsPrices(input)
  return new Map(prices.map((price, position) => [rows[position].id, price]))
}

/** Returns the context for carriers. Their declared types require more than Medusa's own carts provide. */
const toContext = <T>(context: object): T => Object.assign(Object.create(Object.prototype), context)

const toDeliveryOption = (row: OptionRow, calculated: OptionPrice | undefined, from: StockLocation | undefined): DeliveryOption => {
  const price = row.price_type === ShippingOptionPriceType.FLAT ? row.calculated_price : calculated
  return {
    ...row,
    amount: price?.calculated_amount,
    is_tax_inclusive: Boolean(price?.is_calculated_price_tax_inclusive),
    from,
  }
}

/**
 * Returns the chosen deliveries in the shape of a cart's shipping methods, without taxes and discounts. If there are several,
 * leaves out those that no item needs, as Medusa does.
 *
 * @throws MedusaError the carrier's error
 *
 * @example
 * const methods = await toShippingMethods(container, withTotals(draft), chosen)
 */
export const toShippingMethods = async (
  container: MedusaContainer,
  cart: TotalledDraft,
  chosen: DeliveryOption[]
): Promise<DraftShippingMethod[]> => {
  const needed = new Set(
    cart.items.flatMap(({ requires_shipping, variant }) => (requires_shipping ? (variant.product.shipping_profile?.id ?? []) : []))
  )
  const methods = await Promise.all(chosen.map((option) => toShippingMethod(container, cart, option)))
  return methods.filter(
    ({ shipping_option: { shipping_profile_id } }) => methods.length < 2 || !shipping_profile_id || needed.has(shipping_profile_id)
  )
}

const toShippingMethod = async (container: MedusaContainer, cart: TotalledDraft, option: DeliveryOption): Promise<DraftShippingMethod> => {
  const { id, name, provider_id, amount, is_tax_inclusive, shipping_profile_id, type } = option
  if (!isDefined(amount) || amount === null) {
    throw new MedusaError(MedusaError.Types.INVALID_DATA, `Shipping options with IDs ${id} do not have a price`)
  }
  const data = await container
    .resolve(Modules.FULFILLMENT)
    .validateFulfillmentData(provider_id, option.data ?? {}, {}, toContext({ ...cart, from_location: option.from ?? {} }))
  return {
    id: generateEntityId(undefined, "ordsm"),
    name,
    shipping_option_id: id,
    amount: MathBN.convert(amount).toNumber(),
    is_tax_inclusive,
    data: data ?? {},
    shipping_option: { shipping_option_type_id: type?.id, shipping_profile_id },
    tax_lines: [],
    adjustments: [],
  }
}
