import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { draftOrder, type DraftOrderInput } from "../checkout/order-without-cart/draft-order"
import type { TotalledDraft } from "../checkout/order-without-cart/totals"
import type { CalculatedBulkOrder, ItemTotals, OrderTotals } from "../checkout/order-without-cart/types"

/**
 * Calculates the order that Medusa's checkout would create from the lines. Writes nothing. A single step, because values are
 * copied between steps and an order of a thousand lines is large.
 *
 * @throws CustomerRoleError `no_shipping_option`, `invalid_request`
 *
 * @example
 * const order = draftOrderStep({ lines, buyer, customer_id, region, sales_channel_id, shipping_address })
 */
export const draftOrderStep = createStep(
  "draft-order",
  async (input: DraftOrderInput, { container }): Promise<StepResponse<CalculatedBulkOrder>> =>
    new StepResponse(toCalculatedOrder(await draftOrder(container, input)))
)

const toCalculatedOrder = (draft: TotalledDraft): CalculatedBulkOrder => ({
  id: draft.id,
  email: draft.email,
  currency_code: draft.currency_code,
  locale: draft.locale,
  region_id: draft.region_id,
  sales_channel_id: draft.sales_channel_id,
  customer_id: draft.customer.id,
  shipping_address: draft.shipping_address,
  items: draft.items,
  shipping_methods: draft.shipping_methods,
  promotions: draft.promotions,
  item_totals: draft.items.map(toItemTotals),
  totals: toOrderTotals(draft),
  raw_total: draft.raw_total,
})

const toItemTotals = ({ total, subtotal, tax_total, discount_total }: ItemTotals): ItemTotals => ({
  total,
  subtotal,
  tax_total,
  discount_total,
})

const toOrderTotals = (totals: OrderTotals): OrderTotals => ({
  total: totals.total,
  subtotal: totals.subtotal,
  tax_total: totals.tax_total,
  discount_total: totals.discount_total,
  item_total: totals.item_total,
  item_subtotal: totals.item_subtotal,
  item_tax_total: totals.item_tax_total,
  shipping_total: totals.shipping_total ?? 0,
  shipping_subtotal: totals.shipping_subtotal ?? 0,
  shipping_tax_total: totals.shipping_tax_total ?? 0,
})
