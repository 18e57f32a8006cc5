import type { MedusaStoreRequest, MedusaResponse } from "@medusajs/framework/http"
import type { CalculatedPriceSet } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MedusaError, Modules } from "@medusajs/framework/utils"
import { type QuantityPrice, quantitiesOf, toQuantityPrices } from "./quantity-prices"

type PricedVariant = { id: string; price_set?: { id: string } | null }

/**
 * Returns what one unit of each variant of a product costs the caller, by the quantity that they buy. Medusa's own routes
 * tell the price of a single unit only.
 *
 * `GET /store/product-prices/:id?region_id=…` → `{ currency_code, variants: [{ id, prices: [{ min_quantity, amount }] }] }`
 */
export const GET = async (req: MedusaStoreRequest, res: MedusaResponse): Promise<void> => {
  const query = req.scope.resolve(ContainerRegistrationKeys.QUERY)
  const region_id = String(req.query.region_id ?? "")
  const [{ data: regions }, { data: products }, context] = await Promise.all([
    query.graph({ entity: "region", fields: ["id", "currency_code"], filters: { id: region_id } }),
    query.graph({
      entity: "product",
      fields: ["id", "variants.id", "variants.price_set.id"],
      filters: {
        id: req.params.id,
        status: "published",
        // Whatever is sold elsewhere only is as good as unknown.
        sales_channels: { id: req.publishable_key_context.sales_channel_ids },
      },
    }),
    customerContext(req),
  ])
  const [region] = regions
  const [product] = products
  if (!region || !product) {
    throw new MedusaError(MedusaError.Types.NOT_FOUND, "There is no such product or region.")
  }
  const variants = product.variants as PricedVariant[]
  const sets = variants.flatMap(({ price_set }) => price_set?.id ?? [])
  // Prices of price lists as well, which the price sets themselves leave out.
  const { data: prices } = await query.graph({
    entity: "price",
    fields: ["min_quantity", "max_quantity"],
    filters: { price_set_id: sets },
  })
  const quantities = quantitiesOf(prices)
  const pricing = req.scope.resolve(Modules.PRICING)
  const found = new Map<number, CalculatedPriceSet[]>()
  for (const quantity of sets.length > 0 ? quantities : []) {
    const { currency_code } = region
    // The type allows flat contexts only; rules on customer groups need the nested one.
    const its: Record<string, unknown> = { ...context, currency_code, region_id, quantity }
    found.set(quantity, await pricing.calculatePrices({ id: sets }, { context: its as Record<string, string | number> }))
  }
  const pricesOf = (set: string | undefined): QuantityPrice[] =>
    toQuantityPrices(
      [...found].map(([quantity, prices]) => ({
        quantity,
        amount: prices.find(({ id }) => id === set)?.calculated_amount,
      }))
    )
  res.json({
    currency_code: region.currency_code,
    variants: variants.map(({ id, price_set }) => ({ id, prices: pricesOf(price_set?.id) })),
  })
}

/** Returns the part of the pricing context that depends on who asks, as Medusa's product routes make it. */
const customerContext = async (req: MedusaStoreRequest): Promise<object> => {
  const customerId = "auth_context" in req ? (req.auth_context as { actor_id?: string } | undefined)?.actor_id : undefined
  if (!customerId) {
    return {}
  }
  const { data } = await req.scope
    .resolve(ContainerRegistrationKeys.QUERY)
    .graph({ entity: "customer_group", fields: ["id"], filters: { customers: { id: customerId } } })
  return { customer: { groups: data.map(({ id }) => ({ id })) } }
}
