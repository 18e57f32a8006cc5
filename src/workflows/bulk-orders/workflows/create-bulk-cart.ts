import { createWorkflow, transform, when, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import {
  addShippingMethodToCartWorkflow,
  createCartWorkflow,
  listShippingOptionsForCartWithPricingWorkflow,
} from "@medusajs/medusa/core-flows"
import { toOrderMetadata } from "../checkout/order-metadata"
import { resolveBulkOrder } from "./resolve-bulk-order"
import { checkBulkOrderLinesStep } from "../steps/check-bulk-order-lines"
import { chooseShippingOptionsStep } from "../steps/choose-shipping-options"
import { createCartAddressesStep } from "../steps/create-cart-addresses"
import type { CreateBulkOrderWorkflowInput } from "../types"

/**
 * Puts the lines of a bulk order into a new cart of the customer. Open to every business account, for customers who pay at
 * the checkout or are not verified yet. Checks the lines as for an order, all or nothing. Medusa's own workflow prices them.
 * Adds deliveries only if the caller chose them.
 *
 * Returns the cart's id. Call `fillBulkCart` instead: it also waits for a turn and supports idempotency keys.
 *
 * @throws CustomerRoleError as `createBulkOrderWorkflow`, except `payment_provider_unavailable`
 *
 * @example
 * const { result } = await createBulkCartWorkflow(container).run({
 *   input: { customer_id: "cus_123", sales_channel_ids: ["sc_123"], csv: "sku,quantity\nBOLT-10,400", shipping_address },
 * })
 *
 * @summary Fill a cart with a bulk order's lines.
 */
export const createBulkCartWorkflow = createWorkflow("create-bulk-cart", (input: CreateBulkOrderWorkflowInput) => {
  const resolved = resolveBulkOrder(input, { level: "business", needs_payment: false })
  const lines = checkBulkOrderLinesStep({
    lines: resolved.requested,
    unit_prices: resolved.unit_prices,
    sales_channel_id: resolved.sales_channel_id,
  })
  const addresses = createCartAddressesStep({
    shipping_address: resolved.shipping_address,
    billing_address: input.billing_address,
  })
  const cart = createCartWorkflow.runAsStep({
    input: transform({ input, resolved, lines, addresses }, ({ input, resolved, lines, addresses }) => ({
      // Medusa's type lacks the id. Its step passes it on.
      ...(input.cart_id === undefined ? {} : { id: input.cart_id }),
      customer_id: input.customer_id,
      region_id: resolved.region.id,
      sales_channel_id: resolved.sales_channel_id,
      items: lines.map(({ variant, quantity }) => ({ variant_id: variant.id, quantity })),
      shipping_address: addresses.shipping_address_id,
      billing_address: addresses.billing_address_id,
      metadata: toOrderMetadata(input, resolved.role),
    })),
  })
  when("delivery-chosen", { input }, ({ input }) => input.shipping_option_ids !== undefined).then(() => {
    const options = listShippingOptionsForCartWithPricingWorkflow.runAsStep({ input: { cart_id: cart.id, is_return: false } })
    const chosen = chooseShippingOptionsStep({ lines, options, shipping_option_ids: input.shipping_option_ids })
    addShippingMethodToCartWorkflow.runAsStep({ input: { cart_id: cart.id, options: chosen } })
  })
  return new WorkflowResponse(transform({ cart }, ({ cart }) => ({ id: cart.id })))
})
