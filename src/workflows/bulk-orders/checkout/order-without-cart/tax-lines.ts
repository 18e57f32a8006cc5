import type { ItemTaxLineDTO, MedusaContainer, ShippingTaxLineDTO, TaxCalculationContext } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import type { DraftItem, DraftShippingMethod, DraftTaxLine, OrderDraft } from "./types"

/**
 * Returns the taxes of the items by item id. There are none in regions without automatic taxes.
 *
 * @example
 * const taxes = await findItemTaxes(container, draft)
 */
export const findItemTaxes = async (container: MedusaContainer, draft: OrderDraft): Promise<Map<string, DraftTaxLine[]>> => {
  const taxable = draft.items.filter(({ is_giftcard }) => !is_giftcard)
  return findTaxes(
    container,
    draft,
    taxable.map((item) => toTaxableItem(item, draft))
  )
}

/**
 * Returns the taxes of the deliveries by delivery id.
 *
 * @example
 * const taxes = await findShippingTaxes(container, draft)
 */
export const findShippingTaxes = async (container: MedusaContainer, draft: OrderDraft): Promise<Map<string, DraftTaxLine[]>> =>
  findTaxes(
    container,
    draft,
    draft.shipping_methods.map((method) => toTaxableShipping(method, draft))
  )

type Taxable = ReturnType<typeof toTaxableItem> | ReturnType<typeof toTaxableShipping>

const toTaxableItem = ({ id, product_id, product_type_id, quantity, unit_price }: DraftItem, { currency_code }: OrderDraft) => ({
  id,
  product_id,
  product_type_id: product_type_id ?? undefined,
  quantity,
  unit_price,
  currency_code,
})

const toTaxableShipping = ({ id, shipping_option_id, amount }: DraftShippingMethod, { currency_code }: OrderDraft) => ({
  id,
  shipping_option_id,
  unit_price: amount,
  currency_code,
})

const findTaxes = async (container: MedusaContainer, draft: OrderDraft, taxable: Taxable[]): Promise<Map<string, DraftTaxLine[]>> => {
  const taxes = new Map<string, DraftTaxLine[]>()
  if (!draft.region.automatic_taxes || taxable.length === 0) {
    return taxes
  }
  const lines = await container.resolve(Modules.TAX).getTaxLines(taxable, toTaxContext(draft))
  for (const line of lines) {
    const id = "line_item_id" in line ? line.line_item_id : line.shipping_line_id
    const own = taxes.get(id) ?? []
    own.push(toDraftTaxLine(line))
    taxes.set(id, own)
  }
  return taxes
}

const toTaxContext = ({ customer, shipping_address, shipping_methods }: OrderDraft): TaxCalculationContext & Record<string, unknown> => ({
  address: {
    country_code: shipping_address.country_code,
    province_code: shipping_address.province,
    address_1: shipping_address.address_1 ?? undefined,
    address_2: shipping_address.address_2,
    city: shipping_address.city ?? undefined,
    postal_code: shipping_address.postal_code ?? undefined,
    metadata: shipping_address.metadata,
  },
  customer: {
    id: customer.id,
    email: customer.email,
    customer_groups: (customer.groups ?? []).map(({ id }) => id ?? ""),
    metadata: customer.metadata,
  },
  is_return: false,
  shipping_methods: shipping_methods.map(({ id, name, shipping_option_id, amount }) => ({ id, name, shipping_option_id, amount })),
})

const toDraftTaxLine = ({ name, rate_id, code, rate, provider_id, data }: ItemTaxLineDTO | ShippingTaxLineDTO): DraftTaxLine => ({
  description: name,
  tax_rate_id: rate_id,
  code: code ?? "",
  rate,
  provider_id,
  data,
})
