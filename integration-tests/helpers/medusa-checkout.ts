import { ContainerRegistrationKeys, MathBN } from "@medusajs/framework/utils"
import {
  addShippingMethodToCartWorkflow,
  completeCartWorkflow,
  createCartWorkflow,
  createPaymentCollectionForCartWorkflow,
  createPaymentSessionsWorkflow,
  listShippingOptionsForCartWithPricingWorkflow,
} from "@medusajs/medusa/core-flows"
import type { Shop } from "./shop"

/** An order as a storefront places it. */
export type CheckoutInput = {
  customer_id: string
  region_id: string
  sales_channel_id: string
  items: { variant_id: string; quantity: number }[]
  address: Record<string, string>
  /** @default the cheapest for each shipping profile */
  shipping_option_ids?: string[]
}

type CartItem = {
  requires_shipping: boolean
  variant: { product: { shipping_profile?: { id: string } | null } }
}

/**
 * Places an order as a storefront does, through Medusa's workflows only, so that the reference shares no mistake with the
 * plugin's code. Returns the order's id.
 *
 * @example
 * const orderId = await checkOutWithMedusa(shop, { customer_id, region_id, sales_channel_id, items, address })
 */
export const checkOutWithMedusa = async ({ container }: Shop, input: CheckoutInput): Promise<string> => {
  const { customer_id, region_id, sales_channel_id, items, address } = input
  const { result: cart } = await createCartWorkflow(container).run({
    input: { customer_id, region_id, sales_channel_id, items, shipping_address: address, billing_address: address },
  })
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "cart",
    fields: ["items.requires_shipping", "items.variant.product.shipping_profile.id"],
    filters: { id: cart.id },
  })
  const chosen = input.shipping_option_ids ?? (await cheapestOptions(container, cart.id, JSON.parse(JSON.stringify(data[0].items))))
  if (chosen.length > 0) {
    await addShippingMethodToCartWorkflow(container).run({ input: { cart_id: cart.id, options: chosen.map((id) => ({ id })) } })
  }
  const { result: collection } = await createPaymentCollectionForCartWorkflow(container).run({ input: { cart_id: cart.id } })
  if (MathBN.gt(collection.amount, 0)) {
    await createPaymentSessionsWorkflow(container).run({
      input: { payment_collection_id: collection.id, provider_id: "pp_on-account_b2b", customer_id },
    })
  }
  const { result: order } = await completeCartWorkflow(container).run({ input: { id: cart.id } })
  return order.id
}

const cheapestOptions = async (container: Shop["container"], cart_id: string, items: CartItem[]): Promise<string[]> => {
  const profiles = items.flatMap(({ requires_shipping, variant }) =>
    requires_shipping ? (variant.product.shipping_profile?.id ?? []) : []
  )
  if (profiles.length === 0) {
    return []
  }
  const { result: options } = await listShippingOptionsForCartWithPricingWorkflow(container).run({ input: { cart_id, is_return: false } })
  return [...new Set(profiles)].flatMap((profile) => {
    const fitting = options.filter(({ shipping_profile_id }) => shipping_profile_id === profile)
    const [cheapest] = fitting.sort((one, other) => Number(one.amount) - Number(other.amount))
    return cheapest ? [cheapest.id] : []
  })
}
