import { MathBN } from "@medusajs/framework/utils"
import { createWorkflow, transform, when, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import {
  addShippingMethodToCartWorkflow,
  completeCartWorkflow,
  createCartWorkflow,
  createPaymentCollectionForCartWorkflow,
  listShippingOptionsForCartWithPricingWorkflow,
} from "@medusajs/medusa/core-flows"
import { checkBulkOrderWorkflow } from "./check-bulk-order"
import { cartIdOf } from "../placement/ids"
import { toOrderMetadata } from "../checkout/order-metadata"
import { chooseShippingOptionsStep } from "../steps/choose-shipping-options"
import { completePlacementStep } from "../steps/complete-placement"
import { confirmOrderStockStep } from "../steps/confirm-order-stock"
import { createCartAddressesStep } from "../steps/create-cart-addresses"
import { holdPlacementStep } from "../steps/hold-placement"
import { lockOrderStockStep, unlockOrderStockStep } from "../steps/lock-order-stock"
import { openPaymentSessionStep } from "../steps/open-payment-session"
import { openPlacementStep } from "../steps/open-placement"
import type { CreateBulkOrderWorkflowInput } from "../types"

/**
 * Places an order of many lines for a business, all or nothing. It goes through Medusa's own cart and checkout workflows, so
 * prices, promotions, taxes, reservations, hooks and events are those of an order from the storefront. An order that fails
 * leaves no cart, payment or reservation behind.
 *
 * Returns the order's id. Call `placeBulkOrder` instead: it also waits for a turn and supports idempotency keys.
 *
 * @throws CustomerRoleError 403 with the guard's codes; `too_many_lines`, `not_found` (address), `sales_channel_required`,
 * `no_region`, `payment_provider_unavailable`, `bulk_order_invalid` with every bad line, `no_shipping_option`,
 * `invalid_request`
 *
 * @example
 * const { result } = await createBulkOrderWorkflow(container).run({
 *   input: {
 *     customer_id: "cus_123",
 *     sales_channel_ids: ["sc_123"],
 *     items: [{ sku: "BOLT-10", quantity: 400 }],
 *     shipping_address: { address_1: "Hauptstraße 1", city: "Berlin", postal_code: "10115", country_code: "de" },
 *     purchase_order_number: "PO-4711",
 *   },
 * })
 *
 * @summary Place a bulk order.
 */
export const createBulkOrderWorkflow = createWorkflow("create-bulk-order", (input: CreateBulkOrderWorkflowInput) => {
  const checked = checkBulkOrderWorkflow.runAsStep({ input })
  const placement_id = openPlacementStep({
    customer_id: input.customer_id,
    placement_id: input.placement_id,
    order_id: input.order_id,
    line_count: transform({ checked }, ({ checked }) => checked.lines.length),
  })
  const addresses = createCartAddressesStep({
    placement_id,
    shipping_address: checked.shipping_address,
    billing_address: input.billing_address,
  })
  const cart = createCartWorkflow
    .runAsStep({
      input: transform({ input, checked, addresses, placement_id }, ({ input, checked, addresses, placement_id }) => ({
        id: cartIdOf(placement_id),
        customer_id: input.customer_id,
        region_id: checked.region.id,
        sales_channel_id: checked.sales_channel_id,
        items: checked.lines.map(({ variant, quantity }) => ({ variant_id: variant.id, quantity })),
        shipping_address: addresses.shipping_address_id,
        billing_address: addresses.billing_address_id,
        metadata: toOrderMetadata(input, checked.role, placement_id),
      })),
    })
    .config({ noCompensation: true })

  when(
    "needs-shipping",
    { input, checked },
    ({ input, checked }) => Boolean(input.shipping_option_ids) || checked.lines.some(({ variant }) => variant.requires_shipping)
  ).then(() => {
    const options = listShippingOptionsForCartWithPricingWorkflow.runAsStep({
      input: { cart_id: cart.id, is_return: false },
    })
    const chosen = chooseShippingOptionsStep({
      lines: checked.lines,
      options,
      shipping_option_ids: input.shipping_option_ids,
    })
    addShippingMethodToCartWorkflow.runAsStep({ input: { cart_id: cart.id, options: chosen } })
  })

  const paymentCollection = createPaymentCollectionForCartWorkflow
    .runAsStep({ input: { cart_id: cart.id } })
    .config({ noCompensation: true })
  when("needs-payment", { paymentCollection }, ({ paymentCollection }) => MathBN.gt(paymentCollection.amount, 0)).then(() => {
    openPaymentSessionStep({
      payment_collection_id: paymentCollection.id,
      provider_id: checked.region.payment_provider_id,
      customer_id: input.customer_id,
    })
  })

  const lock = lockOrderStockStep({ lines: checked.lines, owner_id: placement_id })
  holdPlacementStep({ placement_id: input.placement_id })
  const order = completeCartWorkflow.runAsStep({ input: { id: cart.id } })
  confirmOrderStockStep({ order_id: order.id })
  completePlacementStep({
    placement_id: input.placement_id,
    order_id: order.id,
    customer_id: input.customer_id,
    is_quoted: transform({ input }, ({ input }) => input.quote !== undefined),
  })
  unlockOrderStockStep(lock)
  return new WorkflowResponse(order)
})
