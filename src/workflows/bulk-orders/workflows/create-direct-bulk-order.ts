import type { LinkDefinition } from "@medusajs/framework/types"
import { EventPriority, MathBN, Modules, OrderWorkflowEvents, ReservationItemWorkflowEvents } from "@medusajs/framework/utils"
import { createHook, createWorkflow, transform, when, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { addOrderTransactionStep, authorizePaymentSessionStep, createRemoteLinkStep, emitEventStep } from "@medusajs/medusa/core-flows"
import { checkBulkOrderWorkflow } from "./check-bulk-order"
import { toOrderMetadata } from "../checkout/order-metadata"
import { completePlacementStep } from "../steps/complete-placement"
import { holdPlacementStep } from "../steps/hold-placement"
import { openPaymentSessionStep } from "../steps/open-payment-session"
import { openPlacementStep } from "../steps/open-placement"
import type { CreateBulkOrderWorkflowInput } from "../types"
import { calculateBulkOrderWorkflow } from "./calculate-bulk-order"
import { createOrderStep } from "../steps/create-order"
import { createPaymentCollectionStep } from "../steps/create-payment-collection"
import { registerPromotionUsageStep } from "../steps/register-promotion-usage"
import { reserveStockStep } from "../steps/reserve-stock"
import type { CalculatedBulkOrder } from "../checkout/order-without-cart/types"

/**
 * Places an order of many lines for a business, all or nothing, without a cart. Calculates once what Medusa's checkout would
 * create from the lines, and writes it in batches through Medusa's modules. Order, payment and reservations equal those of
 * `createBulkOrderWorkflow`, in a fraction of the time. Hooks of Medusa's cart and checkout workflows do not run.
 *
 * Returns the order's id. Call `placeBulkOrder` instead: it also waits for a turn and supports idempotency keys.
 *
 * @property hooks.validate - Runs before anything is written. Throw to refuse the order.
 * @property hooks.orderCreated - Runs once the order exists and is paid for. If it throws, the order is undone.
 *
 * The `setPricingContext` hook of `calculateBulkOrderWorkflow` adds to what prices depend on.
 *
 * @throws CustomerRoleError as `createBulkOrderWorkflow`, and `busy`
 *
 * @example
 * const { result } = await createDirectBulkOrderWorkflow(container).run({
 *   input: {
 *     customer_id: "cus_123",
 *     sales_channel_ids: ["sc_123"],
 *     items: [{ sku: "BOLT-10", quantity: 400 }],
 *     shipping_address: { address_1: "Hauptstraße 1", city: "Berlin", postal_code: "10115", country_code: "de" },
 *   },
 * })
 *
 * @summary Place a bulk order without a cart.
 */
export const createDirectBulkOrderWorkflow = createWorkflow("create-direct-bulk-order", (input: CreateBulkOrderWorkflowInput) => {
  const checked = checkBulkOrderWorkflow.runAsStep({ input })
  const calculated = calculateBulkOrderWorkflow.runAsStep({
    input: {
      lines: checked.lines,
      customer_id: input.customer_id,
      region: checked.region,
      buyer: checked.buyer,
      sales_channel_id: checked.sales_channel_id,
      shipping_address: checked.shipping_address,
      shipping_option_ids: input.shipping_option_ids,
      order_id: input.order_id,
    },
  })
  const validate = createHook("validate", { input, order: calculated })

  const placement_id = openPlacementStep({
    customer_id: input.customer_id,
    placement_id: input.placement_id,
    order_id: calculated.id,
    line_count: transform({ checked }, ({ checked }) => checked.lines.length),
  })
  const reserved = reserveStockStep({
    lines: checked.lines,
    line_item_ids: transform({ calculated }, ({ calculated }) => calculated.items.map(({ id }) => id)),
  })
  const order = createOrderStep({
    order: calculated,
    billing_address: input.billing_address,
    metadata: transform({ input, checked, placement_id }, ({ input, checked, placement_id }) =>
      toOrderMetadata(input, checked.role, placement_id)
    ),
  })

  const collection = createPaymentCollectionStep({
    order_id: order.id,
    currency_code: calculated.currency_code,
    amount: calculated.raw_total,
  })
  registerPromotionUsageStep(transform({ calculated }, ({ calculated }) => toUsage(calculated)))
  // Links follow the counts: when an order is undone after a crash, a link proves that its promotion was counted.
  createRemoteLinkStep(transform({ calculated, collection }, ({ calculated, collection }) => toLinks(calculated, collection.id)))

  when("needs-payment", { calculated }, ({ calculated }) => MathBN.gt(calculated.totals.total, 0)).then(() => {
    const session = openPaymentSessionStep({
      payment_collection_id: collection.id,
      provider_id: checked.region.payment_provider_id,
      customer_id: input.customer_id,
    })
    holdPlacementStep({ placement_id: input.placement_id })
    const payment = authorizePaymentSessionStep({ id: session.id }).config({ noCompensation: true })
    addOrderTransactionStep(
      transform({ payment, order }, ({ payment, order }) =>
        (payment?.captures ?? []).map(({ id, amount, raw_amount }) => ({
          order_id: order.id,
          amount: raw_amount ?? amount,
          currency_code: payment?.currency_code ?? "",
          reference: "capture",
          reference_id: id,
        }))
      )
    )
  })

  emitEventStep({
    eventName: OrderWorkflowEvents.PLACED,
    data: { id: order.id },
    options: { priority: EventPriority.CRITICAL },
  })
  emitEventStep({
    eventName: ReservationItemWorkflowEvents.CREATED,
    data: transform({ reserved, order }, ({ reserved, order }) => reserved.reservation_ids.map((id) => ({ id, order_id: order.id }))),
  }).config({ name: "emit-reservation-item-created" })
  const orderCreated = createHook("orderCreated", { order_id: order.id, input })
  completePlacementStep({
    placement_id: input.placement_id,
    order_id: order.id,
    customer_id: input.customer_id,
    is_quoted: transform({ input }, ({ input }) => input.quote !== undefined),
  })
  return new WorkflowResponse(order, { hooks: [validate, orderCreated] })
})

const toLinks = ({ id, promotions }: CalculatedBulkOrder, payment_collection_id: string): LinkDefinition[] => [
  ...promotions.map((promotion) => ({ [Modules.ORDER]: { order_id: id }, [Modules.PROMOTION]: { promotion_id: promotion.id } })),
  { [Modules.ORDER]: { order_id: id }, [Modules.PAYMENT]: { payment_collection_id } },
]

const toUsage = ({ items, shipping_methods, customer_id, email }: CalculatedBulkOrder) => ({
  computedActions: [...items, ...shipping_methods].flatMap(({ adjustments }) => adjustments.map(({ amount, code }) => ({ amount, code }))),
  registrationContext: { customer_id, customer_email: email },
})
