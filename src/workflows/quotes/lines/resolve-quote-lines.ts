import type { BigNumberInput } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MathBN } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { CustomerRoleError } from "../../../errors"
import type { QuoteLineInput, QuoteLines } from "../types"

export type ResolveQuoteLinesStepInput = {
  customer_id: string
  items?: QuoteLineInput[]
  cart_id?: string
  sales_channel_ids: string[]
}

type CartRow = {
  completed_at: Date | string | null
  region_id: string | null
  sales_channel_id: string | null
  items?: ({ variant_id: string | null; variant_sku: string | null; quantity: BigNumberInput } | null)[] | null
}

/**
 * Returns the lines of a quote request: those of the body, or those of a cart.
 *
 * @throws CustomerRoleError `not_found` for a cart that belongs to someone else, is completed or belongs to a sales channel
 * that the caller may not see; `invalid_request` for an empty cart
 *
 * @example
 * const lines = resolveQuoteLinesStep({ customer_id: "cus_123", cart_id: "cart_123", sales_channel_ids: ["sc_123"] })
 */
export const resolveQuoteLinesStep = createStep(
  "resolve-quote-lines",
  async (
    { customer_id, items, cart_id, sales_channel_ids }: ResolveQuoteLinesStepInput,
    { container }
  ): Promise<StepResponse<QuoteLines>> => {
    if (cart_id === undefined) {
      return new StepResponse({
        items: items ?? [],
        region_id: null,
        sales_channel_id: sales_channel_ids.length === 1 ? sales_channel_ids[0] : null,
        sales_channel_ids,
      })
    }
    const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
      entity: "cart",
      fields: ["completed_at", "region_id", "sales_channel_id", "items.variant_id", "items.variant_sku", "items.quantity"],
      filters: { id: cart_id, customer_id },
    })
    const carts: CartRow[] = data
    const cart = carts.find(({ completed_at }) => !completed_at)
    const sales_channel_id = cart?.sales_channel_id ?? null
    if (!cart || sales_channel_id === null || !sales_channel_ids.includes(sales_channel_id)) {
      throw new CustomerRoleError("not_found", "Cart not found, or it is an order already. Send items, or an open cart of yours.")
    }
    const lines = (cart.items ?? []).filter((item) => item !== null).map(toLine)
    if (lines.length === 0) {
      throw new CustomerRoleError("invalid_request", "The cart is empty. Add items to it first.")
    }
    return new StepResponse({
      items: lines,
      region_id: cart.region_id,
      sales_channel_id,
      sales_channel_ids: [sales_channel_id],
    })
  }
)

const toLine = ({ variant_id, variant_sku, quantity }: NonNullable<NonNullable<CartRow["items"]>[number]>): QuoteLineInput => ({
  ...(variant_id ? { variant_id } : {}),
  ...(variant_sku ? { sku: variant_sku } : {}),
  quantity: MathBN.convert(quantity).toNumber(),
})
